import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './index.js';

// Several real servers start and die in a test, on machines that do other things at the same time.
jest.setTimeout(60_000);

const here = dirname(fileURLToPath(import.meta.url));
let template: string;
let dataDir: string;
let running: EmbeddedPostgres[];
let children: ChildProcess[];

beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'parcours-pg-'));
  chmodSync(template, 0o755);
  await (await startEmbeddedPostgres({ dataDir: template, durable: false })).stop();
});

afterAll(() => rmSync(template, { recursive: true, force: true }));

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'parcours-pg-'));
  // As root the server runs as somebody else, who must get through: without this each test would stage its data.
  chmodSync(dataDir, 0o755);
  running = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(running.map((database) => database.stop()));
  rmSync(dataDir, { recursive: true, force: true });
});

/** Saves the second that making a cluster takes. As root it is also a cluster that root put back from a backup. */
function restoreTemplate(): void {
  cpSync(join(template, 'cluster'), join(dataDir, 'cluster'), { recursive: true });
}

async function start(
  options: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {},
): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ dataDir, durable: false, ...options });
  running.push(database);
  return database;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

interface Answer {
  url: string;
  port: number;
  name: string;
  message: string;
}

/** A real second process on the sources. */
function spawnLauncher(stdout: 'pipe' | 'ignore', ...args: string[]): ChildProcess {
  const command = [
    '--conditions=source',
    '--import',
    join(here, 'ts-hooks.fixture.mjs'),
    join(here, 'launcher.fixture.mjs'),
    ...args,
  ];
  const child = spawn(process.execPath, command, { stdio: ['ignore', stdout, 'ignore'] });
  children.push(child);
  return child;
}

/** The same, with what it reports once it runs or has given up. */
async function launch(...args: string[]): Promise<{ child: ChildProcess; answer: Answer }> {
  const child = spawnLauncher('pipe', ...args);
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return { child, answer: JSON.parse(line.toString()) as Answer };
}

function postmasterPid(folder = join(dataDir, 'cluster')): number {
  return Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

describe('the embedded PostgreSQL', () => {
  it('starts PostgreSQL 18 with its database and keeps the data between starts', async () => {
    restoreTemplate();
    const first = await start();
    expect(
      await query(
        first.url,
        "select current_setting('server_version_num')::int / 10000, current_database(), current_setting('fsync')",
      ),
    ).toEqual([18, 'parcours', 'off']);
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    await expect(query(first.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
    const second = await start({ durable: true });
    expect(await query(second.url, "select answer, current_setting('fsync') from kept")).toEqual([42, 'on']);
  });

  it('asks for the generated password, which only its owner can read', async () => {
    restoreTemplate();
    const { url } = await start();
    await expect(query(url.replace(/:[0-9a-f]{48}@/, ':guess@'), 'select 1')).rejects.toThrow(
      /password authentication failed/,
    );
    expect(statSync(join(dataDir, 'cluster', 'parcours.password')).mode & 0o077).toBe(0);
  });

  it('refuses a folder that another living process uses, in one line', async () => {
    restoreTemplate();
    await start();
    const { answer } = await launch(dataDir);
    expect(answer).toMatchObject({
      name: 'DataFolderInUseError',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    expect(answer.message).not.toContain('\n');
    await expect(start()).rejects.toThrow(/already in use/);
  });

  it('stops the server that outlived its killed starter, and loses nothing', async () => {
    restoreTemplate();
    const { child, answer } = await launch(dataDir);
    await query(answer.url, 'create table kept as select 42 as answer');
    const orphan = postmasterPid();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await query(answer.url, 'select answer from kept')).toEqual([42]);
    const lines: string[] = [];
    const { url } = await start({ log: (line) => lines.push(line) });
    expect(lines).toContainEqual(expect.stringContaining('earlier run was still running'));
    expect(postmasterPid()).not.toBe(orphan);
    expect(await query(url, 'select answer from kept')).toEqual([42]);
  });

  it('recovers when starter and server were killed together', async () => {
    restoreTemplate();
    const { child, answer } = await launch(dataDir);
    await query(answer.url, 'create table kept as select 42 as answer');
    child.kill('SIGKILL');
    process.kill(postmasterPid(), 'SIGKILL');
    await once(child, 'exit');
    expect(await query((await start()).url, 'select answer from kept')).toEqual([42]);
  });

  it('clears a process file whose number now belongs to something else', async () => {
    restoreTemplate();
    await (await start()).stop();
    writeFileSync(
      join(dataDir, 'cluster', 'postmaster.pid'),
      `${process.pid}\n${join(dataDir, 'cluster')}\n`,
    );
    expect(await query((await start()).url, 'select 1')).toEqual([1]);
  });

  it('starts a server again that dies while its starter runs, on the same port', async () => {
    restoreTemplate();
    const lines: string[] = [];
    const { url } = await start({ log: (line) => lines.push(line) });
    const first = postmasterPid();
    process.kill(first, 'SIGKILL');
    while (!lines.some((line) => line.includes('died'))) await new Promise(setImmediate);
    let rows: unknown[] = [];
    while (rows.length === 0) rows = await query(url, 'select 1').catch(() => []);
    expect(postmasterPid()).not.toBe(first);
  });

  it('makes a half-made cluster anew', async () => {
    mkdirSync(join(dataDir, 'cluster.draft-1', 'base'), { recursive: true });
    writeFileSync(join(dataDir, 'cluster.draft-1', 'PG_VERSION'), '18\n');
    expect(await query((await start()).url, 'select 1')).toEqual([1]);
    expect(readdirSync(dataDir).filter((name) => name.includes('draft'))).toEqual([]);
  });

  it('survives a kill at any moment of its first start', async () => {
    for (const name of ['lock.json', 'cluster.draft-', 'cluster']) {
      const child = spawnLauncher('ignore', dataDir);
      const gone = once(child, 'exit');
      const has = () =>
        readdirSync(dataDir).some((entry) => (name.endsWith('-') ? entry.startsWith(name) : entry === name));
      while (!has() && child.exitCode === null) await new Promise(setImmediate);
      expect(child.exitCode).toBeNull();
      child.kill('SIGKILL');
      await gone;
    }
    expect(await query((await start()).url, 'select 1')).toEqual([1]);
  });

  it('says which port is taken', async () => {
    restoreTemplate();
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const { port } = other.address() as AddressInfo;
    try {
      await expect(start({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use`);
    } finally {
      await new Promise((closed) => other.close(closed));
    }
    expect((await start({ port })).port).toBe(port);
  });

  it('says that a path below a file is no data folder', async () => {
    writeFileSync(join(dataDir, 'file'), '');
    await expect(startEmbeddedPostgres({ dataDir: join(dataDir, 'file', 'data') })).rejects.toThrow(
      /a part of that path is a file/,
    );
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;

  asRoot('says that a folder is not writable', async () => {
    const { answer } = await launch(join(dataDir, 'below'), '65534');
    expect(answer.message).toMatch(/^Cannot write to .*below: /);
  });

  asRoot(
    'stages data and programs where the unprivileged user can read, when root keeps the folder to itself',
    async () => {
      chmodSync(dataDir, 0o700);
      const lines: string[] = [];
      const first = await start({ log: (line) => lines.push(line) });
      const cluster = readFileSync(join(dataDir, 'location'), 'utf8').trim();
      try {
        expect(lines).toEqual([
          expect.stringMatching(/^Running as root.*staged in \/var\/(lib|tmp)\/parcours\//),
        ]);
        expect(statSync(cluster).uid).not.toBe(0);
        await query(first.url, 'create table kept as select 42 as answer');
        await first.stop();
        const second = await start();
        expect(await query(second.url, 'select answer from kept')).toEqual([42]);
        await second.stop();
      } finally {
        rmSync(dirname(cluster), { recursive: true, force: true });
      }
      await expect(start()).rejects.toThrow(/staged in .*, which is gone/);
    },
  );
});
