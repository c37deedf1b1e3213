// Writes what is generated from code and kept in the repository: apps/api/openapi.json, .env.example, and SQL migrations (which need a
// name and a reader, so they are only reported). `--check` writes nothing and fails when something is stale. Uses dist/.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const isCheck = process.argv.includes('--check');
const dist = (path) => new URL(`../dist/${path}`, import.meta.url);
const stale = [];

/** Compares a generated text with its file, or writes it. */
function settle(name, text) {
  const path = join(root, name);
  const current = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (current === text) return;
  if (!isCheck) writeFileSync(path, text);
  stale.push(name);
  console.log(isCheck ? `${name} is stale: run \`node scripts/generated.mjs\`.` : `wrote ${name}`);
}

async function openApi() {
  await import('reflect-metadata');
  const { describeApi } = await import(dist('apps/api/src/openapi.js'));
  const path = join(root, 'apps/api/openapi.json');
  const text = JSON.stringify(await describeApi());
  settle('apps/api/openapi.json', await format(text, { ...(await resolveConfig(path)), filepath: path }));
}

async function environment() {
  const { environmentExample } = await import(dist('libs/config/src/index.js'));
  settle('.env.example', environmentExample());
}

/** Generates into a copy of the migrations: whatever appears there is a change of the schema without a migration. */
function migrations() {
  const folder = join(root, 'libs/persistence/migrations');
  // drizzle-kit takes paths below the working directory only.
  const copy = mkdtempSync(join(root, 'node_modules/.cache-migrations-'));
  try {
    cpSync(folder, copy, { recursive: true });
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        'node_modules/drizzle-kit/bin.cjs',
        'generate',
        '--dialect=postgresql',
        '--casing=snake_case',
        '--schema=./libs/persistence/src/schema/index.ts',
        `--out=${copy.slice(root.length + 1)}`,
      ],
      { cwd: root, encoding: 'utf8' },
    );
    const isNew = readdirSync(copy).length !== readdirSync(folder).length;
    if (status === 0 && !isNew) return;
    stale.push('migrations');
    console.log(
      status === 0
        ? 'The schema differs from its migrations: run `npx drizzle-kit generate --name <what-changes>`.'
        : `drizzle-kit failed: ${stdout}${stderr}`,
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

await openApi();
await environment();
migrations();
if (stale.length > 0 && (isCheck || stale.includes('migrations'))) process.exit(1);
