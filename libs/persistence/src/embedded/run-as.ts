import { spawnSync } from 'node:child_process';
import { EmbeddedPostgresError } from './errors.js';

/** Whom PostgreSQL runs as: spread into spawn's options. Empty: as ourselves. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
  readonly name: string;
}

/** System tools by their usual places only: what we start as root never depends on the caller's PATH. */
export const CLEAN_ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;

/** True when PostgreSQL would refuse to run as the current user. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The user for a new cluster: ourselves, or for root the first unprivileged user that the machine already has. */
export function chooseUser(): RunAs {
  if (!isRoot()) return { name: 'the current user' };
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)];
    if (uid && gid) return { uid, gid, name };
  }
  throw new EmbeddedPostgresError(
    'PostgreSQL refuses to run as root, and this machine has neither a user "postgres" nor "nobody": start as another user, or set DATABASE_URL.',
  );
}

/** The user that already owns a cluster: its files decide, whoever was chosen when they were made. */
export function ownerAsUser(uid: number, gid: number): RunAs {
  if (!isRoot()) return { name: 'the current user' };
  if (uid === 0) return chooseUser();
  const name = spawnSync('id', ['-un', String(uid)], {
    encoding: 'utf8',
    env: CLEAN_ENVIRONMENT,
  }).stdout.trim();
  return { uid, gid, name: name || `user ${uid}` };
}

/** Whether that user can enter the folder, judged by the system itself (access lists and mounts count, too). */
export function canEnter(user: RunAs, folder: string): boolean {
  const result = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...identity(user),
    env: CLEAN_ENVIRONMENT,
    stdio: 'ignore',
    cwd: '/',
  });
  if (result.error)
    throw new EmbeddedPostgresError(
      `Running as root, but not allowed to become ${user.name} (${result.error.message}): start as another user, or set DATABASE_URL.`,
    );
  return result.status === 0;
}

/** The part of a user that spawn understands. */
export function identity(user: RunAs): { uid?: number; gid?: number } {
  return user.uid === undefined || user.gid === undefined ? {} : { uid: user.uid, gid: user.gid };
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const result = spawnSync('id', [flag, name], { encoding: 'utf8', env: CLEAN_ENVIRONMENT });
  const id = Number(result.stdout.trim());
  return result.status === 0 && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}
