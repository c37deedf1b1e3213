import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isComplete, stageBinaries } from './binaries.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-binaries-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A package as npm unpacks it when it may run no install script. */
function unpacked() {
  const native = join(folder, 'native');
  for (const part of ['bin', 'lib/postgresql', 'share']) mkdirSync(join(native, part), { recursive: true });
  writeFileSync(join(native, 'bin/postgres'), 'program', { mode: 0o700 });
  writeFileSync(join(native, 'lib/libpq.so.5.18'), 'library', { mode: 0o600 });
  writeFileSync(join(native, 'lib/libpq.a'), 'for compilers');
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  return { folder: native, version: '18.4.0-test' };
}

describe('staged binaries', () => {
  it('have the symbolic links that npm did not make, and can be read by everybody', () => {
    const found = unpacked();
    expect(isComplete(found)).toBe(false);
    const staged = stageBinaries(found, folder);
    expect(readFileSync(join(staged.folder, 'lib/libpq.so.5'), 'utf8')).toBe('library');
    expect(lstatSync(join(staged.folder, 'lib/libpq.so.5')).isSymbolicLink()).toBe(true);
    expect(lstatSync(join(staged.folder, 'bin/postgres')).mode & 0o777).toBe(0o755);
    expect(lstatSync(join(staged.folder, 'lib/libpq.so.5.18')).mode & 0o777).toBe(0o644);
    expect(readdirSync(join(staged.folder, 'lib'))).not.toContain('libpq.a');
  });

  it('are made once for each version, and half-made ones never count', () => {
    const found = unpacked();
    mkdirSync(join(folder, `postgresql-18.4.0-test.${process.pid}.draft`, 'bin'), { recursive: true });
    const staged = stageBinaries(found, folder);
    rmSync(found.folder, { recursive: true });
    expect(stageBinaries(found, folder)).toEqual(staged);
    expect(readdirSync(folder)).toEqual(['postgresql-18.4.0-test']);
  });
});
