import type { ContactFunction, PartnerFunction, Role } from '#libs/domain';

/** A role held in a programme; `*` stands for every programme (administrators only). */
export interface Grant {
  readonly programme: string;
  readonly role: Role;
}

/** Who looks or acts, with everything the policy needs to answer. Built by `Accounts.viewer`, never by a client. */
export interface Viewer {
  /** Person code, e.g. `P-004`. */
  readonly person: string;
  readonly name: string;
  /** Language the views are written in; a page that offers another one overrides it. */
  readonly language: string;
  /** Organisation the person stands for, by code. */
  readonly organisation: string | null;
  readonly grants: readonly Grant[];
  /** Functions the person holds at organisations. */
  readonly contactOf: readonly { readonly organisation: string; readonly function: ContactFunction }[];
  /** What the person's organisation is in the programmes it takes part in as a partner. */
  readonly partnerIn: readonly { readonly programme: string; readonly partner: PartnerFunction }[];
}
