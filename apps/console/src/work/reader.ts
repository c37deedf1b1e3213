import type { Actor, Declaration, ItemView } from '#libs/cases';

/** What a task page needs to know of whoever reads it. */
export interface Reader {
  /** Name of the person whose link it is; null for whoever signed in. */
  readonly name: string | null;
  /** The link was handed on by somebody of the programme. */
  readonly copied: boolean;
  /** Where the company's own director leaves the programme; null for everybody else. */
  readonly leaveHref: string | null;
  /** Where somebody of the company sees the whole case; null for everybody else. */
  readonly fileHref: string | null;
  /** Who got it from the link's person, by a link of their own. */
  readonly colleague: Declaration | null;
}

/** Both addresses are where a link of the company's own would lead. */
export function readerOf(
  { viewer, link, channel, declared }: Actor,
  view: ItemView,
  { leaveHref, fileHref }: { readonly leaveHref: string | null; readonly fileHref: string | null },
): Reader {
  const own = viewer.contactOf.filter(({ organisation }) => organisation === view.case.organisation);
  const isDirector = own.some(({ function: held }) => held === 'director');
  // What a colleague got stands for one task.
  const isOwn = channel === 'link' && declared === undefined;
  const mayLeave = isDirector && isOwn && view.case.status === 'open';
  return {
    name: link === null ? null : viewer.name,
    copied: channel === 'copied-link',
    leaveHref: mayLeave ? leaveHref : null,
    fileHref: own.length > 0 && isOwn ? fileHref : null,
    colleague: declared ?? null,
  };
}
