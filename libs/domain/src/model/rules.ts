import type { Party, PartnerFunction } from './parties.js';

/**
 * The part of a case definition that the core interprets. Words for people (forms, help, four languages) stay outside;
 * only `title`s travel, in the installation's one language, because Temporal's UI shows them.
 */
export interface CaseRules {
  readonly key: string;
  readonly version: number;
  readonly kind: CaseKind;
  readonly title: string;
  readonly ladders: Readonly<Record<string, readonly Rung[]>>;
  readonly stages: readonly StageRule[];
  /** First match names the outcome of a case that has left its last stage; without a match it is `completed`. */
  readonly outcomes: readonly { readonly when: Condition; readonly outcome: string }[];
}

export const caseKinds = ['technical-assistance', 'partnership'] as const;
export type CaseKind = (typeof caseKinds)[number];

export interface StageRule {
  readonly key: string;
  readonly title: string;
  /** The stage is skipped when false on entry. */
  readonly when?: Condition;
  readonly tasks: readonly TaskRule[];
  readonly milestones?: MilestoneRule;
  /** With an approval, only `approve` (or a rejection declared to continue) leaves the stage; without, all tasks settled. */
  readonly approval?: ApprovalRule;
}

export interface TaskRule {
  readonly key: string;
  readonly title: string;
  readonly assignee: Party;
  /** Keys of tasks of the same stage that must be settled (done or waived) first. */
  readonly after: readonly string[];
  /** Evaluated when the prerequisites are settled; false settles the task as `not-applicable`. */
  readonly when?: Condition;
  readonly due: DueRule;
  readonly ladder: string;
  /** Least number of documents an act must carry. */
  readonly documents?: number;
  readonly facts: readonly FactRule[];
  /** Settle the task by itself at its due instant. */
  readonly onOverdue?: 'waive';
  readonly exclude?: Exclusion;
  /** A signature or a consent: the person's own link or account only; nobody declares, copies or transcribes it. */
  readonly personal?: true;
  /** What was taken down for somebody waits for a confirmation (also when absent), or so long for an objection. */
  readonly transcription?: 'confirm' | { readonly silence: Duration };
  /** Absent: its due date is never extended. */
  readonly extension?: ExtensionRule;
}

/** How far a due date may move at request, and who decides it. */
export interface ExtensionRule {
  /** All extensions together, counted from the first due date. */
  readonly most: Duration;
  readonly decider: Party;
  /** When the answer is due. */
  readonly due: DueRule;
  readonly ladder: string;
}

/** One evidence task and, for claims of implementation, one verification task a milestone. */
export interface MilestoneRule {
  readonly title: string;
  /** Fact of type `measures` (approved plan) whose entries become milestones `m1`, `m2` … by their `key`. */
  readonly from: string;
  /** Its completion must set the facts `outcome` (MilestoneOutcome) and, for `postponed`, `date`. */
  readonly evidence: TaskRule;
  /** Its completion sets fact `verified` (`yes` | `no`); `no` reopens the evidence task. */
  readonly verification: TaskRule;
}

export const milestoneOutcomes = [
  'implemented',
  'partly',
  'postponed',
  'waiting-for-finance',
  'abandoned',
  'done-before',
] as const;
export type MilestoneOutcome = (typeof milestoneOutcomes)[number];

export const approvalOutcomes = ['approve', 'return', 'reject', 'defer'] as const;
export type ApprovalOutcome = (typeof approvalOutcomes)[number];

export interface ApprovalRule {
  readonly key: string;
  readonly title: string;
  /** One voice of this party decides; where more are needed, `voices` stands instead. */
  readonly decider?: Party;
  readonly voices?: readonly VoiceRule[];
  /** One entry of `voices` after the other; absent: all at once. */
  readonly order?: 'sequence';
  readonly outcomes: readonly ApprovalOutcome[];
  readonly exclude?: Exclusion;
  readonly due: DueRule;
  readonly ladder: string;
  /** Tasks a return may reopen; the default selection when the decider names none. Their dependants reopen with them. */
  readonly reopens: readonly string[];
  /** A deferral asks again by then: a new round of the same approval, decidable at any time before. */
  readonly defer?: DueRule;
  /** What a rejection means: the case closes with this outcome, or the path goes on to the next stage. */
  readonly reject?: { readonly closes: string } | { readonly continues: true };
  /** An approval may set conditions, which become tasks of the next stage. */
  readonly conditions?: { readonly assignee: Party; readonly ladder: string };
  /** So long after it was asked for, an open approval decides itself, or passes to somebody else. */
  readonly expires?: {
    readonly after: Duration;
    readonly then: 'approve' | 'reject' | { readonly passesTo: Party };
  };
  /** Outcomes that must be given a reason. */
  readonly reasons?: readonly ApprovalOutcome[];
  /** Approving takes one of the programme's places; a deferral puts the case on the ranked waiting list. */
  readonly quota?: true;
}

/** n-of-m: the approvals needed, and the voices heard at most. */
export interface VoiceRule {
  /** Whoever belongs to any of these. */
  readonly from: readonly Party[];
  readonly need: number;
  /** Seats. Once so many object that `need` is out of reach, the gravest objection decides; `among` = `need` makes each a veto. */
  readonly among: number;
  /** No two voices of one organisation. */
  readonly distinct?: 'organisation';
}

/** Who prepared these tasks may not act, in person or through anyone of the same organisation. */
export interface Exclusion {
  readonly tasks: readonly string[];
  readonly by: readonly ('person' | 'organisation')[];
}

export const units = ['working hours', 'days', 'working days', 'weeks', 'months'] as const;
export type Unit = (typeof units)[number];

export interface Duration {
  readonly amount: number;
  readonly unit: Unit;
}

/** When a thing is due. Calendar-day results that fall on a day off move to the next working day. */
export type DueRule =
  | { readonly from: 'opening'; readonly duration: Duration; readonly latest?: 'close-out' }
  | {
      readonly from: 'fact';
      readonly fact: string;
      readonly duration: Duration;
      readonly latest?: 'close-out';
    }
  | { readonly from: 'end'; readonly duration: Duration }
  /** Milestones only: the date of the plan's entry. */
  | { readonly from: 'plan' };

/**
 * A reminder before, on or after the due date, to the assignee with copies to others; with `escalate`, to that party instead.
 * Repetitions are written out as rungs of their own by whoever compiles a definition, so no ladder is endless.
 */
export type Rung = (
  { readonly when: 'before' | 'after'; readonly duration: Duration } | { readonly when: 'at' }
) & {
  readonly escalate?: Party;
  readonly copy?: readonly Party[];
};

/** Closed set of predicates over typed facts; there is no expression language. */
export type Condition =
  | { readonly fact: string; readonly is: string | number | boolean }
  | { readonly fact: string; readonly in: readonly (string | number)[] }
  | { readonly fact: string; readonly atLeast: number }
  | { readonly fact: string; readonly atMost: number }
  | { readonly known: string }
  /** Someone standing for that partner completed the task. */
  | { readonly prepared: string; readonly partner: PartnerFunction }
  | { readonly not: Condition }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

/** A typed value an act sets because a rule needs it. Free text never is a fact. */
export type FactRule =
  | {
      readonly key: string;
      readonly type: 'choice';
      readonly required: boolean;
      readonly choices: readonly string[];
    }
  | {
      readonly key: string;
      readonly type: 'number';
      readonly required: boolean;
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly key: string; readonly type: 'date'; readonly required: boolean }
  | { readonly key: string; readonly type: 'boolean'; readonly required: boolean }
  | {
      readonly key: string;
      readonly type: 'measures';
      readonly required: boolean;
      /** Every key must stand in that other measures fact. */
      readonly subsetOf?: string;
      /** Every entry needs a date. */
      readonly dated?: boolean;
    };

/** A measure as far as rules need it; its words and costs stay in the act. `key` matches /^[a-z][a-z0-9-]{0,15}$/. */
export interface MeasureFact {
  readonly key: string;
  readonly date?: string;
}

export type Fact = string | number | boolean | readonly MeasureFact[];
export type Facts = Readonly<Record<string, Fact>>;
