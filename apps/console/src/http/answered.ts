import { DomainError, type ErrorKind } from '#libs/domain';
import { isAway, statusOf } from './faults.js';

/** What a page shows of an act that was refused; `notice` is a message key. */
export interface Refusal {
  readonly ok: false;
  readonly status: number;
  readonly notice: string;
}

/** What became of an act: done, or a page that says what to change. */
export type Answered<T> = { readonly ok: true; readonly value: T } | Refusal;

/** Turns an expected refusal into the notice of the page it came from. What a form lacks may be thrown while it is read, in here. */
export async function answered<T>(act: () => Promise<T>): Promise<Answered<T>> {
  try {
    return { ok: true, value: await act() };
  } catch (error) {
    return refusalOf(error);
  }
}

/** Any other error has a page of its own: it is thrown on. */
export function refusalOf(
  error: unknown,
  expected: readonly ErrorKind[] = ['invalid', 'conflict', 'forbidden'],
): Refusal {
  if (isAway(error)) return { ok: false, status: 503, notice: 'notice.unavailable' };
  if (!(error instanceof DomainError) || !expected.includes(error.kind)) throw error;
  return { ok: false, status: statusOf[error.kind], notice: `refusal.${error.code}` };
}
