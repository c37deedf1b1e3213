import {
  bigint,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/** How a comment reached us. */
export const commentSources = ['console', 'api', 'mail'] as const;
export type CommentSource = (typeof commentSources)[number];

/** Words about a case that decide nothing: no act, so no event tells of them and a rebuild leaves them alone. */
export const comments = pgTable(
  'comments',
  {
    id: uuid().primaryKey(),
    reference: text().notNull(),
    /** Task or approval it is about; null for the case as a whole. */
    item: text(),
    person: text().notNull(),
    /** Plain text, as typed. */
    text: text().notNull(),
    /** All of the mail it came by, with what that quotes; null where that is no more than `text`. */
    whole: text(),
    source: text().$type<CommentSource>().notNull(),
    /** Who asked under which key: a form sent twice adds one comment. Null for a mail. */
    request: text(),
    /** Of the mail it came by: the same mail twice adds one comment. */
    messageId: text(),
    /** Last transition of the case when it was written: where it stands in the trail. */
    seq: integer().notNull(),
    /** Case time, epoch ms. */
    at: bigint({ mode: 'number' }).notNull(),
    /** Machine time. */
    storedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('comments_request').on(t.request),
    uniqueIndex('comments_message').on(t.messageId),
    index('comments_case').on(t.reference, t.at),
    index('comments_item').on(t.item),
  ],
);

/** Who a comment calls on, and since when they know. */
export const mentions = pgTable(
  'mentions',
  {
    comment: uuid()
      .notNull()
      .references(() => comments.id),
    person: text().notNull(),
    /** Case time, epoch ms; null while it waits on the person's own page. */
    seenAt: bigint({ mode: 'number' }),
  },
  (t) => [primaryKey({ columns: [t.comment, t.person] }), index('mentions_waiting').on(t.person, t.seenAt)],
);
