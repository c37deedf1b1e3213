import type { CalendarSnapshot, Instant, LocalDate } from './calendar.js';
import type { ActorFacts } from './parties.js';
import type { ApprovalOutcome, CaseRules, Facts } from './rules.js';
import type { CaseSettings, ConditionFact } from './state.js';

/** Why a calendar changes under running cases. */
export const replanReasons = ['override', 'horizon', 'season', 'data'] as const;
export type ReplanReason = (typeof replanReasons)[number];

/** What lies behind a case that is entered in the middle of its path. */
export interface EarlierPath {
  /** Key of the stage in which the path goes on. */
  readonly stage: string;
  /** The stages before it, in order. */
  readonly stages: readonly {
    readonly key: string;
    readonly enteredOn: LocalDate;
    readonly leftOn: LocalDate;
    readonly tasks: readonly EarlierTask[];
  }[];
  /** Tasks of that stage which are done already. */
  readonly tasks: readonly EarlierTask[];
}

export interface EarlierTask {
  readonly key: string;
  readonly completedOn: LocalDate;
  readonly facts: Facts;
}

/** What every human act carries. The words were stored before, under `act.id`; `act.hash` binds them (see libs/cases). */
export interface ActHeader {
  /** Idempotency key of the whole act; also the Temporal update id. */
  readonly request: string;
  readonly act: { readonly id: string; readonly hash: string };
  readonly actor: ActorFacts;
}

/** What a person can do; the typed facts only. */
export type ActBody =
  | {
      readonly type: 'open';
      readonly rules: CaseRules;
      /** SHA-256 of the definition file's canonical JSON, hex. */
      readonly rulesHash: string;
      readonly calendar: CalendarSnapshot;
      readonly settings: CaseSettings;
      readonly earlier?: EarlierPath;
    }
  | {
      readonly type: 'complete-task';
      readonly task: string;
      readonly facts: Facts;
      /** Number of documents the act lists. */
      readonly documents: number;
    }
  | {
      readonly type: 'decide';
      readonly approval: string;
      readonly outcome: ApprovalOutcome;
      /** Keys of the tasks to reopen on a return; empty takes the definition's own list. */
      readonly reopens: readonly string[];
      readonly conditions?: readonly ConditionFact[];
      /** The act's words hold a reason. */
      readonly reasoned?: boolean;
      /** Place on the waiting list, from 1, with a deferral. */
      readonly rank?: number;
    }
  /** A coordinator or expert enters what the actor's `onBehalfOf` said. */
  | {
      readonly type: 'transcribe';
      readonly task: string;
      readonly facts: Facts;
      readonly documents: number;
    }
  | {
      readonly type: 'confirm-transcription';
      readonly task: string;
      /** When it was taken down, as the contact read it: what has been taken down anew since is not confirmed. */
      readonly since?: Instant;
    }
  /** Papers that arrived outside, or belong to a past travelled elsewhere, join a task's file. */
  | { readonly type: 'file-documents'; readonly task: string; readonly documents: number }
  | { readonly type: 'request-extension'; readonly task: string; readonly until: LocalDate }
  /** A coordinator extends without having been asked. */
  | { readonly type: 'extend'; readonly task: string; readonly until: LocalDate }
  /** The whole case when `item` is null; without `until`, until somebody resumes it. */
  | { readonly type: 'suspend'; readonly item: string | null; readonly until: LocalDate | null }
  | { readonly type: 'resume'; readonly item: string | null }
  /** Spoken with the company; `items` empty means all its open tasks. */
  | {
      readonly type: 'log-contact';
      readonly promised: LocalDate | null;
      readonly items: readonly string[];
    }
  | {
      readonly type: 'replan';
      readonly calendar: CalendarSnapshot;
      readonly because: ReplanReason;
      /** The programme ends on another day. */
      readonly endsOn?: LocalDate;
    }
  | { readonly type: 'reopen'; readonly stage: string }
  | { readonly type: 'withdraw' }
  | { readonly type: 'terminate' }
  /** Somebody has started the lost workflow again from the log. */
  | { readonly type: 'recover' }
  | { readonly type: 'report-incident'; readonly subject: string | null }
  | { readonly type: 'resolve-incident'; readonly incident: string };

export type ActCommand = ActBody & ActHeader;

/** What the shell itself observes; needs no act. */
export type ShellCommand =
  | { readonly type: 'wake' }
  | {
      readonly type: 'mail-undeliverable';
      readonly mails: readonly {
        readonly item: string | null;
        readonly because: 'refused' | 'no-recipient';
      }[];
    }
  | { readonly type: 'cancellation-requested' }
  /** What the world outside says of the case's open approvals. */
  | {
      readonly type: 'review';
      /** Ids of approvals that nobody may decide any more. */
      readonly undecidable: readonly string[];
      /** Ids of approvals that somebody may decide who was appointed after the invitations left. */
      readonly untold?: readonly string[];
      /** A place of the programme is free and this case is the first to wait for one. */
      readonly placeFree: boolean;
    };

export type Command = ActCommand | ShellCommand;
