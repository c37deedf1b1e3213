import type { ContactFunction } from '#libs/domain';
import type { NewPerson, Organisation } from '#libs/persistence';
import type { EarlierInput } from '../usecases/earlier-path.js';
import type { EnrolmentLine, EnrolmentProblem } from './line.js';

/** What would be done about an organisation or a person. */
export type Fate = 'add' | 'change' | 'keep';

export interface PlannedOrganisation {
  readonly fate: Fate;
  /** As it will stand. */
  readonly row: Organisation;
  /** Columns that change, with what they hold now. */
  readonly before: Readonly<Record<string, unknown>>;
}

export interface PlannedPerson {
  readonly fate: Fate;
  /** Person code; null for somebody new. */
  readonly id: string | null;
  readonly row: Omit<NewPerson, 'id'>;
  readonly before: Readonly<Record<string, unknown>>;
  /** Functions to be given that are not held yet. */
  readonly functions: readonly ContactFunction[];
}

/** What would become of a company's path. */
export type PlannedOpening =
  | { readonly fate: 'open'; readonly definition: string; readonly earlier: EarlierInput | null }
  | {
      readonly fate: 'none';
      readonly because: 'has-case' | 'had-case' | 'starts-later' | 'not-asked';
      readonly reference: string | null;
    };

/** What would become of a line; null parts where an error keeps it out. */
export interface PlannedLine {
  readonly line: EnrolmentLine;
  readonly organisation: PlannedOrganisation | null;
  readonly people: readonly PlannedPerson[];
  readonly opening: PlannedOpening | null;
  readonly problems: readonly EnrolmentProblem[];
}

export function isKeptOut({ problems }: Pick<PlannedLine, 'problems'>): boolean {
  return problems.some(({ level }) => level === 'error');
}

/** Nothing of it is new. */
export function isIdle({ organisation, people, opening }: PlannedLine): boolean {
  return (
    organisation?.fate === 'keep' &&
    people.every(({ fate, functions }) => fate === 'keep' && functions.length === 0) &&
    opening?.fate !== 'open'
  );
}
