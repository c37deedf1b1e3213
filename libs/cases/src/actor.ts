import type { Viewer } from '#libs/identity';

/** A link that was verified: it lets its person act on its one item and nothing else. */
export interface ActiveLink {
  readonly id: string;
  readonly reference: string;
  readonly item: string;
  /** Person who copied it and handed it on; null for the link of a mail. */
  readonly via: string | null;
  /** Id of the handover whose colleague's it is; null for the person's own. */
  readonly handover: string | null;
  /** The browser has shown that it belongs to the link's person; without it the link decides nothing, see `LinkCodes`. */
  readonly proven: boolean;
}

/** Somebody inside the company who has no link of their own and says so. */
export interface Declaration {
  readonly name: string;
  readonly function: string;
}

/** Who acts, and how they reached us. `signedIn` makes one from a session or bearer token, `LinkActors` from a link. */
export interface Actor {
  readonly viewer: Viewer;
  readonly channel: 'signed-in' | 'link' | 'copied-link';
  readonly link: ActiveLink | null;
  /** Who fills it in, where it is somebody else than the link's person: as typed there, or a colleague whose link it is. */
  readonly declared?: Declaration;
}

/** An actor with a session or a bearer token. */
export function signedIn(viewer: Viewer): Actor {
  return { viewer, channel: 'signed-in', link: null };
}

/** Where an act went; the same request answers the same for ever (I11). */
export interface Acted {
  readonly reference: string;
  /** Transition of the log that holds it. */
  readonly seq: number;
}
