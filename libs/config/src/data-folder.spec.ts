import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DataFolderError,
  DataFolderInUseError,
  loadSecret,
  lockDataFolder,
  processIdentity,
} from './index.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-data-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeLock(holder: unknown): void {
  writeFileSync(join(folder, 'lock.json'), typeof holder === 'string' ? holder : JSON.stringify(holder));
}

describe('the lock of a data folder', () => {
  it('is given once, and again after its release', () => {
    const lock = lockDataFolder(folder);
    expect(() => lockDataFolder(folder)).toThrow(DataFolderInUseError);
    expect(() => lockDataFolder(folder)).toThrow(
      `The data folder ${folder} is already in use by process ${process.pid}.`,
    );
    lock.release();
    lock.release();
    lockDataFolder(folder).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a living process holds, that of a killed one is taken over', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const pid = child.pid!;
    writeLock({ pid, identity: processIdentity(pid), token: 'theirs' });
    expect(() => lockDataFolder(folder)).toThrow(`process ${pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    lockDataFolder(folder).release();
  });

  it('is taken over when the number now belongs to another process', () => {
    writeLock({ pid: process.pid, identity: `${process.pid} of an earlier boot`, token: 'theirs' });
    lockDataFolder(folder).release();
  });

  it.each(['', '{', '{"pid":1}'])('is taken over when it is damaged: %j', (text) => {
    writeLock(text);
    lockDataFolder(folder).release();
  });

  it('says in one line that the folder cannot be one', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => lockDataFolder(join(folder, 'file', 'data'))).toThrow(DataFolderError);
    expect(() => loadSecret(join(folder, 'file'))).toThrow(/a part of that path is a file/);
  });

  it('is not released by a holder that has lost it', () => {
    const lock = lockDataFolder(folder);
    writeLock({ pid: process.pid, identity: processIdentity(process.pid), token: 'theirs' });
    lock.release();
    expect(existsSync(join(folder, 'lock.json'))).toBe(true);
  });
});

describe('the generated secret', () => {
  it('is made once and readable by its owner only', () => {
    const secret = loadSecret(join(folder, 'new'));
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(loadSecret(join(folder, 'new'))).toBe(secret);
    expect(statSync(join(folder, 'new', 'secret')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'new', 'secret'), 'utf8')).toBe(`${secret}\n`);
    expect(loadSecret(join(folder, 'other'))).not.toBe(secret);
  });

  it('is never silently replaced when it is damaged', () => {
    writeFileSync(join(folder, 'secret'), 'abc');
    expect(() => loadSecret(folder)).toThrow(/is damaged/);
  });
});
