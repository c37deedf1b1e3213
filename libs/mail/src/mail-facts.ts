import type { ContactFunction, Instant, NoticeKind, Role } from '#libs/domain';
import type { VisitEdit, VisitNews, VisitSlot } from '#libs/persistence';
import type { Invited } from './calendar/calendar-part.js';
import type { MailAddress } from './mail-address.js';

/** Mails about one case, written from its rows. */
export type ItemMailKind = NoticeKind | 'fresh-link' | 'mention' | 'nudge' | 'message' | 'visit' | 'handover';

/** Everything one mail needs to be written, resolved for one person. Words are in `language` already. */
export interface MailFacts {
  readonly notice: ItemMailKind;
  readonly reference: string;
  /** Language to write in; has messages. */
  readonly language: string;
  /** IANA name: every date is said in it. */
  readonly timeZone: string;
  readonly at: Instant;
  readonly programme: string;
  /** Names of the organisations that carry the programme. */
  readonly partners: readonly string[];
  /** Of the installation's address; completes ids that must be unique in the world. */
  readonly host: string;
  /** The address that mail comes from, in the programme's name; null where none is known. */
  readonly sender: MailAddress | null;
  readonly sample: boolean;
  readonly organisation: string;
  readonly recipient: Recipient;
  readonly coordinator: CoordinatorFacts;
  /** Where an answer to the mail goes. */
  readonly answersReach: 'coordinator' | 'case';
  readonly item: ItemFacts | null;
  readonly link: LinkFacts | null;
  /** 0-based rung of the ladder; null outside of reminders and escalations. */
  readonly rung: number | null;
  readonly of: number;
  readonly outcome: string | null;
  readonly decision: DecisionFacts | null;
  readonly closing: ClosingFacts | null;
  /** What somebody wrote who calls on the recipient; for mentions only. */
  readonly comment?: CommentFacts;
  /** What somebody sent by hand; for messages and nudges only. */
  readonly message?: MessageFacts;
  /** The visit that it tells of; for visits only. */
  readonly visit?: VisitFacts;
}

export interface CommentFacts {
  /** Name of who wrote it. */
  readonly by: string;
  readonly text: string;
  /** Names of the files that came with it. */
  readonly files: readonly string[];
}

export interface VisitorFacts {
  readonly name: string;
  /** Name of who is away, where somebody else comes in that one's place. */
  readonly standsInFor: string | null;
}

export interface VisitFacts {
  readonly id: string;
  readonly news: VisitNews;
  /** Rises with each change; calendar programs ignore what is older than what they have. */
  readonly sequence: number;
  /** Offered, in their order; those that are over left out. */
  readonly slots: readonly VisitSlot[];
  /** The agreed date; null while there is none. Stays when it is called off. */
  readonly agreed: VisitSlot | null;
  /** The date before it was moved. */
  readonly before: VisitSlot | null;
  /** What was written anew; null in any other news. */
  readonly edit: VisitEdit | null;
  readonly place: string;
  /** As typed; empty for nothing. */
  readonly note: string;
  /** Name of who did it; null where the case's own fate did. */
  readonly by: string | null;
  /** Why, or what is asked for, as typed; empty for nothing. */
  readonly words: string;
  /** `YYYY-MM-DD` that is asked for. */
  readonly wishedDay: string | null;
  /** Who comes. */
  readonly visitors: readonly VisitorFacts[];
  /** Names of whom they meet. */
  readonly hosts: readonly string[];
  /** Everybody who is told of the agreed date. */
  readonly attendees: readonly Invited[];
}

export interface MessageFacts {
  /** Name of who sent it. */
  readonly by: string;
  /** As typed, in the language of the mail; empty for a nudge. */
  readonly subject: string;
  readonly text: string;
}

export interface Recipient {
  readonly name: string;
  readonly address: string;
  /** Why mail to the address is not tried; null while it is. */
  readonly marked: string | null;
  /** Who is away, where the person gets it in that one's place. */
  readonly standsInFor?: string;
  /** Why this person gets it. */
  readonly standing:
    | { readonly function: ContactFunction; readonly organisation: string }
    | { readonly role: Role }
    /** A colleague got it from whose task it is, by name. */
    | { readonly handedOverBy: string; readonly organisation: string };
}

export interface CoordinatorFacts {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

export interface LinkFacts {
  readonly url: string;
  /** `personal` links act for the recipient without a sign-in; `console` links ask for one. */
  readonly kind: 'personal' | 'console';
}

/** By when something is due, as a calendar keeps it. */
export interface DueDate {
  /** Of the task or approval. */
  readonly id: string;
  readonly kind: 'task' | 'approval';
  readonly title: string;
  readonly due: Instant;
  /** Rises each time the date moves. */
  readonly revision: number;
}

export interface ItemFacts extends DueDate {
  readonly why: string;
  readonly help: string | null;
  /** Estimated minutes, see `estimateMinutes`; null when nothing is known. */
  readonly minutes: number | null;
  /** People the item waits for, for escalations. */
  readonly assignees: readonly Assignee[];
}

export interface Assignee {
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface DecisionFacts {
  /** Name of who decided, and the reason as typed. */
  readonly by: string | null;
  readonly reason: string | null;
  /** Titles of the tasks to redo. */
  readonly redo: readonly string[];
  /** Title of the stage entered by the decision. */
  readonly stage: string | null;
  /** What the decision opened for the recipient's own organisation. */
  readonly next: readonly { readonly title: string; readonly due: Instant }[];
  /** When a deferred decision is taken up again at the latest. */
  readonly againBy: Instant | null;
  /** The task that more time was asked for, with its new date; null for every other decision, and where none was given. */
  readonly moreTime: DueDate | null;
}

export interface ClosingFacts {
  /** The outcome in words, from the definition; null when it has none. */
  readonly outcome: string | null;
  /** The company has gone its whole path: an attestation waits on its page. */
  readonly attested: boolean;
  readonly implemented: number;
  readonly planned: number;
  /** A year's saving of the implemented measures; null when none was given. */
  readonly saving: number | null;
  readonly currency: string;
  /** Due dates the recipient was told and that nobody waits for any more. */
  readonly notAskedAnyMore: readonly DueDate[];
}
