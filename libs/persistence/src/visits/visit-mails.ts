import type { VisitChangeKind } from '../schema/index.js';

/** What a mail about a visit tells: what happened to it, or that it is near. */
export type VisitNews = VisitChangeKind | 'reminder';

/** Id of the mail that tells somebody of a visit: one a change and person, for ever (I5). */
export function visitMailId(
  { id, reference, sequence }: { readonly id: string; readonly reference: string; readonly sequence: number },
  news: VisitNews,
  person: string,
): string {
  return `${reference}:visit:${id}:${news}:${sequence}:${person}`;
}

/** The visit that such a mail tells of; undefined for the id of another mail. */
export function visitOfMail(id: string): string | undefined {
  return /^[^:]+:visit:([^:]+):/.exec(id)?.[1];
}
