import type { CalendarSnapshot } from './calendar.js';
import type { ActorFacts } from './parties.js';
import type { ApprovalOutcome, CaseRules, Facts } from './rules.js';
import type { CaseSettings } from './state.js';

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
    }
  | { readonly type: 'withdraw' }
  | { readonly type: 'terminate' }
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
  | { readonly type: 'cancellation-requested' };

export type Command = ActCommand | ShellCommand;
