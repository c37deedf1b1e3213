import { createHash, randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { findBinaries, isComplete, stageBinaries, type Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './errors.js';
import { canEnter, chooseUser, isRoot, ownerAsUser, type RunAs } from './run-as.js';

/** Where a data folder's cluster and programs are, and who runs them. */
export interface Placement {
  readonly binaries: Binaries;
  readonly cluster: string;
  readonly user: RunAs;
  /** Call when the cluster is complete: later starts then look for it here, and nowhere else. */
  remember(): void;
}

/** Names the cluster of a data folder that the unprivileged user cannot reach. */
const LOCATION_FILE = 'location';

/**
 * In place where possible. As root: an existing cluster is run by its owner, a new one by an unprivileged user; what that
 * user cannot enter (a checkout in root's home, a private temporary folder) is staged where they can.
 */
export function place(dataDir: string, log: (line: string) => void): Placement {
  const inPlace = join(dataDir, 'cluster');
  const cluster = existingCluster(dataDir, inPlace);
  if (cluster !== undefined) requireOurs(cluster);
  const user =
    cluster === undefined ? chooseUser() : ownerAsUser(statSync(cluster).uid, statSync(cluster).gid);
  const found = findBinaries();
  if (!isRoot()) {
    const binaries = isComplete(found) ? found : stageBinaries(found, dataDir);
    return { binaries, cluster: cluster ?? inPlace, user, remember: () => undefined };
  }
  const binaries =
    isComplete(found) && canEnter(user, join(found.folder, 'lib'))
      ? found
      : stageBinaries(found, stagingFolder());
  if (!canEnter(user, binaries.folder))
    throw new EmbeddedPostgresError(`PostgreSQL's user ${user.name} cannot read ${binaries.folder}.`);
  if (cluster !== undefined && !canEnter(user, dirname(cluster)))
    throw new EmbeddedPostgresError(
      `The database in ${cluster} belongs to ${user.name}, who cannot reach it: let others pass through the folders above it (chmod o+x).`,
    );
  const reachable = cluster === undefined ? canEnter(user, dataDir) : cluster === inPlace;
  const chosen =
    cluster ??
    (reachable ? inPlace : join(stagingFolder(), `${hash(dataDir)}-${randomUUID().slice(0, 8)}`, 'cluster'));
  if (!reachable) makePassable(dirname(chosen));
  log(
    `Running as root, which PostgreSQL refuses: the database runs as ${user.name}, its data ${reachable ? 'in' : 'staged in'} ${dirname(chosen)}.`,
  );
  return {
    binaries,
    cluster: chosen,
    user,
    remember: () => {
      if (!reachable) writeFileSync(join(dataDir, LOCATION_FILE), `${chosen}\n`, { mode: 0o600 });
    },
  };
}

function existingCluster(dataDir: string, inPlace: string): string | undefined {
  const file = join(dataDir, LOCATION_FILE);
  if (!existsSync(file)) return existsSync(join(inPlace, 'PG_VERSION')) ? inPlace : undefined;
  const staged = readFileSync(file, 'utf8').trim();
  if (!isRoot())
    throw new EmbeddedPostgresError(
      `The database of ${dataDir} was made by root and is staged in ${staged}: start as root, or choose another PARCOURS_DATA.`,
    );
  if (existsSync(join(staged, 'PG_VERSION'))) return staged;
  throw new EmbeddedPostgresError(
    `The database of ${dataDir} was staged in ${staged}, which is gone: restore it, or delete ${file} to begin with an empty one.`,
  );
}

/** Started by root once and by an ordinary user now: the cluster is somebody else's. */
function requireOurs(cluster: string): void {
  if (isRoot()) return;
  try {
    accessSync(cluster, constants.R_OK | constants.W_OK);
  } catch {
    throw new EmbeddedPostgresError(
      `The database in ${cluster} belongs to user ${statSync(cluster).uid}: start as that user or as root, or choose another PARCOURS_DATA.`,
    );
  }
}

/** Root's own folder that others may read. In the shared one a stranger's folder of our name would be a trap: refused. */
function stagingFolder(): string {
  for (const folder of ['/var/lib/parcours', '/var/tmp/parcours']) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      const stat = lstatSync(folder);
      if (!stat.isDirectory() || stat.uid !== 0 || (stat.mode & 0o022) !== 0) continue;
      accessSync(folder, constants.W_OK);
      chmodSync(folder, 0o755);
      return folder;
    } catch {
      continue;
    }
  }
  throw new EmbeddedPostgresError(
    'Running as root, and neither /var/lib nor /var/tmp takes a folder for the database: start as another user, or set DATABASE_URL.',
  );
}

/** Whatever the umask: the unprivileged user must get through. */
function makePassable(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
