/** What went wrong, in the words of a caller; only the HTTP filter knows which status that is. */
export type ErrorKind =
  'not-found' | 'forbidden' | 'invalid' | 'conflict' | 'unavailable' | 'unauthenticated';

/** One field of a form that was refused; `field` is a path such as `electricity.3`. */
export interface FieldError {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** Safe to show to whoever asked: never holds another person's data. */
export interface ErrorDetails {
  readonly fields?: readonly FieldError[];
  /** Seconds after which the same request (same key) may be repeated. */
  readonly retryAfter?: number;
  /** What is stored now, for a stale save. */
  readonly stored?: unknown;
  /** What to do about it, one sentence. */
  readonly hint?: string;
}

/** An expected refusal with a stable code (`task.not-open`); everything else that is thrown is a fault of ours. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    /** Id or key of what the code speaks of. */
    readonly subject: string | null = null,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(subject === null ? code : `${code} (${subject})`, options);
  }
}
