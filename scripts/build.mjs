// Builds dist/: TypeScript by tsc, then the workflow bundle. `--if-stale` does nothing when no source is newer.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist/.built');

/** The newest modification below a source folder, in milliseconds. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return /\.(ts|tsx|json)$/.test(path) ? stat.mtimeMs : 0;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isFresh() {
  if (!existsSync(stamp)) return false;
  const sources = [
    'apps',
    'libs',
    'workflows',
    'bench',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
  ];
  const built = statSync(stamp).mtimeMs;
  return sources.every((name) => !existsSync(join(root, name)) || newest(join(root, name)) <= built);
}

if (process.argv.includes('--if-stale') && isFresh()) process.exit(0);

console.log('Building Parcours …');
const startedAt = new Date();
const tsc = spawnSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
  { cwd: root, stdio: 'inherit' },
);
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
const { writeWorkflowBundle } = await import(
  pathToFileURL(join(root, 'dist/libs/temporal/src/bundle.js')).href
);
await writeWorkflowBundle();
// Stamped with the moment the build began: a file saved while it ran makes the next start build again.
writeFileSync(stamp, startedAt.toISOString());
const { utimesSync } = await import('node:fs');
utimesSync(stamp, startedAt, startedAt);
