// Starts what the `system` tests share: one Temporal server (in memory, virtual time) and one PostgreSQL, unless
// TEST_TEMPORAL_ADDRESS or TEST_DATABASE_URL name running ones. Jest runs this file untransformed, so it uses dist/.
import { chmodSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';

const prefix = 'parcours-test-';
const lib = (path) => new URL(`../../dist/libs/${path}`, import.meta.url);

/** Folders of earlier runs; one that is being made right now is left alone. */
function leftovers(kind) {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(`${prefix}${kind}-`));
  return folders
    .map((name) => join(tmpdir(), name))
    .filter((folder) => Date.now() - statSync(folder).mtimeMs > 60_000);
}

/** Stops servers that killed test runs left behind and removes their folders; those of living runs stay. */
async function sweep(kind, stop) {
  for (const folder of leftovers(kind)) {
    if (await stop(folder).catch(() => false)) rmSync(folder, { recursive: true, force: true });
  }
}

async function startTemporal() {
  const { freePort, startDevServer, stopOrphan } = await import(lib('temporal/src/index.js'));
  const { searchAttributes } = await import(lib('contracts/src/index.js'));
  await sweep('temporal', async (folder) => (await stopOrphan(folder)) !== 'in-use');
  const dataDir = await mkdtemp(join(tmpdir(), `${prefix}temporal-`));
  const server = await startDevServer({
    dataDir,
    port: await freePort(),
    uiPort: false,
    inMemory: true,
    virtualTime: true,
    searchAttributes,
    progress: (line) => console.log(line),
    ...(process.env.TEMPORAL_CLI ? { cli: process.env.TEMPORAL_CLI } : {}),
  });
  return { server, dataDir };
}

async function startPostgres() {
  const { startEmbeddedPostgres } = await import(lib('persistence/src/embedded/index.js'));
  // Starting on a folder stops the server that was left in it, and refuses while another process uses it.
  await sweep('pg', async (folder) => {
    await (await startEmbeddedPostgres({ dataDir: folder, durable: false })).stop();
    return true;
  });
  const dataDir = await mkdtemp(join(tmpdir(), `${prefix}pg-`));
  // Passable for the database's own user: as root, it would else be staged where the teardown does not look.
  chmodSync(dataDir, 0o755);
  // As root the database runs as another user, who must get into the folder.
  await chmod(dataDir, 0o755);
  return { server: await startEmbeddedPostgres({ dataDir, durable: false }), dataDir };
}

export default async function globalSetup() {
  if (!existsSync(lib('temporal/src/index.js')))
    throw new Error('The system tests use dist/: run `npm run build` first.');
  process.env.CHROMIUM = findChromium(process.env);
  const started = [];
  globalThis.__parcoursServers = started;
  const jobs = [];
  if (!process.env.TEST_TEMPORAL_ADDRESS) {
    jobs.push(
      startTemporal().then((temporal) => {
        started.push(temporal);
        process.env.TEST_TEMPORAL_ADDRESS = temporal.server.address;
        // An interrupted run must not leave the server behind.
        process.once('exit', () => {
          try {
            process.kill(temporal.server.pid, 'SIGKILL');
          } catch {
            // It ended in the teardown.
          }
        });
      }),
    );
  }
  const database = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL;
  if (database) {
    process.env.TEST_DATABASE_URL = database;
  } else {
    jobs.push(
      startPostgres().then((postgres) => {
        started.push(postgres);
        process.env.TEST_DATABASE_URL = postgres.server.url;
      }),
    );
  }
  const failed = (await Promise.allSettled(jobs)).find((job) => job.status === 'rejected');
  if (!failed) return;
  for (const { server } of started) await server.stop();
  throw failed.reason;
}
