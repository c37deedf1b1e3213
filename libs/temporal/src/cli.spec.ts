import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cachedCli } from './cli-download.js';
import { CliNotFoundError, findCli } from './cli.js';

describe('finding the Temporal CLI', () => {
  let folder: string;
  const program = async (name: string, version: string) => {
    const file = join(folder, name);
    await writeFile(file, `#!/bin/sh\necho "temporal version ${version} (Server 1.0, UI 2.0)"\n`);
    await chmod(file, 0o755);
    return file;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parcours-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const nowhere = { command: 'parcours-no-such-command', download: false };

  it('says what is missing and every remedy', async () => {
    const search = findCli({ ...nowhere, cacheDir: join(folder, 'empty') });
    await expect(search).rejects.toThrow(CliNotFoundError);
    await expect(search).rejects.toThrow(
      /no-such-command was not found.*PATH.*TEMPORAL_CLI.*TEMPORAL_ADDRESS/,
    );
  });

  it('takes TEMPORAL_CLI and nothing else when it is given', async () => {
    const cli = await program('given', '1.9.1');
    expect(await findCli({ cli })).toBe(cli);
    await expect(findCli({ cli: join(folder, 'absent') })).rejects.toThrow(
      /^TEMPORAL_CLI: .*absent was not found/,
    );
  });

  it('refuses an old version by name and falls back to its cache', async () => {
    const old = await program('old', '1.4.2');
    await expect(findCli({ cli: old })).rejects.toThrow(/is version 1\.4, and 1\.9\.1 or newer/);
    const cached = cachedCli(folder);
    await program(cached.slice(folder.length + 1), '1.9.1');
    expect(await findCli({ command: old, download: false, cacheDir: folder })).toBe(cached);
  });

  it('refuses a program that is something else', async () => {
    await expect(findCli({ cli: process.execPath })).rejects.toThrow(/is not the Temporal CLI/);
  });
});
