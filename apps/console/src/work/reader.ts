import type { Actor, ItemView } from '#libs/cases';

/** What a task page needs to know of whoever reads it. */
export interface Reader {
  /** Name of the person whose link it is; null for whoever signed in. */
  readonly name: string | null;
  /** The link was handed on by somebody of the programme. */
  readonly copied: boolean;
  /** Where the company's own director leaves the programme; null for everybody else. */
  readonly leaveHref: string | null;
}

/** `leaveHref` is where a link of the company's director would lead. */
export function readerOf({ viewer, link, channel }: Actor, view: ItemView, leaveHref: string | null): Reader {
  const isDirector = viewer.contactOf.some(
    ({ organisation, function: held }) => organisation === view.case.organisation && held === 'director',
  );
  const mayLeave = isDirector && channel === 'link' && view.case.status === 'open';
  return {
    name: link === null ? null : viewer.name,
    copied: channel === 'copied-link',
    leaveHref: mayLeave ? leaveHref : null,
  };
}
