import type { ActBody, CaseRows, Transition } from '#libs/domain';

/** Local activities of the case queue. They throw for infrastructure only. */
export interface CaseActivities {
  /** The log of a case after seq `since` (0: the whole of it), ascending; empty for an unknown reference. */
  load(reference: string, since: number): Promise<readonly Transition[]>;
  /** Compare-and-append in one transaction: log, act consumption, projections, mail rows. */
  record(request: RecordRequest): Promise<RecordAnswer>;
  /** What people, places and mail outside mean for a case; nothing for an unknown reference. */
  survey(reference: string): Promise<CaseSurvey>;
}

/** The facts of the core's commands `review` and `mail-undeliverable`. */
export interface CaseSurvey {
  /** Ids of the open approvals that nobody may decide, sorted. */
  readonly undecidable: readonly string[];
  /** Ids of the open approvals that somebody may decide who was never told of them, sorted; histories of before have none. */
  readonly untold?: readonly string[];
  /** A place was given back, and this case is the first to wait for one. */
  readonly placeFree: boolean;
  /** Mail that reached nobody, and of which no incident tells: it came back, or left without the workflow. */
  readonly unreached: DeliverAnswer['undeliverable'];
}

export interface RecordRequest {
  /** `transition.seq` is the seq expected to be free. */
  readonly transition: Transition;
  /** The act's typed facts, from which `record` recomputes the hash; null for the shell's own transitions. */
  readonly body: ActBody | null;
  /** Projection rows after this transition: the case row, and only those other rows that it changed. */
  readonly rows: CaseRows;
}

export type RecordAnswer =
  | {
      readonly status: 'appended';
      /** All open approvals that nobody may decide, where this transition asked for voices and there is one. */
      readonly undecidable?: readonly string[];
    }
  /** The log already holds rows from the expected seq on: adopt them, then decide again. */
  | { readonly status: 'ahead'; readonly transitions: readonly Transition[] }
  /** The request id stands in the log at an earlier seq. */
  | { readonly status: 'answered'; readonly seq: number }
  | { readonly status: 'refused'; readonly code: RefusalCode };

/** `quota.full`: the transition takes a place of the programme, and none is free. */
export type RefusalCode = 'act.unknown' | 'act.tampered' | 'act.consumed' | 'quota.full';

/** Activities of the mail queue. */
export interface MailActivities {
  /** Sends what the transition's mail rows ask for. Throws while a mail may still go out later; retried without end. */
  deliver(reference: string, seq: number): Promise<DeliverAnswer>;
}

export interface DeliverAnswer {
  readonly sent: number;
  readonly undeliverable: readonly {
    readonly item: string | null;
    readonly because: 'refused' | 'no-recipient';
  }[];
}
