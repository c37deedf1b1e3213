import { sortedUnique } from './exclusion.js';
import { openItems } from './lookup.js';
import type { CaseState, CaseStatus, Instant, Party } from './model/index.js';

/** Values of the search attributes of the same names (libs/contracts). */
export interface CaseAttributes {
  readonly Programme: string;
  readonly CaseStatus: CaseStatus | 'suspended';
  /** Null before the opening and after the closing. */
  readonly Stage: string | null;
  readonly Country: string;
  readonly Sector: string;
  readonly Organisation: string;
  readonly Coordinator: string;
  readonly WaitingOn: readonly string[];
  readonly Due: Instant | null;
  readonly Overdue: boolean;
  /** Number of open incidents. */
  readonly Incidents: number;
}

/** What administrators filter cases by. Strings are empty before the opening. */
export function caseAttributes(state: CaseState): CaseAttributes {
  const { settings } = state;
  return {
    Programme: settings?.programme ?? '',
    CaseStatus: state.suspendedAt === undefined ? state.status : 'suspended',
    Stage: state.stage ?? null,
    Country: settings?.country ?? '',
    Sector: settings?.sector ?? '',
    Organisation: settings?.organisation ?? '',
    Coordinator: settings?.coordinator ?? '',
    ...waiting(state),
    Incidents: openIncidents(state),
  };
}

/** `director`, `coordinator`, `partner:technical-centre`, `organisation:FICOPAM`, `person:P-004`. */
export function partyName(party: Party): string {
  if ('contact' in party) return party.contact;
  if ('organisation' in party) return `organisation:${party.organisation}`;
  if ('person' in party) return `person:${party.person}`;
  return party.partner === undefined ? party.role : `${party.role}:${party.partner}`;
}

/** Whom the case waits for, the earliest due instant, and whether anything is overdue; nothing of what stands still. */
export function waiting(state: CaseState): Pick<CaseAttributes, 'WaitingOn' | 'Due' | 'Overdue'> {
  const items = openItems(state).filter(({ stoppedAt }) => stoppedAt === undefined);
  return {
    WaitingOn: sortedUnique(items.flatMap(({ parties }) => parties.map(partyName))),
    Due: items.length === 0 ? null : Math.min(...items.map(({ due }) => due)),
    Overdue: items.some(({ overdue }) => overdue),
  };
}

/** Number of incidents that nobody has resolved yet. */
export function openIncidents(state: CaseState): number {
  return Object.values(state.incidents).filter(({ resolvedAt }) => resolvedAt === undefined).length;
}
