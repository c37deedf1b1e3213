import type { ContactFunction, PartnerFunction, Role } from '#libs/domain';
import type { Language, Localised } from '../localised.js';

/** A programme folder (`programme.yaml`, `organisations.yaml`, `people.yaml`), checked and ready to be imported. */
export interface ProgrammeFile {
  /** `CCP-MA`; the first part of every case reference. */
  readonly code: string;
  readonly name: Localised;
  /** Invented data: shown as such wherever it appears. */
  readonly sample: boolean;
  /** ISO 3166 code; also the key of its calendar. */
  readonly country: string;
  readonly languages: readonly Language[];
  /** ISO 4217 code. */
  readonly currency: string;
  /** `YYYY-MM-DD`, both days included. */
  readonly startsOn: string;
  readonly endsOn: string;
  /** Calendar days before `endsOn` kept for the programme's own close-out. */
  readonly closeOutDays: number;
  /** Minutes after local midnight. */
  readonly reminderAt: number;
  /** Minutes after local midnight between which nothing that presses leaves; both or neither. */
  readonly quietFrom?: number;
  readonly quietTo?: number;
  /** Reminders, copies and escalations one person gets in a week by themselves. */
  readonly mailsAWeek?: number;
  /** Companies that may be admitted. */
  readonly quota: number;
  readonly criteria: Localised;
  readonly sectors: readonly { readonly key: string; readonly name: Localised }[];
  /** Paths that roles without a right to a company's answers may read all the same, see `dataPathProblem`. */
  readonly dataPolicy?: Readonly<Partial<Record<Role, readonly string[]>>>;
  /** `key@version` of the definitions its cases may follow. */
  readonly definitions: readonly string[];
  readonly organisations: readonly ProgrammeOrganisation[];
  readonly people: readonly ProgrammePerson[];
  readonly contacts: readonly ProgrammeContact[];
}

export interface ProgrammeOrganisation {
  /** `OLV-07`; no personal data. */
  readonly code: string;
  readonly name: string;
  readonly country: string;
  /** Key of one of the programme's sectors; `partner` for partners. */
  readonly sector: string;
  /** What a partner is in the programme; null for a company. */
  readonly partner: PartnerFunction | null;
  readonly town: string | null;
  readonly employees: number | null;
  readonly product: string | null;
}

export interface ProgrammePerson {
  /** `P-004`: what Temporal sees of a person. */
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: Language;
  readonly organisation: string | null;
  readonly roles: readonly Role[];
}

export interface ProgrammeContact {
  readonly organisation: string;
  readonly person: string;
  readonly function: ContactFunction;
}
