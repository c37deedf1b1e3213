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
import type { NoticeKind } from '#libs/domain';

export const mailStates = ['queued', 'sending', 'sent', 'refused', 'no-recipient', 'dropped'] as const;
export type MailState = (typeof mailStates)[number];

/** One mail to one person, keyed by I5. The body is rendered and stored at the first claim, so a repeat has the same bytes. */
export const mails = pgTable(
  'mails',
  {
    /** `<item or reference>:<notice>:<rung or ->:<revision>:<person or party>`; for outcomes and closing the seq replaces the rung. */
    id: text().primaryKey(),
    reference: text().notNull(),
    /** Transition that asked for it. */
    seq: integer().notNull(),
    notice: text().$type<NoticeKind | 'fresh-link'>().notNull(),
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
    /** Machine time: whoever claimed the row may send until then. */
    leaseUntil: timestamp({ withTimezone: true }),
    attempts: integer().notNull().default(0),
    lastError: text(),
    sentAt: timestamp({ withTimezone: true }),
    queuedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('mails_case').on(t.reference, t.seq), index('mails_state').on(t.state, t.queuedAt)],
);

/** Signed links to one task or approval for one person. The token itself is never stored. */
export const links = pgTable(
  'links',
  {
    id: text().primaryKey(),
    reference: text().notNull(),
    item: text().notNull(),
    person: text().notNull(),
    /** SHA-256 of the token, hex. */
    hash: text().notNull(),
    /** Raised to revoke every token derived before. */
    counter: integer().notNull().default(0),
    /** Case time, epoch ms. */
    expiresAt: bigint({ mode: 'number' }).notNull(),
    revokedAt: bigint({ mode: 'number' }),
  },
  (t) => [uniqueIndex('links_item').on(t.item, t.person)],
);

/** What was typed so far on an item's form. `version` rises at each save; a stale save is refused and shown both. */
export const drafts = pgTable('drafts', {
  item: text().primaryKey(),
  reference: text().notNull(),
  version: integer().notNull(),
  answers: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
  person: text().notNull(),
  savedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** Content-addressed uploads: a draft until an act lists them, then attached for good. */
export const documents = pgTable(
  'documents',
  {
    id: uuid().primaryKey(),
    reference: text().notNull(),
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
    uploadedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('documents_item').on(t.item), index('documents_case').on(t.reference)],
);
