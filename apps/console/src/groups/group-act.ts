import { programmesFor, type Action, type Viewer } from '#libs/identity';

/** What is done to several cases from the list, each with the right it needs; also the last part of the page's address. */
const needed = {
  message: 'write-to-company',
  nudge: 'write-to-company',
  logContact: 'log-contact',
  suspend: 'suspend-case',
  resume: 'suspend-case',
} as const satisfies Readonly<Record<string, Action>>;
export type GroupPage = keyof typeof needed;

export function isGroupPage(name: string): name is GroupPage {
  return Object.hasOwn(needed, name);
}

/** Those that the viewer may use in some programme; each case is asked again when it is done. */
export function groupPagesOf(viewer: Viewer): readonly GroupPage[] {
  return (Object.keys(needed) as readonly GroupPage[]).filter(
    (page) => programmesFor(viewer, needed[page]).length > 0,
  );
}
