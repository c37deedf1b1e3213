import type { ApprovalOutcome, Instant, LocalDate, Role } from '#libs/domain';
import type { Answers, FormDefinition } from '#libs/definitions';
import type { MailState, SetCondition, WrittenCondition } from '#libs/persistence';
import type { Declaration } from '../actor.js';
import type { ContactMedium } from '../usecases/log-contact.js';
import type { CaseSummary, ItemSummary, DocumentView } from './case-views.js';

/** What was handed in on an earlier item, to stand beside a form or a decision. */
export interface PrerequisiteView {
  readonly item: string;
  readonly key: string;
  readonly title: string;
  readonly form: FormDefinition | null;
  readonly answers: Answers;
  readonly documents: readonly DocumentView[];
  readonly by: string | null;
  readonly at: Instant | null;
  /** What had been handed in before the last return, where it was done again since; null where nothing was. */
  readonly before: EarlierHandInView | null;
}

/** Answers as an earlier round had them. */
export interface EarlierHandInView {
  readonly answers: Answers;
  readonly documents: readonly DocumentView[];
}

/** What an approval asks for; it becomes a task. */
export type ConditionView = WrittenCondition;

/** What one person said on an approval. */
export interface VoiceView {
  /** Person code of whose voice it is. */
  readonly seat: string;
  readonly name: string;
  /** Who spoke, where a substitute did. */
  readonly spokenBy: string | null;
  readonly outcome: ApprovalOutcome;
  readonly at: Instant;
  readonly reason: string | null;
  readonly conditions: readonly ConditionView[];
  /** The viewer's own, who may change their mind until the last voice is in. */
  readonly own: boolean;
}

/** Whose voices are still needed. */
export interface WantedView {
  /** Names where they may be shown, else the roles. */
  readonly from: string;
  /** Approvals still missing. */
  readonly need: number;
  /** No two of one organisation. */
  readonly distinct: boolean;
}

/** What was taken down for a contact, who has not confirmed it yet. */
export interface TranscriptView {
  readonly answers: Answers;
  readonly documents: readonly DocumentView[];
  /** The paper, the photo, the screenshot. */
  readonly sources: readonly DocumentView[];
  readonly medium: ContactMedium | null;
  /** Name of who typed it. */
  readonly by: string;
  /** Name of who said it. */
  readonly saidBy: string;
  /** To be sent with the confirmation, which is of this and no later one. */
  readonly since: Instant;
  /** When silence counts as agreement; null where a confirmation is needed. */
  readonly acceptedAt: Instant | null;
}

/** A task in the hands of a colleague, beside its person's own. */
export interface HandoverView {
  readonly id: string;
  /** Task id. */
  readonly item: string;
  /** Name of whose task it is. */
  readonly by: string;
  readonly name: string;
  readonly function: string;
  readonly email: string;
  readonly at: Instant;
  /** What became of the mail. */
  readonly mail: MailState;
  /** When it was taken back; null while the colleague's link opens it. */
  readonly endedAt: Instant | null;
  /** Name of who took it back. */
  readonly endedBy: string | null;
  /** The viewer may take it back. */
  readonly mayTakeBack: boolean;
}

/** More time that was asked for. */
export interface ExtensionView {
  /** Approval that decides it. */
  readonly item: string;
  readonly task: string;
  readonly taskTitle: string;
  /** Due date as it stands. */
  readonly due: Instant;
  readonly until: LocalDate;
  readonly by: string;
  readonly reason: string | null;
  readonly at: Instant;
}

/** A company on the programme's waiting list. */
export interface WaitingView {
  readonly reference: string;
  readonly organisationName: string;
  readonly rank: number | null;
}

export interface DecisionView {
  readonly item: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly conditions: readonly ConditionView[];
  readonly by: string;
  readonly at: Instant;
}

/** What a role reads that does not read all of a company's data; fields are labels in the viewer's language. */
export interface SightView {
  readonly role: Role;
  readonly fields: readonly string[];
  /** Something of the recommended measures. */
  readonly measures: boolean;
}

/** A task or approval as its page shows it. */
export interface ItemView {
  readonly item: ItemSummary;
  readonly case: CaseSummary;
  readonly help: string | null;
  /** Null for approvals. */
  readonly form: FormDefinition | null;
  /** The draft, else what was handed in, else the answers of the round before, else empty. */
  readonly answers: Answers;
  /** Days that empty fields offer, by field key; to whoever may hand it in. */
  readonly suggestions: Readonly<Record<string, LocalDate>>;
  /** Version to send with the next save; 0 when nothing is saved. */
  readonly draftVersion: number;
  readonly documents: readonly DocumentView[];
  /** Rows that a `rows` field with `from` completes, by field key. */
  readonly sourceRows: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /** Latest acts of the items its definition shows, in that order. */
  readonly prerequisites: readonly PrerequisiteView[];
  /** Why it came back, newest first. */
  readonly returned: readonly DecisionView[];
  /** Receipt: the decision or completion, once settled. */
  readonly settled: {
    readonly by: string;
    readonly at: Instant;
    /** Who did it for `by`'s sake: somebody's own link, a substitute. */
    readonly onBehalfOf: string | null;
    readonly declared: Declaration | null;
    readonly reason: string | null;
    readonly outcome: string | null;
    readonly conditions: readonly ConditionView[];
  } | null;
  /** A signature or a consent: in the person's own hand only. */
  readonly personal: boolean;
  readonly transcript: TranscriptView | null;
  /** Colleagues whom it was handed to, newest first, those it was taken back from among them; none for who got it so. */
  readonly handovers: readonly HandoverView[];
  /** The last day this task may be extended to; null where no later date may be asked for. */
  readonly extensionOffered: { readonly latest: LocalDate } | null;
  /** The open request for this task, or what this approval answers. */
  readonly extensionRequest: ExtensionView | null;
  /** For a task that an approval set as a condition. */
  readonly condition: SetCondition | null;
  /** Voices given so far, where several are needed. */
  readonly voices: readonly VoiceView[];
  readonly wanted: readonly WantedView[];
  /** Contacts the task is for, to those who may take down what they say or hand on a link. */
  readonly speakers: readonly { readonly person: string; readonly name: string }[];
  readonly may: {
    readonly transcribe: boolean;
    readonly confirm: boolean;
    readonly requestExtension: boolean;
    readonly extend: boolean;
    readonly fileDocuments: boolean;
    readonly copyLink: boolean;
    readonly handOver: boolean;
    readonly suspend: boolean;
    readonly resume: boolean;
  };
  /** For approvals: outcomes offered and tasks a return may reopen. */
  readonly decision: {
    readonly outcomes: readonly ApprovalOutcome[];
    readonly reopens: readonly {
      readonly key: string;
      readonly title: string;
      readonly preselected: boolean;
    }[];
    /** Conditions may be set, each of which becomes a task. */
    readonly takesConditions: boolean;
    /** Outcomes that need a reason. */
    readonly reasoned: readonly ApprovalOutcome[];
    /** A deferral names a place on the programme's waiting list. */
    readonly ranked: boolean;
  } | null;
  /** For approvals: companies admitted so far, the programme's quota, and this case's rank on the waiting list. */
  readonly quota: {
    readonly admitted: number;
    readonly quota: number;
    readonly waiting: number;
    readonly rank: number | null;
    /** The waiting list, best rank first; null where the viewer may not compare companies (I15). */
    readonly list: readonly WaitingView[] | null;
  } | null;
  readonly criteria: string | null;
  /** Who sees what of it beside those who read everything (I15). */
  readonly sights: readonly SightView[];
  readonly currency: string;
  /** The coordinator to call. */
  readonly contact: { readonly name: string; readonly phone: string | null; readonly email: string | null };
}
