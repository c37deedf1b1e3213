import type { CalendarSnapshot, Instant, LocalDate } from './calendar.js';
import type { By, Party } from './parties.js';
import type { ApprovalOutcome, CaseRules, DueRule, Facts, MilestoneOutcome } from './rules.js';

/** What the programme settles for one case at its opening. Codes and ids only (I8). */
export interface CaseSettings {
  /** Programme code, e.g. `CCP-MA`. */
  readonly programme: string;
  /** Organisation code, e.g. `OLV-07`. */
  readonly organisation: string;
  readonly country: string;
  readonly sector: string;
  /** Person code of the coordinator, e.g. `P-004`. */
  readonly coordinator: string;
  readonly endsOn: LocalDate;
  /** Calendar days before `endsOn` that the programme keeps for its own close-out. */
  readonly closeOutDays: number;
  /** Minutes after local midnight at which reminders leave on a working day. */
  readonly reminderAt: number;
  /** Address of the case's page in the console, for the Temporal UI. */
  readonly consoleUrl: string;
}

export type CaseStatus = 'new' | 'open' | 'closed';

export interface StageState {
  readonly key: string;
  readonly enteredAt: Instant;
  readonly leftAt?: Instant;
  readonly outcome?: string;
}

export type TaskStatus = 'open' | 'done' | 'waived' | 'withdrawn';

/** Fields that everything with a due date and a ladder shares. */
export interface Dated {
  readonly due: Instant;
  /** Rises when the due date is granted anew; part of the mail key (I5). */
  readonly revision: number;
  /** Index of the next rung not yet reached. */
  readonly rung: number;
  readonly overdue: boolean;
  /** Order of opening among all tasks and approvals of the case, from 0. */
  readonly ordinal: number;
  /** What `due` is computed from anew when the calendar changes; absent in cases of engine 1, which keep their dates. */
  readonly basis?: DueBasis;
  /** When the clock stood, since the basis was set: disjoint, ascending, the ends exclusive. */
  readonly stops?: readonly { readonly from: Instant; readonly to: Instant }[];
  /** The clock stands since then, because the case or this task is suspended. */
  readonly stoppedAt?: Instant;
  /** This task alone is suspended, whatever becomes of the case; with the day on which it resumes by itself. */
  readonly suspended?: { readonly until: LocalDate | null };
  /** Somebody has promised: the ladder is silent until then. */
  readonly silentUntil?: Instant;
  /** Who has been told that it waits for them: each once (I5). */
  readonly invited?: readonly Party[];
}

/** A rule with the date it counted from, or a date that was granted; either as seen from `at`. */
export type DueBasis =
  | { readonly rule: DueRule; readonly start?: LocalDate; readonly at: Instant }
  | { readonly date: LocalDate; readonly at: Instant };

export interface TaskState extends Dated {
  /** `CCP-MA-2026-0007.data-request.2`: reference, key, round. */
  readonly id: string;
  readonly key: string;
  readonly stage: string;
  readonly round: number;
  readonly status: TaskStatus;
  readonly openedAt: Instant;
  /** Key of the milestone whose evidence or verification this is. */
  readonly milestone?: string;
  readonly settledAt?: Instant;
  readonly waivedBecause?: WaiveReason;
  readonly by?: By;
  /** A return for rework overtook this round: it stays as history and settles nothing any more. */
  readonly superseded?: true;
  /** Taken down for somebody and not confirmed yet; the task stays open. */
  readonly transcript?: Transcript;
  /** Done before the case was entered here. */
  readonly imported?: true;
  /** Id of the approval that set it as a condition. */
  readonly condition?: string;
  /** Due before the first extension: what the most is counted from. */
  readonly firstDue?: Instant;
}

export interface Transcript {
  readonly facts: Facts;
  /** The typist, on behalf of who spoke. */
  readonly by: By;
  readonly at: Instant;
}

export type WaiveReason = 'overdue' | 'not-applicable';

export interface ApprovalState extends Dated {
  readonly id: string;
  readonly key: string;
  readonly stage: string;
  readonly round: number;
  readonly status: 'open' | 'decided' | 'withdrawn';
  readonly askedAt: Instant;
  /** This round follows a deferral: the case is on the waiting list. */
  readonly deferred: boolean;
  readonly outcome?: ApprovalOutcome;
  readonly settledAt?: Instant;
  /** Whoever gave the deciding voice; absent when it expired. */
  readonly by?: By;
  readonly voices?: readonly Voice[];
  /** It expired for those first asked: this party's single voice decides instead. */
  readonly passedTo?: Party;
  /** Place on the waiting list that the deferral before this round gave, from 1. */
  readonly rank?: number;
  /** Asks whether the due date of this task moves to that day. */
  readonly extension?: ExtensionRequest;
}

export interface ExtensionRequest {
  /** Id of the task. */
  readonly task: string;
  readonly until: LocalDate;
  /** Who asks, and therefore does not decide (I3). */
  readonly by: By;
}

/** What one person said on an approval; the last word of each seat counts. */
export interface Voice {
  /** Person whose voice it is, also when a substitute spoke. */
  readonly seat: string;
  /** Index of the entry of the rule's voices it counts for. */
  readonly step: number;
  readonly outcome: ApprovalOutcome;
  readonly by: By;
  readonly at: Instant;
  readonly reopens: readonly string[];
  readonly conditions: readonly ConditionFact[];
  readonly rank?: number;
}

/** A condition of an approval, as far as rules need it; its words stay in the act. */
export interface ConditionFact {
  readonly date: LocalDate;
}

export interface MilestoneState {
  readonly key: string;
  /** Date of the plan, or of the last postponement. */
  readonly date: LocalDate;
  readonly status: 'planned' | 'reported' | 'settled';
  readonly outcome?: MilestoneOutcome;
}

export const incidentKinds = [
  'mail-undeliverable',
  'no-recipient',
  'cancellation-requested',
  'workflow-lost',
  'no-eligible-decider',
  'reported',
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export interface IncidentState {
  /** `CCP-MA-2026-0007.incident.1`. */
  readonly id: string;
  readonly kind: IncidentKind;
  /** Id of the task or approval concerned, or null for the case as a whole. */
  readonly subject: string | null;
  readonly raisedAt: Instant;
  readonly resolvedAt?: Instant;
}

/** Plain JSON; folding the log gives exactly this (I7). Records keep insertion order, which is the order of opening. */
export interface CaseState {
  /** Engine version that wrote it. */
  readonly engine: number;
  readonly reference: string;
  /** Number of transitions folded in. */
  readonly seq: number;
  readonly status: CaseStatus;
  readonly outcome?: string;
  readonly openedAt?: Instant;
  readonly closedAt?: Instant;
  /** All clocks stand since then. */
  readonly suspendedAt?: Instant;
  /** Day on which a suspension of the whole case ends by itself. */
  readonly resumesOn?: LocalDate;
  /** Last word with the company outside the system, and what it promised. */
  readonly lastContact?: { readonly at: Instant; readonly promised: LocalDate | null };
  /** The case holds one of its programme's places. */
  readonly place?: true;
  readonly rules?: CaseRules;
  readonly calendar?: CalendarSnapshot;
  readonly settings?: CaseSettings;
  /** Key of the current stage; undefined before opening and after closing. */
  readonly stage?: string;
  readonly stages: readonly StageState[];
  readonly facts: Facts;
  readonly tasks: Readonly<Record<string, TaskState>>;
  readonly approvals: Readonly<Record<string, ApprovalState>>;
  readonly milestones: Readonly<Record<string, MilestoneState>>;
  readonly incidents: Readonly<Record<string, IncidentState>>;
  /** The last request ids seen (at most 100), with the seq that answered each; older ones are in the log. */
  readonly seen: readonly { readonly request: string; readonly seq: number }[];
}
