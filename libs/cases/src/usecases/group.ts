import { DomainError } from '#libs/domain';

/** Cases that one request acts on. */
export const mostTogether = 200;

/** What became of one case of several. */
export type CaseReport =
  | { readonly reference: string; readonly status: 'done' }
  | {
      readonly reference: string;
      readonly status: 'refused' | 'unavailable';
      readonly code: string;
      readonly subject: string | null;
      /** What to do about it. */
      readonly hint?: string;
    };

/** Throws `group.size` or `group.twice`. */
export function checkedGroup(references: readonly string[]): readonly string[] {
  if (references.length === 0 || references.length > mostTogether)
    throw new DomainError('invalid', 'group.size', String(references.length), {
      hint: `Name 1 to ${mostTogether} cases.`,
    });
  if (new Set(references).size < references.length)
    throw new DomainError('invalid', 'group.twice', null, { hint: 'Name each case once.' });
  return references;
}

/** One refusal keeps no other case back; only what is nobody's expected answer is thrown. */
export async function reportOn(reference: string, act: () => Promise<unknown>): Promise<CaseReport> {
  try {
    await act();
    return { reference, status: 'done' };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const status = error.kind === 'unavailable' ? 'unavailable' : 'refused';
    const { code, subject, details } = error;
    return { reference, status, code, subject, ...(details.hint !== undefined && { hint: details.hint }) };
  }
}

/** Answers in the order of the values; so many at once that neither Temporal nor the mail server is flooded. */
export async function inTurns<T, R>(
  values: readonly T[],
  work: (value: T) => Promise<R>,
): Promise<readonly R[]> {
  const answers: R[] = [];
  const width = 4;
  for (let start = 0; start < values.length; start += width)
    answers.push(...(await Promise.all(values.slice(start, start + width).map(work))));
  return answers;
}
