import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { program, type Binaries } from './binaries.js';
import { EmbeddedPostgresError, explainOutput } from './errors.js';
import { CLEAN_ENVIRONMENT, identity, type RunAs } from './run-as.js';

/** The only role, and the database that the application uses. */
export const ROLE = 'parcours';

/** Between a cluster's name and what makes a draft of it unique. */
const DRAFT = '.draft-';

/** Lives inside the cluster, so that a cluster and its password come and go together. */
const PASSWORD_FILE = 'parcours.password';

/**
 * Makes a cluster in `folder`, or does nothing where one is complete. Work happens in a folder beside it that is renamed at
 * the end: one that was left half-finished by a kill is thrown away and made anew.
 */
export async function ensureCluster(
  binaries: Binaries,
  folder: string,
  user: RunAs,
  durable: boolean,
): Promise<void> {
  removeDrafts(folder);
  if (existsSync(join(folder, 'PG_VERSION'))) {
    requireSameMajor(binaries, folder);
    if (user.uid !== undefined && statSync(folder).uid === 0) ownAll(folder, user);
    return;
  }
  // A name of its own: the initdb of a killed start may still be writing to the draft it was given.
  const draft = `${folder}${DRAFT}${randomUUID().slice(0, 8)}`;
  const passwordFile = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    own(draft, user);
    own(passwordFile, user);
    await initdb(binaries, draft, passwordFile, user, durable);
    renameSync(passwordFile, join(draft, PASSWORD_FILE));
    renameSync(draft, folder);
  } finally {
    removeDrafts(folder);
  }
}

function removeDrafts(folder: string): void {
  for (const name of readdirSync(dirname(folder))) {
    if (!name.startsWith(`${basename(folder)}${DRAFT}`)) continue;
    try {
      rmSync(join(dirname(folder), name), { recursive: true, force: true });
    } catch {
      // Somebody still writes to it, and fails now that its files are gone: the next start removes the rest.
    }
  }
}

/** The role's password, generated when the cluster was made. */
export function readPassword(folder: string): string {
  return readFileSync(join(folder, PASSWORD_FILE), 'utf8').trim();
}

/** A copy that root put back from a backup belongs to root, whom PostgreSQL refuses. The folder itself last: a kill in between repeats it. */
function ownAll(folder: string, user: RunAs): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) ownAll(path, user);
    else own(path, user);
  }
  own(folder, user);
}

function own(path: string, user: RunAs): void {
  if (user.uid !== undefined && user.gid !== undefined) lchownSync(path, user.uid, user.gid);
}

function requireSameMajor(binaries: Binaries, folder: string): void {
  const found = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  const ours = binaries.version.split('.')[0] ?? '';
  if (found !== ours)
    throw new EmbeddedPostgresError(
      `The database in ${folder} was made by PostgreSQL ${found}, this release brings ${ours}: export it with the release that made it, then import.`,
    );
}

function initdb(
  binaries: Binaries,
  folder: string,
  passwordFile: string,
  user: RunAs,
  durable: boolean,
): Promise<void> {
  // The builtin provider sorts the same on every platform and release: no collation of the machine's C library or ICU.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const options = [
    '-D',
    folder,
    '-U',
    ROLE,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    ...locale,
    ...(durable ? [] : ['--no-sync']),
  ];
  return new Promise((done, fail) => {
    const child = spawn(program(binaries, 'initdb'), options, {
      ...identity(user),
      cwd: dirname(folder),
      env: CLEAN_ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) =>
      fail(explainOutput('Creating the database', dirname(folder), error.message)),
    );
    child.on('close', (code) =>
      code === 0 ? done() : fail(explainOutput('Creating the database', dirname(folder), output)),
    );
  });
}
