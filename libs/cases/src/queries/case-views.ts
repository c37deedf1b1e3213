import type {
  CaseEvent,
  CaseRow,
  Channel,
  IncidentRow,
  Instant,
  ItemRow,
  LocalDate,
  MilestoneRow,
} from '#libs/domain';
import type { Answers } from '#libs/definitions';
import type { IncidentOwner, MailKind } from '#libs/persistence';
import type { Declaration } from '../actor.js';
import type { ContactMedium } from '../usecases/log-contact.js';

/** All titles are in the viewer's language; all instants are case time, epoch ms. Names may be shown to the viewer. */

export interface CaseSummary extends CaseRow {
  readonly organisationName: string;
  readonly programmeName: string;
  readonly coordinatorName: string;
  readonly definitionTitle: string;
  /** Null before the first stage and after closing. */
  readonly stageTitle: string | null;
  readonly outcomeTitle: string | null;
  /** IANA zone in which dates are to be written. */
  readonly timeZone: string;
  /** ISO 4217 code of the programme's currency. */
  readonly currency: string;
}

export interface StageView {
  readonly key: string;
  readonly title: string;
  /** `ended`: the case closed while it was there. */
  readonly status: 'ahead' | 'current' | 'done' | 'skipped' | 'ended';
  readonly enteredAt: Instant | null;
  readonly leftAt: Instant | null;
  readonly outcome: string | null;
  /** Travelled before the case was entered here. */
  readonly imported: boolean;
}

export interface ItemSummary extends ItemRow {
  readonly title: string;
  readonly why: string;
  readonly stageTitle: string;
  /** Who it waits for, in words: names of the people where they may be shown, else the role. */
  readonly waitingOn: string;
  /** Its page is open to the viewer, be it only for single fields that the programme opens (I15). */
  readonly mayRead: boolean;
  /** The viewer may settle it now. */
  readonly mayAct: boolean;
  /** Name of who is away, where the viewer settles it in that one's place. */
  readonly actsFor: string | null;
  /** The first instant at which that one is back. */
  readonly actsForUntil: Instant | null;
  /** Title of the measure a milestone's item is about. */
  readonly measureTitle: string | null;
}

/** One line of *Today*. */
export interface WorkItem extends ItemSummary {
  readonly organisation: string;
  readonly organisationName: string;
  readonly programme: string;
  readonly timeZone: string;
}

export interface MilestoneView extends MilestoneRow {
  readonly title: string;
}

/** What the viewer may not see of it is null; its title is then its key. */
export interface MeasureView {
  readonly key: string;
  readonly title: string;
  readonly theme: string | null;
  readonly arc: string | null;
  /** In the programme's currency. */
  readonly cost: number | null;
  readonly yearlySaving: number | null;
  readonly chosen: boolean | null;
  readonly plannedFor: string | null;
  readonly budget: number | null;
  readonly financing: string | null;
  readonly outcome: MilestoneRow['outcome'];
}

export interface DocumentView {
  readonly id: string;
  readonly reference: string;
  readonly item: string;
  readonly field: string;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly uploadedBy: string;
  /** False once an act listed it. */
  readonly draft: boolean;
}

export interface IncidentView extends IncidentRow {
  readonly organisation: string;
  readonly programme: string;
  /** Title of the item it is about, null for the case as a whole. */
  readonly subjectTitle: string | null;
  /** Who looks after it. */
  readonly owner: IncidentOwner | null;
  /** Null for readers who do not work on incidents. */
  readonly cause: IncidentCauseView | null;
  /** What may settle it, the likeliest first. */
  readonly remedies: readonly IncidentRemedy[];
}

/** Why an incident was raised, as far as anybody knows. */
export interface IncidentCauseView {
  /** What somebody wrote who reported it, or the mail server's answer. */
  readonly words: string | null;
  /** Whom the mail did not reach. */
  readonly unreached: readonly {
    readonly mail: string;
    readonly name: string | null;
    readonly address: string | null;
  }[];
  /** Parties from whom nobody can answer, e.g. `committee`. */
  readonly missing: readonly string[];
  /** Names of those whom four-eyes keeps out. */
  readonly keptOut: readonly string[];
}

/** A mail goes out again, an address is put right, somebody is given the role, the workflow starts again, a person says how. */
export const incidentRemedies = ['retry-mail', 'correct-address', 'appoint', 'recover', 'resolve'] as const;
export type IncidentRemedy = (typeof incidentRemedies)[number];

export interface MailView {
  readonly id: string;
  readonly reference: string;
  readonly notice: MailKind;
  readonly item: string | null;
  readonly personName: string | null;
  readonly state: string;
  readonly subject: string | null;
  readonly at: Instant;
  readonly attempts: number;
  readonly lastError: string | null;
}

/** A clock that stands. */
export interface SuspensionView {
  /** Id of the task; null for the whole case. */
  readonly item: string | null;
  readonly title: string | null;
  readonly since: Instant;
  /** Day on which it ends by itself. */
  readonly until: LocalDate | null;
  /** Null, like the reason, where the viewer may not read words. */
  readonly by: string | null;
  readonly reason: string | null;
}

/** A word with the company outside the system. */
export interface ContactView {
  readonly seq: number;
  readonly at: Instant;
  readonly by: string;
  readonly medium: ContactMedium;
  readonly note: string;
  readonly promised: LocalDate | null;
  /** Titles of the tasks it was about; empty for all. */
  readonly tasks: readonly string[];
}

export interface ReopeningView {
  readonly seq: number;
  readonly at: Instant;
  readonly stage: string;
  readonly stageTitle: string;
  /** Null, like the reason, where the viewer may not read words. */
  readonly by: string | null;
  readonly reason: string | null;
}

/** What stands above every page of a case's file. */
export interface CaseHead {
  readonly case: CaseSummary;
  /** What waits for somebody, the one due first at the head. */
  readonly waiting: readonly ItemSummary[];
  /** Pages that are open to the viewer. */
  readonly sees: {
    readonly documents: boolean;
    readonly visits: boolean;
    readonly mails: boolean;
    readonly comments: boolean;
    /** All that the company hands in; else stages, dates, and what the programme opens (I15). */
    readonly all: boolean;
  };
  /** A company has gone its whole path: there is an attestation of it. */
  readonly attested: boolean;
}

/** A case but for its files and mails. */
export interface CaseOverview {
  readonly case: CaseSummary;
  readonly stages: readonly StageView[];
  readonly items: readonly ItemSummary[];
  readonly milestones: readonly MilestoneView[];
  /** Null where the viewer may not see figures of the company (I15). */
  readonly measures: readonly MeasureView[] | null;
  readonly incidents: readonly IncidentView[];
  /** Clocks that stand now: the whole case's first. */
  readonly suspensions: readonly SuspensionView[];
  /** Newest first; null where the viewer may not read them. */
  readonly contacts: readonly ContactView[] | null;
  readonly reopenings: readonly ReopeningView[];
  readonly may: {
    readonly withdraw: boolean;
    readonly terminate: boolean;
    readonly reportIncident: boolean;
    readonly resolveIncident: boolean;
    readonly recover: boolean;
    /** The whole case, or a task of it. */
    readonly suspend: boolean;
    readonly resume: boolean;
    /** Without having been asked. */
    readonly extend: boolean;
    readonly logContact: boolean;
    readonly transcribe: boolean;
    readonly reopen: boolean;
    readonly fileDocuments: boolean;
    readonly copyLink: boolean;
  };
}

export interface CaseView extends CaseOverview {
  /** Null where the viewer may not see files of the company (I15). */
  readonly documents: readonly DocumentView[] | null;
  readonly mails: readonly MailView[] | null;
}

/** One transition of the trail, with the words of its act where the viewer may read them. */
export interface TrailEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly engine: number;
  readonly person: string | null;
  readonly personName: string | null;
  readonly organisation: string | null;
  readonly channel: Channel | null;
  readonly onBehalfOf: string | null;
  readonly onBehalfOfName: string | null;
  /** Who declared to have filled it in through the person's link; null where the viewer may not read words. */
  readonly declared: Declaration | null;
  /** Person code of who copied the link it came through. */
  readonly via: string | null;
  readonly viaName: string | null;
  /** How it reached us, for what was taken down and for contacts. */
  readonly medium: string | null;
  readonly reason: string | null;
  readonly answers: Answers | null;
  /** Ids. */
  readonly documents: readonly string[];
  readonly events: readonly CaseEvent[];
}
