import type { ContactFunction, LocalDate } from '#libs/domain';

/** Why a line cannot be imported, or what to look at before it is. The words are the message `problem.<code>`. */
export const enrolmentProblems = [
  'name-missing',
  'code-invalid',
  'code-taken',
  'is-partner',
  'sector-missing',
  'not-a-country',
  'not-a-number',
  'not-a-day',
  'ambiguous-day',
  'fault',
  'too-long',
  'not-an-email',
  'not-a-language',
  'contact-unnamed',
  'definition-unknown',
  'definition-needed',
  'stage-unknown',
  'stage-too-late',
  'answer-unknown',
  'refused',
  'line-twice',
  'similar',
  'renamed',
  'email-shared',
  'guarded-address',
  'no-director',
  'no-address',
  'starts-later',
  'starts-today',
  'merged',
  'column-unknown',
  'column-twice',
] as const;
export type EnrolmentProblemCode = (typeof enrolmentProblems)[number];

export interface EnrolmentProblem {
  readonly code: EnrolmentProblemCode;
  /** An error keeps the line out; a warning is to be looked at. */
  readonly level: 'error' | 'warning';
  /** Cell or row: `B7`. */
  readonly place: string;
  /** What is written, or what it is about; null where the line says it. */
  readonly about: string | null;
}

export interface LineContact {
  readonly function: ContactFunction;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: string | null;
}

/** A company as a line gives it; null for what it does not say. */
export interface EnrolmentLine {
  /** Row of the file. */
  readonly row: number;
  readonly place: string;
  readonly code: string | null;
  readonly name: string | null;
  readonly town: string | null;
  readonly sector: string | null;
  readonly country: string | null;
  readonly employees: number | null;
  readonly product: string | null;
  readonly contacts: readonly LineContact[];
  readonly definition: string | null;
  readonly start: LocalDate | null;
  readonly stage: string | null;
  /** By stage key. */
  readonly entered: ReadonlyMap<string, LocalDate>;
  readonly left: ReadonlyMap<string, LocalDate>;
  /** By task key. */
  readonly done: ReadonlyMap<string, LocalDate>;
  readonly answers: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly problems: readonly EnrolmentProblem[];
}

/** A column of the file, and what it is taken for. */
export interface FileColumn {
  readonly column: number;
  /** `C`. */
  readonly letter: string;
  readonly heading: string;
  /** Key of the field; null for none. */
  readonly field: string | null;
  /** What stands first below it. */
  readonly example: string;
}
