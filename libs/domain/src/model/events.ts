import type { CalendarSnapshot, Instant, LocalDate } from './calendar.js';
import type { ReplanReason } from './commands.js';
import type { ActorFacts, By, Party } from './parties.js';
import type { ApprovalOutcome, CaseRules, Facts, MilestoneOutcome } from './rules.js';
import type {
  CaseSettings,
  ConditionFact,
  DueBasis,
  ExtensionRequest,
  IncidentKind,
  WaiveReason,
} from './state.js';

export type CaseEvent =
  | {
      readonly type: 'case-opened';
      readonly rules: CaseRules;
      readonly rulesHash: string;
      readonly calendar: CalendarSnapshot;
      readonly settings: CaseSettings;
    }
  /** A stage travelled before the case was entered here. */
  | {
      readonly type: 'stage-imported';
      readonly stage: string;
      readonly enteredAt: Instant;
      readonly leftAt: Instant;
    }
  /** A task done before the case was entered here. */
  | {
      readonly type: 'task-imported';
      readonly id: string;
      readonly key: string;
      readonly stage: string;
      readonly round: number;
      readonly completedAt: Instant;
      readonly facts: Facts;
      readonly by: By;
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
      readonly basis?: DueBasis;
      /** Id of the approval whose condition it is. */
      readonly condition?: string;
    }
  | {
      readonly type: 'task-completed';
      readonly id: string;
      readonly facts: Facts;
      readonly by: By;
      /** What was taken down before has been confirmed by its author, or nobody objected in time. */
      readonly transcript?: 'confirmed' | 'undisputed';
    }
  /** Taken down for somebody, who is asked to confirm. */
  | {
      readonly type: 'task-transcribed';
      readonly id: string;
      readonly facts: Facts;
      readonly by: By;
    }
  /** Papers joined a task's file, whatever its status; their ids stand in the act. */
  | { readonly type: 'documents-filed'; readonly id: string; readonly documents: number }
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
      readonly basis?: DueBasis;
      readonly rank?: number;
      readonly extension?: ExtensionRequest;
    }
  /** One of several voices, or a change of mind. */
  | {
      readonly type: 'voice-given';
      readonly id: string;
      readonly seat: string;
      readonly step: number;
      readonly outcome: ApprovalOutcome;
      readonly by: By;
      readonly reopens: readonly string[];
      readonly conditions: readonly ConditionFact[];
      readonly rank?: number;
    }
  | {
      readonly type: 'approval-decided';
      readonly id: string;
      readonly outcome: ApprovalOutcome;
      /** Keys of the tasks reopened by a return. */
      readonly reopens: readonly string[];
      /** Absent when time decided. */
      readonly by?: By;
      readonly because?: 'expired' | 'place-freed';
    }
  | { readonly type: 'approval-passed'; readonly id: string; readonly to: Party }
  | { readonly type: 'approval-withdrawn'; readonly id: string }
  | { readonly type: 'milestone-planned'; readonly key: string; readonly date: LocalDate }
  | { readonly type: 'milestone-reported'; readonly key: string; readonly outcome: MilestoneOutcome }
  | { readonly type: 'milestone-refused'; readonly key: string }
  | { readonly type: 'milestone-postponed'; readonly key: string; readonly date: LocalDate }
  | { readonly type: 'milestone-settled'; readonly key: string; readonly outcome: MilestoneOutcome }
  | { readonly type: 'item-overdue'; readonly item: string }
  | {
      readonly type: 'calendar-changed';
      readonly calendar: CalendarSnapshot;
      readonly because: ReplanReason;
      /** The programme's new end. */
      readonly endsOn?: LocalDate;
    }
  /** Re-planned by itself: tells nobody (I5). */
  | {
      readonly type: 'due-moved';
      readonly item: string;
      readonly due: Instant;
      readonly because: 'calendar' | 'clock';
    }
  /** Granted: reminders begin anew. */
  | {
      readonly type: 'due-extended';
      readonly item: string;
      readonly date: LocalDate;
      readonly due: Instant;
      readonly by: By;
    }
  /** The clock stops; for the whole case when `item` is null. */
  | {
      readonly type: 'suspended';
      readonly item: string | null;
      readonly until: LocalDate | null;
    }
  | { readonly type: 'resumed'; readonly item: string | null }
  | {
      readonly type: 'contact-logged';
      readonly promised: LocalDate | null;
      /** Ids of the tasks promised; their ladders are silent until `until`. */
      readonly items: readonly string[];
      readonly until: Instant | null;
    }
  | NoticeEvent
  | {
      readonly type: 'incident-raised';
      readonly id: string;
      readonly kind: IncidentKind;
      readonly subject: string | null;
    }
  | { readonly type: 'incident-resolved'; readonly id: string }
  | {
      readonly type: 'case-closed';
      readonly outcome: string;
      /** It gives its place back to the programme. */
      readonly freesPlace?: true;
    }
  | { readonly type: 'case-reopened'; readonly stage: string }
  /** Its workflow was lost and runs again; nothing of the case itself changes. */
  | { readonly type: 'case-recovered' };

export const noticeKinds = [
  /** A task or approval opened for you. */
  'invitation',
  /** A rung of the ladder was reached. */
  'reminder',
  /** The same, sent to the party the rung escalates to. */
  'escalation',
  /** The same, for the information of another party. */
  'copy',
  /** Somebody has filled in your task through your link. */
  'receipt',
  /** We have taken this down for you: correct or confirm. */
  'noted',
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
