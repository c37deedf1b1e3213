import type { CalendarSnapshot, Instant, LocalDate } from './calendar.js';
import type { ActorFacts, By, Party } from './parties.js';
import type { ApprovalOutcome, CaseRules, Facts, MilestoneOutcome } from './rules.js';
import type { CaseSettings, IncidentKind, WaiveReason } from './state.js';

export type CaseEvent =
  | {
      readonly type: 'case-opened';
      readonly rules: CaseRules;
      readonly rulesHash: string;
      readonly calendar: CalendarSnapshot;
      readonly settings: CaseSettings;
    }
  | { readonly type: 'stage-entered'; readonly stage: string }
  | { readonly type: 'stage-skipped'; readonly stage: string }
  | { readonly type: 'stage-left'; readonly stage: string; readonly outcome: string }
  | {
      readonly type: 'task-opened';
      readonly id: string;
      readonly key: string;
      readonly stage: string;
      readonly round: number;
      readonly due: Instant;
      readonly milestone?: string;
    }
  | { readonly type: 'task-completed'; readonly id: string; readonly facts: Facts; readonly by: By }
  /** A task that never opened is waived by key with its first-round id. */
  | {
      readonly type: 'task-waived';
      readonly id: string;
      readonly key: string;
      readonly stage: string;
      readonly round: number;
      readonly because: WaiveReason;
    }
  | { readonly type: 'task-withdrawn'; readonly id: string }
  | {
      readonly type: 'approval-asked';
      readonly id: string;
      readonly key: string;
      readonly stage: string;
      readonly round: number;
      readonly due: Instant;
      readonly deferred: boolean;
    }
  | {
      readonly type: 'approval-decided';
      readonly id: string;
      readonly outcome: ApprovalOutcome;
      /** Keys of the tasks reopened by a return. */
      readonly reopens: readonly string[];
      readonly by: By;
    }
  | { readonly type: 'approval-withdrawn'; readonly id: string }
  | { readonly type: 'milestone-planned'; readonly key: string; readonly date: LocalDate }
  | { readonly type: 'milestone-reported'; readonly key: string; readonly outcome: MilestoneOutcome }
  | { readonly type: 'milestone-refused'; readonly key: string }
  | { readonly type: 'milestone-postponed'; readonly key: string; readonly date: LocalDate }
  | { readonly type: 'milestone-settled'; readonly key: string; readonly outcome: MilestoneOutcome }
  | { readonly type: 'item-overdue'; readonly item: string }
  | NoticeEvent
  | {
      readonly type: 'incident-raised';
      readonly id: string;
      readonly kind: IncidentKind;
      readonly subject: string | null;
    }
  | { readonly type: 'incident-resolved'; readonly id: string }
  | { readonly type: 'case-closed'; readonly outcome: string };

export const noticeKinds = [
  /** A task or approval opened for you. */
  'invitation',
  /** A rung of the ladder was reached. */
  'reminder',
  /** The same, sent to the party the rung escalates to. */
  'escalation',
  /** A decision was taken: approved, returned, rejected, deferred. */
  'outcome',
  /** The case has ended. */
  'closing',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** One mail to write, a row for each person found for `to`. */
export interface NoticeEvent {
  readonly type: 'notice';
  readonly notice: NoticeKind;
  readonly to: Party;
  /** Task or approval concerned; null for the case as a whole. */
  readonly item: string | null;
  /** Index of the rung (reminder, escalation); null otherwise. */
  readonly rung: number | null;
  /** Number of rungs of the ladder, for "reminder 2 of 4". */
  readonly of: number;
  readonly revision: number;
  /** Outcome of the decision or of the case, for `outcome` and `closing`. */
  readonly outcome: string | null;
}

/** One row of the log: what one command did. `seq` counts transitions from 1. */
export interface Transition {
  readonly reference: string;
  readonly seq: number;
  readonly request: string | null;
  readonly engine: number;
  readonly at: Instant;
  readonly act: { readonly id: string; readonly hash: string } | null;
  readonly actor: ActorFacts | null;
  readonly events: readonly CaseEvent[];
}
