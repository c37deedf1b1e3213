import { customType, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** `read`: looked at, nothing done. `running` holds a lease; without one it was interrupted. */
export type SpreadsheetState = 'read' | 'running' | 'done';

/** What became of one line or one difference; the words for it are the reader's. */
export interface SpreadsheetOutcome {
  /** What it is, for good: a repetition takes its place. */
  readonly id: string;
  /** Where in the file: `Tasks!F12`, or a row's number. */
  readonly place: string;
  /** Company, task or person it is about. */
  readonly subject: string;
  readonly result: 'done' | 'skipped' | 'refused' | 'unavailable';
  /** Stable code of why it was not done, or of what was done. */
  readonly code: string;
  /** Case that was opened or acted on. */
  readonly reference: string | null;
}

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** Files that somebody uploaded to be looked at first and then applied, and what became of each line. Machine time. */
export const spreadsheetRuns = pgTable(
  'spreadsheet_runs',
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: text().$type<'workbook' | 'enrolment'>().notNull(),
    /** Who uploaded it; nobody else sees it. */
    person: text().notNull(),
    /** Null for a workbook, which may hold cases of several. */
    programme: text(),
    fileName: text().notNull(),
    content: bytes().notNull(),
    /** What the person chose: columns, lines, a common reason. */
    settings: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    state: text().$type<SpreadsheetState>().notNull().default('read'),
    /** Lines or differences to work on. */
    total: integer().notNull().default(0),
    outcomes: jsonb().$type<readonly SpreadsheetOutcome[]>().notNull().default([]),
    uploadedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    leaseUntil: timestamp({ withTimezone: true }),
    finishedAt: timestamp({ withTimezone: true }),
  },
  (t) => [index('spreadsheet_runs_person').on(t.person, t.uploadedAt)],
);
