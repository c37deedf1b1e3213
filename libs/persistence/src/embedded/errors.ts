/** The embedded database cannot start; the message is one line that says what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

/** Turns a file system error into one line; other errors pass unchanged. */
export function explainFileError(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new EmbeddedPostgresError(
      `Cannot write to ${path} (${code}): give this user the folder, or set PARCOURS_DATA to one it may write.`,
    );
  if (code === 'ENOSPC' || code === 'EDQUOT') return new EmbeddedPostgresError(diskFull(path));
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new EmbeddedPostgresError(
      `${path} cannot be a data folder: a part of that path is a file. Set PARCOURS_DATA to a folder.`,
    );
  return error;
}

/** Turns what initdb or the server wrote before it gave up into one line. */
export function explainOutput(doing: string, dataDir: string, output: string): EmbeddedPostgresError {
  if (/No space left on device|Disk quota exceeded/i.test(output))
    return new EmbeddedPostgresError(diskFull(dataDir));
  if (/error while loading shared libraries|image not found|Library not loaded/i.test(output))
    return new EmbeddedPostgresError(
      `The embedded PostgreSQL lacks a system library (${lastLine(output)}); install it, or set DATABASE_URL to a PostgreSQL server.`,
    );
  return new EmbeddedPostgresError(`${doing} in ${dataDir} failed: ${lastLine(output)}`);
}

function diskFull(path: string): string {
  return `The disk of ${path} is full: free some space (the database needs about 100 MB to begin), then start again.`;
}

function lastLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const telling = lines.filter((line) => /(FATAL|PANIC|error):/i.test(line));
  return telling[0] ?? lines.filter(Boolean).at(-1) ?? 'it gave no reason';
}
