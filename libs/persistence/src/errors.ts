/** The database cannot be reached; the message is one line for a terminal and holds no password. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError';
}

/** The log ends before the transition that a case wants to append: rows were lost, e.g. by restoring an older backup. */
export class LogBehindError extends Error {
  override readonly name = 'LogBehindError';
  constructor(reference: string, last: number, expected: number) {
    super(
      `The log of ${reference} ends at ${last}, but its workflow wants to append ${expected}: the database is older than the workflow. ` +
        `Restore a newer backup, or recover the case from its log.`,
    );
  }
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);
/** Classes 08 (connection), 53 (resources) and 57 (operator intervention, statement timeout), and 55P03 (lock timeout). */
const serverCodes = /^(08|53|57)|^55P03$/;
const driverMessages =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|not queryable|Cannot use a pool after calling end|terminating connection/;

/** Whether an error (or one it was caused by) says that the database is away or busy: worth another attempt later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    if (at instanceof DatabaseUnreachableError) return true;
    if (at instanceof AggregateError && at.errors.some(isDatabaseUnavailable)) return true;
    const code: unknown = 'code' in at ? at.code : undefined;
    if (typeof code === 'string' && (networkCodes.has(code) || serverCodes.test(code))) return true;
    if (driverMessages.test(at.message)) return true;
  }
  return false;
}

/** SQLSTATE of an error or of what caused it, e.g. `23505`. */
export function sqlState(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string' && /^[0-9A-Z]{5}$/.test(at.code)) return at.code;
  }
  return undefined;
}

/** `host:port/database` of a connection string, for messages. */
export function describeUrl(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host || 'localhost'}${pathname}`;
  } catch {
    return 'the address given';
  }
}
