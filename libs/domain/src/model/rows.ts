import type { Instant, LocalDate } from './calendar.js';
import type { Party } from './parties.js';
import type { ApprovalOutcome, CaseKind, MilestoneOutcome } from './rules.js';
import type { ExtensionRequest, IncidentKind } from './state.js';

/** What people read, computed from the state by `project` and written by `record` before the Update returns. */
export interface CaseRows {
  readonly case: CaseRow;
  readonly items: readonly ItemRow[];
  readonly milestones: readonly MilestoneRow[];
  readonly incidents: readonly IncidentRow[];
}

export interface CaseRow {
  readonly reference: string;
  readonly seq: number;
  readonly engine: number;
  readonly kind: CaseKind;
  readonly status: 'open' | 'closed';
  readonly outcome: string | null;
  readonly stage: string | null;
  readonly programme: string;
  readonly organisation: string;
  readonly country: string;
  readonly coordinator: string;
  readonly definition: string;
  readonly definitionVersion: number;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  /** Earliest due instant of the open items. */
  readonly due: Instant | null;
  readonly overdue: boolean;
  readonly waitingOn: readonly string[];
  readonly openIncidents: number;
  readonly suspendedAt: Instant | null;
  readonly lastContactAt: Instant | null;
  /** What the company promised at the last contact. */
  readonly promisedFor: LocalDate | null;
  /** Of the programme's quota: held, or waited for at this rank. */
  readonly place: 'held' | 'waiting' | null;
  readonly rank: number | null;
  /** Version of the calendar the dates were computed with. */
  readonly calendar: string;
  readonly nextWakeAt: Instant | null;
}

/** A task or an approval, in one table because worklists read both. */
export interface ItemRow {
  readonly id: string;
  readonly reference: string;
  readonly kind: 'task' | 'approval';
  readonly key: string;
  readonly stage: string;
  readonly round: number;
  readonly milestone: string | null;
  readonly status: 'open' | 'done' | 'waived' | 'withdrawn';
  /** Who may act now; of an approval, whose voices are still wanted. */
  readonly parties: readonly Party[];
  /** Person ids that may not act on it (four-eyes), as known now. */
  readonly excludedPersons: readonly string[];
  readonly excludedOrganisations: readonly string[];
  /** Voices given so far on an approval that needs several. */
  readonly voices: readonly VoiceRow[];
  /** Voices still needed of each entry, or null for a task. */
  readonly wanted: readonly WantedVoices[] | null;
  /** The clock stands. */
  readonly stoppedAt: Instant | null;
  readonly silentUntil: Instant | null;
  /** Taken down for somebody, who has not confirmed it. */
  readonly transcribedAt: Instant | null;
  /** What an extension request asks for. */
  readonly extension: ExtensionRequest | null;
  readonly openedAt: Instant;
  readonly due: Instant;
  readonly revision: number;
  /** Rungs of the ladder already reached. */
  readonly remindersReached: number;
  readonly overdue: boolean;
  readonly deferred: boolean;
  readonly outcome: ApprovalOutcome | 'waived' | null;
  readonly settledAt: Instant | null;
  readonly settledBy: string | null;
  /** Seq of the transition that settled it is found in the log; ordinal keeps the order of opening. */
  readonly ordinal: number;
}

export interface VoiceRow {
  readonly seat: string;
  /** Who spoke, when it was not the person whose voice it is. */
  readonly person: string;
  readonly outcome: ApprovalOutcome;
  readonly at: Instant;
}

export interface WantedVoices {
  readonly from: readonly Party[];
  /** Approvals still missing. */
  readonly need: number;
  readonly distinct: boolean;
}

export interface MilestoneRow {
  readonly reference: string;
  readonly key: string;
  readonly date: LocalDate;
  readonly status: 'planned' | 'reported' | 'settled';
  readonly outcome: MilestoneOutcome | null;
}

export interface IncidentRow {
  readonly id: string;
  readonly reference: string;
  readonly kind: IncidentKind;
  readonly subject: string | null;
  readonly raisedAt: Instant;
  readonly resolvedAt: Instant | null;
}
