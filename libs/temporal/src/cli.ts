import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cachedCli, cliVersion, downloadCli } from './cli-download.js';

const run = promisify(execFile);

/** Where to look for the Temporal CLI, which carries the server. */
export interface CliSearch {
  /** The file named by TEMPORAL_CLI; when given, nothing else is tried. */
  readonly cli?: string;
  /** Folder for a downloaded CLI; default `~/.cache/parcours`. */
  readonly cacheDir?: string;
  /** False where no download may be tried. */
  readonly download?: boolean;
  /** Name or path of the command looked up on PATH; default `temporal`. */
  readonly command?: string;
  /** Receives the line that says what is being downloaded. */
  readonly progress?: (line: string) => void;
}

/** No usable Temporal CLI; the message names the remedies. */
export class CliNotFoundError extends Error {
  override readonly name = 'CliNotFoundError';
}

const remedies = [
  `Install the Temporal CLI ${cliVersion} or newer and put it on PATH,`,
  'or name its file in TEMPORAL_CLI,',
  'or use a Temporal server that already runs through TEMPORAL_ADDRESS.',
].join(' ');

/** Why this file cannot serve, or undefined when it can. */
async function refusal(file: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(file, ['--version'], { timeout: 20_000 });
    const version = /version v?(\d+)\.(\d+)/.exec(stdout);
    if (!version) return `${file} is not the Temporal CLI`;
    const [wantMajor = 0, wantMinor = 0] = cliVersion.split('.').map(Number);
    const [major, minor] = [Number(version[1]), Number(version[2])];
    const old = major < wantMajor || (major === wantMajor && minor < wantMinor);
    return old ? `${file} is version ${major}.${minor}, and ${cliVersion} or newer is needed` : undefined;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'ENOENT' ? `${file} was not found` : `${file} cannot be run (${String(code)})`;
  }
}

/** The CLI to run: TEMPORAL_CLI, PATH, the cache, a download, in this order. Throws CliNotFoundError. */
export async function findCli(search: CliSearch = {}): Promise<string> {
  if (search.cli !== undefined) {
    const refused = await refusal(search.cli);
    if (refused) throw new CliNotFoundError(`TEMPORAL_CLI: ${refused}. ${remedies}`);
    return search.cli;
  }
  const command = search.command ?? 'temporal';
  const onPath = await refusal(command);
  if (!onPath) return command;
  const cacheDir = search.cacheDir ?? join(homedir(), '.cache', 'parcours');
  const cached = cachedCli(cacheDir);
  if (
    await access(cached, constants.X_OK).then(
      () => true,
      () => false,
    )
  ) {
    if (!(await refusal(cached))) return cached;
  }
  if (search.download === false)
    throw new CliNotFoundError(`There is no Temporal server to start: ${onPath}. ${remedies}`);
  try {
    return await downloadCli(cacheDir, search.progress ?? (() => undefined));
  } catch (error) {
    const tried = error instanceof Error ? error.message : String(error);
    throw new CliNotFoundError(
      `There is no Temporal server to start: ${onPath}, and downloading it failed: ${tried}. ${remedies}`,
    );
  }
}
