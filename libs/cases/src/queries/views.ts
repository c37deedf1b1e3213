import type {
  ApprovalOutcome,
  CaseEvent,
  CaseRow,
  Channel,
  IncidentRow,
  Instant,
  ItemRow,
  LocalDate,
  MilestoneRow,
  Role,
} from '#libs/domain';
import type { Answers, FormDefinition } from '#libs/definitions';
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
}

export interface StageView {
  readonly key: string;
  readonly title: string;
  readonly status: 'ahead' | 'current' | 'done' | 'skipped';
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
  /** The viewer may settle it now. */
  readonly mayAct: boolean;
  /** Name of who is away, where the viewer settles it in that one's place. */
  readonly actsFor: string | null;
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

export interface CaseView {
  readonly case: CaseSummary;
  readonly stages: readonly StageView[];
  readonly items: readonly ItemSummary[];
  readonly milestones: readonly MilestoneView[];
  /** Null where the viewer may not see figures and files of the company (I15). */
  readonly measures: readonly MeasureView[] | null;
  readonly documents: readonly DocumentView[] | null;
  readonly mails: readonly MailView[] | null;
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
}

/** What an approval asks for; it becomes a task. */
export interface ConditionView {
  readonly text: string;
  readonly date: LocalDate;
}

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
  /** The last day this task may be extended to; null where no later date may be asked for. */
  readonly extensionOffered: { readonly latest: LocalDate } | null;
  /** The open request for this task, or what this approval answers. */
  readonly extensionRequest: ExtensionView | null;
  /** For a task that an approval set as a condition. */
  readonly condition: (ConditionView & { readonly approval: string }) | null;
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
  } | null;
  readonly criteria: string | null;
  /** Who sees what of it beside those who read everything (I15). */
  readonly sights: readonly SightView[];
  readonly currency: string;
  /** The coordinator to call. */
  readonly contact: { readonly name: string; readonly phone: string | null; readonly email: string | null };
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

/** A page of a list; `next` is the cursor of the following one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface ProgrammeView {
  readonly code: string;
  readonly name: string;
  readonly country: string;
  readonly currency: string;
  readonly languages: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly quota: number;
  readonly criteria: string;
  readonly sample: boolean;
  readonly mayOpen: boolean;
  /** What is opened to roles that see stages and dates only; null for whoever may not change it. */
  readonly dataPolicy: Readonly<Record<string, readonly string[]>> | null;
}

export interface OrganisationView {
  readonly code: string;
  readonly name: string;
  readonly country: string;
  readonly sector: string;
  readonly town: string | null;
  readonly employees: number | null;
  readonly product: string | null;
  readonly sample: boolean;
  readonly programmes: readonly { readonly programme: string; readonly partner: string | null }[];
  /** References of its cases, newest first. */
  readonly cases: readonly string[];
}

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: string;
  readonly organisation: string | null;
  readonly contactOf: readonly { readonly organisation: string; readonly function: string }[];
  readonly grants: readonly { readonly programme: string; readonly role: Role; readonly country: string }[];
  readonly hasAccount: boolean;
  readonly sample: boolean;
  /** In the answer to a change: what the programme's people could not settle as they are now. */
  readonly warnings?: readonly GapView[];
}

/** A task or an approval of a programme's cases for which there are too few people (I3). */
export interface GapView {
  /** `key@version`. */
  readonly definition: string;
  readonly key: string;
  readonly title: string;
  /** Voices needed, and how many there could be. */
  readonly need: number;
  readonly possible: number;
  /** Codes of the companies it concerns; none when it concerns them all. */
  readonly companies: readonly string[];
  /** Only once the approval has expired for those first asked. */
  readonly expired: boolean;
}

/** Somebody acts for somebody else; days are the programme's own, both inclusive. */
export interface SubstitutionView {
  readonly id: string;
  readonly programme: string;
  /** Who is away. */
  readonly person: string;
  readonly personName: string;
  readonly substitute: string;
  readonly substituteName: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly reason: string | null;
  readonly arrangedByName: string;
  readonly status: 'ahead' | 'in-force' | 'over';
  readonly mayEnd: boolean;
}

/** One line of the record of who changed what about people. */
export interface PeopleChangeView {
  readonly id: number;
  /** Machine time, epoch ms. */
  readonly at: number;
  readonly kind: string;
  /** Null for the installation itself. */
  readonly byName: string | null;
  readonly programme: string | null;
  readonly person: string | null;
  readonly organisation: string | null;
  /** Old and new values of what changed. */
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface DefinitionView {
  readonly key: string;
  readonly version: number;
  readonly kind: string;
  readonly title: string;
  readonly hash: string;
  readonly stages: readonly {
    readonly key: string;
    readonly title: string;
    readonly items: readonly { readonly key: string; readonly title: string }[];
  }[];
}
