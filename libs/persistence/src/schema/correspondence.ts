import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ContactFunction, NoticeKind } from '#libs/domain';
import type { LocalisedText } from './programmes.js';

/** `held` waits for a quiet hour to end or for a digest; `digested` was told in one; `bounced` came back after it was sent. */
export const mailStates = [
  'queued',
  'sending',
  'sent',
  'refused',
  'no-recipient',
  'dropped',
  'held',
  'digested',
  'bounced',
] as const;
export type MailState = (typeof mailStates)[number];

/** Mails that no transition of a case asks for; those about no case carry the programme's code, or `-`, as reference, and seq 0. */
export const ownMailKinds = [
  'fresh-link',
  'mention',
  'nudge',
  'message',
  'visit',
  'code',
  'digest',
  'monday',
  'account-invitation',
  'password-reset',
  'reply-received',
  'reply-refused',
  'handover',
] as const;
export type MailKind = NoticeKind | (typeof ownMailKinds)[number];

/** One mail to one person, keyed by I5. The body is rendered and stored at the first claim, so a repeat has the same bytes. */
export const mails = pgTable(
  'mails',
  {
    /** `<item or reference>:<notice>:<rung or ->:<revision>:<person or party>`; for outcomes and closing the seq replaces the rung. */
    id: text().primaryKey(),
    reference: text().notNull(),
    /** Transition that asked for it. */
    seq: integer().notNull(),
    notice: text().$type<MailKind>().notNull(),
    item: text(),
    rung: integer(),
    of: integer().notNull(),
    revision: integer().notNull(),
    outcome: text(),
    /** Null when nobody was found for the party. */
    person: text(),
    state: text().$type<MailState>().notNull(),
    /** Case time of the transition, epoch ms: the mail's Date. */
    at: bigint({ mode: 'number' }).notNull(),
    address: text(),
    language: text(),
    messageId: text(),
    subject: text(),
    text: text(),
    html: text(),
    /** Dates for the recipient's calendar, as `text/calendar`. */
    calendar: text(),
    /** Machine time: whoever claimed the row may send until then. */
    leaseUntil: timestamp({ withTimezone: true }),
    attempts: integer().notNull().default(0),
    lastError: text(),
    sentAt: timestamp({ withTimezone: true }),
    /** Case time, epoch ms: while held, when to look at it again. */
    heldUntil: bigint({ mode: 'number' }),
    /** Id of the digest that told it; `next` while held for one. */
    digest: text(),
    /** Case time, epoch ms: when it turned out that nobody gets it. */
    failedAt: bigint({ mode: 'number' }),
    /** What somebody sent by hand, see `messages`. */
    message: uuid(),
    /** For a colleague of `person`, to whom the task was passed on, see `handovers`. */
    handover: uuid(),
    queuedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    index('mails_case').on(t.reference, t.seq),
    index('mails_state').on(t.state, t.queuedAt),
    index('mails_person').on(t.person, t.at),
    index('mails_message').on(t.messageId),
    index('mails_sent_by_hand').on(t.message),
    index('mails_handed_over').on(t.handover),
  ],
);

/** What became of one case when something was sent to people of several. */
export type SentReport =
  | { readonly reference: string; readonly status: 'done' }
  | { readonly reference: string; readonly status: 'refused'; readonly code: string };

/** What somebody sent by hand to people of one case or of many; a nudge has no words of its own. A source, never rebuilt. */
export const messages = pgTable('messages', {
  id: uuid().primaryKey(),
  kind: text().$type<'message' | 'nudge'>().notNull(),
  /** Who sent it. */
  person: text().notNull(),
  /** Case time, epoch ms. */
  at: bigint({ mode: 'number' }).notNull(),
  subject: jsonb().$type<LocalisedText>().notNull(),
  text: jsonb().$type<LocalisedText>().notNull(),
  /** Whom it was for; empty for a nudge, which goes to whoever owes something. */
  functions: jsonb().$type<readonly ContactFunction[]>().notNull(),
  /** A line for each case that was asked for, in that order. */
  reports: jsonb().$type<readonly SentReport[]>().notNull(),
  request: text().notNull().unique(),
  /** Tells a repeated request from another one under the same key (422). */
  fingerprint: text().notNull(),
});

/**
 * A task that the person it is for has passed on to a colleague, whom the address book does not know: no act, because nothing of the
 * case moves by it. A source, never rebuilt.
 */
export const handovers = pgTable(
  'handovers',
  {
    id: uuid().primaryKey(),
    reference: text().notNull(),
    item: text().notNull(),
    /** Whose task it is. */
    person: text().notNull(),
    /** As the person wrote them; the colleague hands in under these. */
    name: text().notNull(),
    function: text().notNull(),
    email: text().notNull(),
    language: text().notNull(),
    /** Case time, epoch ms. */
    at: bigint({ mode: 'number' }).notNull(),
    /** Case time, epoch ms: when it was taken back, and the colleague's link ended. */
    endedAt: bigint({ mode: 'number' }),
    /** Who took it back. */
    endedBy: text(),
    request: text().notNull().unique(),
    /** Tells a repeated request from another one under the same key (422). */
    fingerprint: text().notNull(),
  },
  (t) => [index('handovers_item').on(t.item), index('handovers_case').on(t.reference)],
);

/** Signed links to one task or approval for one person. The token itself is never stored. */
export const links = pgTable(
  'links',
  {
    id: text().primaryKey(),
    reference: text().notNull(),
    item: text().notNull(),
    person: text().notNull(),
    /** Person who copied it for a messenger: trusted with the one task and no signature. Empty for the link of a mail. */
    via: text().notNull().default(''),
    /** Id of the handover whose colleague it was mailed to; empty for every other link. */
    handover: text().notNull().default(''),
    /** SHA-256 of the token, hex. */
    hash: text().notNull(),
    /** Raised to revoke every token derived before. */
    counter: integer().notNull().default(0),
    /** Case time, epoch ms. */
    expiresAt: bigint({ mode: 'number' }).notNull(),
    revokedAt: bigint({ mode: 'number' }),
  },
  (t) => [uniqueIndex('links_item').on(t.item, t.person, t.via, t.handover)],
);

/** Codes mailed to the address of a link's person, so that a forwarded link decides nothing. Case time, epoch ms. */
export const linkCodes = pgTable('link_codes', {
  link: text().primaryKey(),
  /** HMAC of the code with the installation's secret, hex. */
  hash: text().notNull(),
  sentAt: bigint({ mode: 'number' }).notNull(),
  expiresAt: bigint({ mode: 'number' }).notNull(),
  /** Wrong entries; five end the code. */
  failures: integer().notNull().default(0),
});

/** Who looks after an incident, and how it was settled where no event can say so; else it is a projection of its case. */
export const incidentOwners = pgTable('incident_owners', {
  incident: text().primaryKey(),
  person: text().notNull(),
  /** Case time, epoch ms. */
  since: bigint({ mode: 'number' }).notNull(),
  /** Of a closed case, whose log takes no more events. Case time, epoch ms. */
  settledAt: bigint({ mode: 'number' }),
  /** How, in the words of whoever settled it. */
  settledHow: text(),
});

/** Cases that are open here and that Temporal does not have (I13). Case time, epoch ms. */
export const lostWorkflows = pgTable('lost_workflows', {
  reference: text().primaryKey(),
  detectedAt: bigint({ mode: 'number' }).notNull(),
});

/** What was typed so far on an item's form. `version` rises at each save; a stale save is refused and shown both. */
export const drafts = pgTable('drafts', {
  item: text().primaryKey(),
  reference: text().notNull(),
  version: integer().notNull(),
  answers: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
  person: text().notNull(),
  savedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** Content-addressed uploads: a draft until an act lists them, then attached for good; or part of a comment from the first. */
export const documents = pgTable(
  'documents',
  {
    id: uuid().primaryKey(),
    reference: text().notNull(),
    /** Task it was uploaded for; the case itself where a comment about the case brought it. */
    item: text().notNull(),
    /** Form field it was uploaded for. */
    field: text().notNull(),
    sha256: text().notNull(),
    name: text().notNull(),
    mediaType: text().notNull(),
    /** Bytes. */
    size: integer().notNull(),
    person: text().notNull(),
    /** Seq of the transition whose act attached it; null while it is a draft. */
    seq: integer(),
    /** Comment it came with; no act lists such a file, and it is no draft. */
    comment: uuid(),
    uploadedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    index('documents_item').on(t.item),
    index('documents_case').on(t.reference),
    index('documents_comment').on(t.comment),
  ],
);
