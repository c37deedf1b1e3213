import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DataFolderError, explainFileError } from './data-folder-error.js';
import { processIdentity } from './process-identity.js';

const LOCK_FILE = 'lock.json';

/** Somebody else runs on the data folder; the message is one line for the terminal. */
export class DataFolderInUseError extends DataFolderError {
  override readonly name = 'DataFolderInUseError';
  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(
      `The data folder ${folder} is already in use by process ${pid}. Stop that process first, or give this one another folder (PARCOURS_DATA).`,
    );
  }
}

/** The right to use a data folder; `release` may be called twice. */
export interface DataFolderLock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly identity: string;
  readonly token: string;
}

/**
 * Takes the folder for this process, creating it where needed. The lock of a process that was killed is taken over; that of
 * a living one (this one included) throws {@link DataFolderInUseError}, a folder that cannot be written DataFolderError. It guards processes of one machine and one
 * process-number space: two containers on one volume cannot see each other.
 */
export function lockDataFolder(dataDir: string): DataFolderLock {
  const folder = resolve(dataDir);
  try {
    return lock(folder);
  } catch (error) {
    throw explainFileError(folder, error);
  }
}

function lock(folder: string): DataFolderLock {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, LOCK_FILE);
  const mine: Holder = {
    pid: process.pid,
    identity: processIdentity(process.pid) ?? String(process.pid),
    token: randomUUID(),
  };
  const text = JSON.stringify(mine);
  for (let attempt = 0; attempt < 20; attempt++) {
    if (createExclusively(path, text)) return { release: () => release(path, mine.token) };
    const found = readOrUndefined(path);
    if (found === undefined) continue;
    const holder = parseHolder(found);
    if (holder && processIdentity(holder.pid) === holder.identity)
      throw new DataFolderInUseError(folder, holder.pid);
    removeStale(path, found);
  }
  throw new Error(`Cannot take the lock ${path}: other processes keep taking it.`);
}

/** The file appears with its content or not at all, so a crash in between leaves no empty lock. */
function createExclusively(path: string, text: string): boolean {
  const draft = `${path}.${randomUUID()}`;
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    linkSync(draft, path);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return false;
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EOPNOTSUPP')
      return createWithoutLinks(path, text);
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** For file systems without hard links. */
function createWithoutLinks(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Two processes may judge the same lock stale at once: whoever moves away a fresh one puts it back. */
function removeStale(path: string, judged: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = readFileSync(aside, 'utf8');
  if (moved !== judged) createExclusively(path, moved);
  rmSync(aside, { force: true });
}

function release(path: string, token: string): void {
  const found = readOrUndefined(path);
  if (found !== undefined && parseHolder(found)?.token === token) rmSync(path, { force: true });
}

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Partial<Holder>;
    return typeof value.pid === 'number' &&
      typeof value.identity === 'string' &&
      typeof value.token === 'string'
      ? (value as Holder)
      : undefined;
  } catch {
    return undefined;
  }
}
