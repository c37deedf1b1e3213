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
/** Classes 08 (connection), 40 (rolled back), 53 (resources), 57 (operator, statement timeout), and 55P03 (lock timeout). */
const serverCodes = /^(08|40|53|57)|^55P03$/;
const driverMessages =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|not queryable|Cannot use a pool after calling end|terminating connection/;

/** Whether an error (or one it was caused by) says that the database is away or busy: worth another attempt later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return chain(error).some(
    (link) =>
      link instanceof DatabaseUnreachableError ||
      (link.errors ?? []).some(isDatabaseUnavailable) ||
      networkCodes.has(link.code ?? '') ||
      serverCodes.test(link.code ?? '') ||
      driverMessages.test(link.message),
  );
}

/** SQLSTATE of an error or of what caused it, e.g. `23505`. */
export function sqlState(error: unknown): string | undefined {
  return chain(error).find(({ code }) => /^[0-9A-Z]{5}$/.test(code ?? '') && !networkCodes.has(code ?? ''))
    ?.code;
}

interface ErrorLink {
  readonly message: string;
  readonly code?: string;
  readonly errors?: readonly unknown[];
  readonly cause?: unknown;
}

/** An error and its causes. Told by shape: errors of Node's own are of another realm inside jest and worker threads. */
function chain(error: unknown): readonly ErrorLink[] {
  const links: ErrorLink[] = [];
  for (let at = error; isErrorLink(at) && links.length < 6; at = at.cause) links.push(at);
  return links;
}

function isErrorLink(value: unknown): value is ErrorLink {
  return (
    typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string'
  );
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
