import { boolean, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { people } from './people.js';

/** Who has due dates in a calendar program of their own. The address is derived from the secret and never stored. */
export const calendarFeeds = pgTable('calendar_feeds', {
  person: text()
    .primaryKey()
    .references(() => people.id),
  /** Raised to revoke every address given before. */
  counter: integer().notNull().default(1),
  enabled: boolean().notNull(),
});
