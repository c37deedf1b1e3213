import type { Role } from '#libs/domain';
import type { MailRhythm } from '#libs/persistence';

/** A page of a list; `next` is the cursor of the following one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface ProgrammeView {
  readonly code: string;
  readonly name: string;
  readonly country: string;
  readonly currency: string;
  readonly languages: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly quota: number;
  readonly criteria: string;
  readonly sample: boolean;
  readonly mayOpen: boolean;
  /** What is opened to roles that see stages and dates only; null for whoever may not change it. */
  readonly dataPolicy: Readonly<Record<string, readonly string[]>> | null;
  /** When its mail leaves; times in minutes after local midnight. */
  readonly reminderAt: number;
  readonly quietFrom: number;
  readonly quietTo: number;
  /** Reminders, copies and escalations one person gets in a week by themselves. */
  readonly mailsAWeek: number;
}

export interface OrganisationView {
  readonly code: string;
  readonly name: string;
  readonly country: string;
  readonly sector: string;
  readonly town: string | null;
  readonly employees: number | null;
  readonly product: string | null;
  readonly sample: boolean;
  readonly programmes: readonly { readonly programme: string; readonly partner: string | null }[];
  /** References of its cases, newest first. */
  readonly cases: readonly string[];
}

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: string;
  readonly organisation: string | null;
  readonly contactOf: readonly { readonly organisation: string; readonly function: string }[];
  readonly grants: readonly { readonly programme: string; readonly role: Role; readonly country: string }[];
  readonly hasAccount: boolean;
  /** How the person wants reminders. */
  readonly mailRhythm: MailRhythm;
  readonly sample: boolean;
  /** In the answer to a change: what the programme's people could not settle as they are now. */
  readonly warnings?: readonly GapView[];
}

/** A task or an approval of a programme's cases for which there are too few people (I3). */
export interface GapView {
  /** `key@version`. */
  readonly definition: string;
  readonly key: string;
  readonly title: string;
  /** Voices needed, and how many there could be. */
  readonly need: number;
  readonly possible: number;
  /** Codes of the companies it concerns; none when it concerns them all. */
  readonly companies: readonly string[];
  /** Only once the approval has expired for those first asked. */
  readonly expired: boolean;
}

/** Somebody acts for somebody else; days are the programme's own, both inclusive. */
export interface SubstitutionView {
  readonly id: string;
  readonly programme: string;
  /** Who is away. */
  readonly person: string;
  readonly personName: string;
  readonly substitute: string;
  readonly substituteName: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly reason: string | null;
  readonly arrangedByName: string;
  readonly status: 'ahead' | 'in-force' | 'over';
  readonly mayEnd: boolean;
}

/** One line of the record of who changed what about people. */
export interface PeopleChangeView {
  readonly id: number;
  /** Machine time, epoch ms. */
  readonly at: number;
  readonly kind: string;
  /** Null for the installation itself. */
  readonly byName: string | null;
  readonly programme: string | null;
  readonly person: string | null;
  readonly organisation: string | null;
  /** Old and new values of what changed. */
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface DefinitionView {
  readonly key: string;
  readonly version: number;
  readonly kind: string;
  readonly title: string;
  readonly hash: string;
  readonly stages: readonly {
    readonly key: string;
    readonly title: string;
    readonly items: readonly { readonly key: string; readonly title: string }[];
  }[];
}
