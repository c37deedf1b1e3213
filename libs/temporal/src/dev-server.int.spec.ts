import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { searchAttributes } from '#libs/contracts';
import { findCli } from './cli.js';
import { connectClient } from './connection.js';
import { startDevServer, type DevServer, type DevServerOptions } from './dev-server.js';
import { ensureRetention, ensureSearchAttributes } from './namespace.js';
import { stopOrphan } from './orphan.js';
import { freePort } from './ports.js';

/** A zombie, which nobody has reaped yet, counts as ended. */
const alive = (pid: number) =>
  /^[^Z\s]/.test(
    spawnSync('ps', ['-o', 'state=', '-p', String(pid)])
      .stdout.toString()
      .trim(),
  );

// A server takes one to five seconds to start on a busy machine.
jest.setTimeout(60_000);

describe('the launcher of the local Temporal server', () => {
  let dataDir: string;
  let children: ChildProcess[];
  let servers: DevServer[];
  const start = async (options: Omit<DevServerOptions, 'dataDir'>) => {
    const server = await startDevServer({ dataDir, ...options });
    servers.push(server);
    return server;
  };
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'parcours-launcher-'));
    children = [];
    servers = [];
  });
  afterEach(async () => {
    for (const server of servers) await server.stop();
    for (const child of children) child.kill('SIGKILL');
    await stopOrphan(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  });

  it('names the occupied port and the variable that changes it', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as AddressInfo;
    const free = await freePort();
    await expect(start({ port, uiPort: false })).rejects.toMatchObject({
      code: 'port-occupied',
      message: `Port ${port} for the Temporal server is occupied: stop what uses it or set TEMPORAL_PORT to another port.`,
    });
    await expect(start({ port: free, uiPort: port })).rejects.toThrow(/TEMPORAL_UI_PORT/);
    blocker.close();
  });

  it('names the folder that cannot be written', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    await expect(
      startDevServer({ dataDir: join(file, 'below'), port: 1, uiPort: false }),
    ).rejects.toMatchObject({
      code: 'folder',
      message: expect.stringContaining('PARCOURS_DATA'),
    });
  });

  it('persists, sets retention, adds attributes to an old database, and stops an orphan but no neighbour', async () => {
    const [port, uiPort] = [await freePort(), await freePort()];
    // A stand-in for a killed parent: a shell starts the same command and dies, so that the server loses its parent.
    const db = join(dataDir, 'temporal.db');
    const cli = await findCli();
    const parent = spawn(
      'sh',
      [
        '-c',
        `'${cli}' server start-dev --headless --ip 127.0.0.1 --port ${port} --log-level never --db-filename ${db} >/dev/null 2>&1 & echo $!; wait`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    children.push(parent);
    const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
    const orphan = Number(printed.toString());
    await writeFile(
      join(dataDir, 'temporal.pid'),
      JSON.stringify({ pid: orphan, parent: parent.pid, mark: db }),
    );
    await expect(start({ port, uiPort: false })).rejects.toMatchObject({ code: 'in-use' });
    expect(alive(orphan)).toBe(true);
    parent.kill('SIGKILL');
    await once(parent, 'exit');

    const exits: string[] = [];
    const server = await start({
      port,
      uiPort,
      searchAttributes,
      onUnexpectedExit: (message) => exits.push(message),
    });
    expect(alive(orphan)).toBe(false);
    expect(existsSync(db)).toBe(true);
    expect((await fetch(server.uiUrl!)).status).toBe(200);
    const { client, close } = await connectClient({ address: server.address });
    expect(await ensureSearchAttributes(client, searchAttributes, { create: false })).toEqual([]);
    const tooMany = ['A', 'B', 'C'].map((name) => ({ name, type: 'KeywordList' as const }));
    const problems = await ensureSearchAttributes(client, [{ name: 'Due', type: 'Int' }, ...tooMany], {
      create: true,
    });
    expect(problems).toEqual([
      expect.stringMatching(/Due exists as Datetime, and Int is needed/),
      expect.stringMatching(
        /at most 3 search attributes of type KeywordList.*WaitingOn exist and A, B, C are needed/,
      ),
      expect.stringMatching(/missing.*A \(KeywordList\)/),
    ]);
    expect(await ensureRetention(client, 365, { set: false })).toEqual([
      expect.stringContaining('for 1 days, and 365'),
    ]);
    expect(await ensureRetention(client, 365, { set: true })).toEqual([]);
    await close();
    await server.stop();
    expect(exits).toEqual([]);
    expect(existsSync(join(dataDir, 'temporal.pid'))).toBe(false);
  });

  it('ends with a process that dies of an error', async () => {
    const here = import.meta.dirname;
    const hooks = join(here, '../../persistence/src/embedded/ts-hooks.fixture.mjs');
    const dying = spawn(
      process.execPath,
      [
        ...['--conditions=source', '--import', hooks, join(here, 'dying.fixture.mjs')],
        ...[dataDir, String(await freePort())],
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    children.push(dying);
    const [printed] = (await once(dying.stdout, 'data')) as [Buffer];
    if (dying.exitCode === null) await once(dying, 'exit');
    expect(dying.exitCode).toBe(1);
    // The port is free again without anybody looking for orphans.
    while (alive(Number(printed.toString()))) await new Promise(setImmediate);
  });

  it('reports a server that ended by itself', async () => {
    let report!: (message: string) => void;
    const reported = new Promise<string>((resolve) => (report = resolve));
    const server = await start({
      port: await freePort(),
      uiPort: false,
      inMemory: true,
      onUnexpectedExit: report,
    });
    process.kill(server.pid, 'SIGKILL');
    expect(await reported).toContain('ended unexpectedly (SIGKILL)');
    await server.stop();
  });
});
