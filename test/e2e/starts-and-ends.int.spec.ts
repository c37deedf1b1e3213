import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Installation, isAlive, type Ended } from './installation.js';

/** One clear sentence and a failing exit code: no stack trace, nothing else that an operator had to read. */
function expectOneMessage({ code, output }: Ended, message: RegExp): void {
  expect(output).toMatch(message);
  expect(output).not.toMatch(/^\s+at /m);
  expect(output).not.toContain('Parcours is ready.');
  expect(code).toBe(1);
}

describe('npm start', () => {
  let installation: Installation;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parcours-e2e-'));
    installation = await Installation.create();
    await installation.start();
  }, 120_000);
  afterAll(async () => {
    await installation.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('refuses a folder that another one runs on, and leaves that one alone', async () => {
    expectOneMessage(
      await installation.attempt(),
      /is already in use by process \d+\. Stop that process first/,
    );
    expect((await fetch(`${installation.base}/health/ready`)).status).toBe(200);
  });

  it.each(['PORT', 'MAIL_INBOX_PORT', 'SMTP_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'])(
    'says which port is occupied and names %s',
    async (variable) => {
      const server = createServer();
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      const { port } = server.address() as AddressInfo;
      const other = await Installation.create();
      try {
        const ended = await other.attempt({ [variable]: String(port) });
        expectOneMessage(ended, new RegExp(`${port}`));
        expect(ended.output).toContain(variable);
        expect([other.temporalPid, other.postmasterPid].filter(isAlive)).toEqual([]);
      } finally {
        await other.remove();
        server.close();
      }
    },
  );

  it('says that a data folder cannot be one', async () => {
    writeFileSync(join(folder, 'file'), '');
    const ended = await installation.attempt({ PARCOURS_DATA: join(folder, 'file', 'data') });
    expectOneMessage(ended, /cannot be a data folder: a part of that path is a file/);
  });

  // Root may write everywhere but where the kernel alone does.
  const closed = process.getuid?.() === 0 ? '/sys/parcours' : undefined;
  it('says that it may not write to the data folder', async () => {
    if (closed === undefined) chmodSync(folder, 0o555);
    const ended = await installation.attempt({ PARCOURS_DATA: closed ?? join(folder, 'closed') });
    chmodSync(folder, 0o755);
    expectOneMessage(ended, /Cannot write to .* PARCOURS_DATA/);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends on %s, while it starts and when it runs',
    async (signal) => {
      const other = await Installation.create();
      try {
        const starting = other.start().catch(() => undefined);
        await other.taken();
        expect(await other.terminate(signal)).toMatchObject({ code: 0 });
        await starting;
        await other.start();
        expect(await other.terminate(signal)).toMatchObject({ code: 0 });
        expect([other.temporalPid, other.postmasterPid].filter(isAlive)).toEqual([]);
      } finally {
        await other.remove();
      }
    },
    180_000,
  );
});
