import type { ContactFunction, Instant, PartnerFunction, Role } from '#libs/domain';

/** A role held in a programme and a country; `*` stands for every one, both at once for administrators only. */
export interface Grant {
  readonly programme: string;
  readonly role: Role;
  /** Of the case, ISO 3166. */
  readonly country: string;
  /** The programme's own country: a grant for another one gives no right over the programme as a whole. */
  readonly home?: string;
}

/** Who somebody is to programmes and companies: all that the policy looks at. */
export interface Standing {
  /** Person code, e.g. `P-004`. */
  readonly person: string;
  /** Organisation the person stands for, by code. */
  readonly organisation: string | null;
  readonly grants: readonly Grant[];
  /** Functions the person holds at organisations. */
  readonly contactOf: readonly { readonly organisation: string; readonly function: ContactFunction }[];
  /** What the person's organisation is in the programmes it takes part in as a partner. */
  readonly partnerIn: readonly { readonly programme: string; readonly partner: PartnerFunction }[];
}

/** Someone who is away, with the own rights in one programme: what others put into their hands stays behind. */
export interface Principal extends Standing {
  readonly name: string;
  readonly programme: string;
  /** The first instant at which nobody stands in any more. */
  readonly until: Instant;
}

/** Who looks or acts, with everything the policy needs to answer. Built by `Accounts.viewer`, never by a client. */
export interface Viewer extends Standing {
  readonly name: string;
  /** Language the views are written in; a page that offers another one overrides it. */
  readonly language: string;
  /** Single keys do nothing on pages for whoever turned them off. */
  readonly shortcuts?: false;
  /** Whom the person stands in for at this moment. */
  readonly standsInFor: readonly Principal[];
}

/** The viewer's own standing in a programme and, after it, those of the people substituted there. */
export function standingsIn(viewer: Viewer, programme: string): readonly (Standing | Principal)[] {
  return [viewer, ...viewer.standsInFor.filter((principal) => principal.programme === programme)];
}
