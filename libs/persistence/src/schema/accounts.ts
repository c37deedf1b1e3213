import { integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { people } from './people.js';

/** Who signs in; a person has one account at most. */
export const accounts = pgTable(
  'accounts',
  {
    person: text()
      .primaryKey()
      .references(() => people.id),
    email: text().notNull(),
    /** argon2id, PHC string. */
    passwordHash: text().notNull(),
    disabledAt: timestamp({ withTimezone: true }),
    /** Wrong passwords since the last right one. */
    failures: integer().notNull().default(0),
    /** No password is looked at before; machine time. */
    lockedUntil: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [uniqueIndex('accounts_email').on(t.email)],
);

/** Invitations to an account and password resets; only the SHA-256 of the mailed token is kept. Machine time. */
export const accountTokens = pgTable('account_tokens', {
  id: uuid().primaryKey().defaultRandom(),
  person: text()
    .notNull()
    .references(() => people.id),
  purpose: text().$type<'invitation' | 'reset'>().notNull(),
  hash: text().notNull().unique(),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  expiresAt: timestamp({ withTimezone: true }).notNull(),
  usedAt: timestamp({ withTimezone: true }),
});

/** Bearer tokens for programs; only the SHA-256 is kept. Machine time. */
export const apiTokens = pgTable('api_tokens', {
  id: uuid().primaryKey().defaultRandom(),
  person: text()
    .notNull()
    .references(() => people.id),
  hash: text().notNull().unique(),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  expiresAt: timestamp({ withTimezone: true }).notNull(),
  revokedAt: timestamp({ withTimezone: true }),
});

/** Store of express-session (connect-pg-simple's shape). */
export const sessions = pgTable('sessions', {
  sid: text().primaryKey(),
  sess: jsonb().notNull(),
  expire: timestamp({ precision: 6 }).notNull(),
});
