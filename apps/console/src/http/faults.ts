import { DomainError, type ErrorKind } from '#libs/domain';
import { isDatabaseUnavailable } from '#libs/persistence';

/** Status of a page by kind of refusal. */
export const statusOf: Readonly<Record<ErrorKind, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  invalid: 422,
  unavailable: 503,
};

/** The engine or the database does not answer: the same post may be repeated. */
export function isAway(error: unknown): boolean {
  return (error instanceof DomainError && error.kind === 'unavailable') || isDatabaseUnavailable(error);
}
