/** Roles a person can hold in a programme. */
export const roles = ['administrator', 'coordinator', 'expert', 'partner', 'committee', 'observer'] as const;
export type Role = (typeof roles)[number];

/** A function of a contact inside its organisation. */
export const contactFunctions = ['director', 'technical', 'accountant'] as const;
export type ContactFunction = (typeof contactFunctions)[number];

/** What a partner organisation is in a programme. */
export const partnerFunctions = [
  'donor',
  'implementer',
  'technical-centre',
  'confederation',
  'federation',
  'ministry',
  'party-a',
  'party-b',
] as const;
export type PartnerFunction = (typeof partnerFunctions)[number];

/**
 * Who a task, an approval or a mail is for. Roles stay roles in events; people are resolved when mail is written.
 * An organisation is named by its code, a person by the person code.
 */
export type Party =
  | { readonly contact: ContactFunction }
  | { readonly role: Role; readonly partner?: PartnerFunction }
  | { readonly organisation: string }
  | { readonly person: string };

/** How an act reached us. A copied link was handed on by hand (a messenger) and is trusted with one task only. */
export const channels = ['signed-in', 'link', 'copied-link', 'transcribed'] as const;
export type Channel = (typeof channels)[number];

/** The facts about who acts that rules need: ids and roles, never a name (I8). Resolved outside, before the Update. */
export interface ActorFacts {
  readonly person: string;
  /** Organisation the person stands for in this act, by code. */
  readonly organisation: string | null;
  /** Roles held in the case's programme. */
  readonly roles: readonly Role[];
  /** Partner functions of the person's organisation in the programme. */
  readonly partners: readonly PartnerFunction[];
  /** Contact functions held at the case's own organisation. */
  readonly functions: readonly ContactFunction[];
  readonly channel: Channel;
  /**
   * Person id for whom this is done, when it is not the person's own act. For a substitute, roles, partners and functions
   * are those of the person substituted; for a transcription, roles are the typist's, functions those of who spoke.
   */
  readonly onBehalfOf: string | null;
  /** Organisation of the person for whom this is done. */
  readonly behalfOrganisation?: string;
  /** Somebody else than the link's person says to have filled it in; name and function stand in the act's words. */
  readonly declared?: true;
  /** Person id of whoever copied the link this came through. */
  readonly via?: string;
}

/** Who did a thing, as state remembers it for exclusions. */
export interface By {
  readonly person: string;
  /** For whom it was done, when not for oneself: excluded just as the person is. */
  readonly onBehalfOf?: string;
  readonly behalfOrganisation?: string;
  /** Who handed over the link: may have filled it in as well, so excluded just as the person is. */
  readonly via?: string;
  readonly organisation: string | null;
  readonly partners: readonly PartnerFunction[];
}
