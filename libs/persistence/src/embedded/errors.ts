import { diskFull } from '#libs/config';

/** The embedded database cannot start; the message is one line that says what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
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

function lastLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const telling = lines.filter((line) => /(FATAL|PANIC|error):/i.test(line));
  return telling[0] ?? lines.filter(Boolean).at(-1) ?? 'it gave no reason';
}
