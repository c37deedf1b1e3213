import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { ContactFunction, ItemRow } from '#libs/domain';
import type { Database } from '../database.js';
import type { MeasureRow } from '../log/measures.js';
import type { Person } from '../people/people.js';
import type { Organisation } from '../people/programmes.js';
import { listedCase, type CaseListRow } from './case-list.js';
import { acts, cases, contacts, items, measures, organisations, people } from '../schema/index.js';

/** A contact of an organisation, in every function held there. */
export interface ContactRow extends Person {
  readonly at: string;
  readonly functions: readonly ContactFunction[];
}

/** A word with a company, as its act keeps it. */
export interface LoggedContact {
  readonly reference: string;
  readonly seq: number;
  readonly note: string;
  readonly promised: string | null;
}

/** What stands beside many cases at once, each in one query. None of it authorises: that is the use cases' part. */
export class CaseBatches {
  constructor(private readonly database: Database) {}

  async cases(references: readonly string[]): Promise<readonly CaseListRow[]> {
    if (references.length === 0) return [];
    return this.database.db
      .select(listedCase)
      .from(cases)
      .leftJoin(organisations, eq(organisations.code, cases.organisation))
      .where(inArray(cases.reference, [...references]))
      .orderBy(asc(cases.reference));
  }

  /** Tasks and approvals of the cases, case by case in the order of opening. */
  async items(references: readonly string[]): Promise<readonly ItemRow[]> {
    if (references.length === 0) return [];
    return this.database.db
      .select()
      .from(items)
      .where(inArray(items.reference, [...references]))
      .orderBy(asc(items.reference), asc(items.ordinal), asc(items.id));
  }

  async measures(references: readonly string[]): Promise<readonly MeasureRow[]> {
    if (references.length === 0) return [];
    return this.database.db
      .select()
      .from(measures)
      .where(inArray(measures.reference, [...references]))
      .orderBy(asc(measures.reference), asc(measures.key));
  }

  async organisations(codes: readonly string[]): Promise<ReadonlyMap<string, Organisation>> {
    if (codes.length === 0) return new Map();
    const rows = await this.database.db
      .select()
      .from(organisations)
      .where(inArray(organisations.code, [...codes]));
    return new Map(rows.map((row) => [row.code, row]));
  }

  /** By organisation and person. */
  async contacts(codes: readonly string[]): Promise<readonly ContactRow[]> {
    if (codes.length === 0) return [];
    const rows = await this.database.db
      .select({ at: contacts.organisation, held: contacts.function, person: people })
      .from(contacts)
      .innerJoin(people, eq(people.id, contacts.person))
      .where(inArray(contacts.organisation, [...codes]))
      .orderBy(asc(contacts.organisation), asc(people.id), asc(contacts.function));
    const byPerson = new Map<string, ContactRow>();
    for (const { at, held, person } of rows) {
      const key = `${at} ${person.id}`;
      const known = byPerson.get(key);
      byPerson.set(key, { ...person, at, functions: [...(known?.functions ?? []), held] });
    }
    return [...byPerson.values()];
  }

  /** What was said with the companies, case by case in order. */
  async loggedContacts(references: readonly string[]): Promise<readonly LoggedContact[]> {
    if (references.length === 0) return [];
    const rows = await this.database.db
      .select({ reference: acts.reference, seq: acts.seq, reason: acts.reason, body: acts.body })
      .from(acts)
      .where(
        and(
          inArray(acts.reference, [...references]),
          eq(acts.state, 'consumed'),
          sql`${acts.body}->>'type' = 'log-contact'`,
        ),
      )
      .orderBy(asc(acts.reference), asc(acts.seq));
    return rows.flatMap(({ reference, seq, reason, body }) =>
      body.type === 'log-contact'
        ? { reference, seq: seq ?? 0, note: reason ?? '', promised: body.promised }
        : [],
    );
  }
}
