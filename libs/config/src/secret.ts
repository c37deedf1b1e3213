import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataFolderError, explainFileError } from './data-folder-error.js';

const SECRET_FILE = 'secret';

/** A shorter secret could be guessed; `PARCOURS_SECRET` is held to the same. */
export const SHORTEST_SECRET = 32;

/**
 * The installation's own link and session secret, for when `PARCOURS_SECRET` is not set: generated on first use and kept in
 * the data folder, readable by its owner only. Losing it ends all sessions and all links in mails already sent.
 */
export function loadSecret(dataDir: string): string {
  const path = join(dataDir, SECRET_FILE);
  const secret = readOrCreate(dataDir, path);
  if (secret.length < SHORTEST_SECRET)
    throw new DataFolderError(
      `The secret in ${path} is damaged: restore it from a backup, or delete it (links and sessions end).`,
    );
  return secret;
}

function readOrCreate(dataDir: string, path: string): string {
  try {
    const secret = read(path) ?? create(dataDir, path);
    chmodSync(path, 0o600);
    return secret;
  } catch (error) {
    throw explainFileError(dataDir, error);
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whole or not at all, and of two processes at once the first one's counts. */
function create(dataDir: string, path: string): string {
  mkdirSync(dataDir, { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}
