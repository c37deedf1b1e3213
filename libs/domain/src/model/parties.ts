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

/** Who a task, an approval or a mail is for. Roles stay roles in events; people are resolved when mail is written. */
export type Party =
  { readonly contact: ContactFunction } | { readonly role: Role; readonly partner?: PartnerFunction };

/** How an act reached us. */
export type Channel = 'signed-in' | 'link' | 'transcribed';

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
  /** Person id for whom this is done, when it is not the person's own act. */
  readonly onBehalfOf: string | null;
}

/** Who did a thing, as state remembers it for exclusions. */
export interface By {
  readonly person: string;
  /** For whom it was done, when not for oneself: excluded just as the person is. */
  readonly onBehalfOf?: string;
  readonly organisation: string | null;
  readonly partners: readonly PartnerFunction[];
}
