import { and, desc, eq, lt } from 'drizzle-orm';
import type { Database, Db, Tx } from '../database.js';
import { peopleChanges } from '../schema/index.js';

export type PeopleChange = typeof peopleChanges.$inferSelect;

/** A change before it is stored; what it does not speak of may be left out. */
export type NewPeopleChange = Pick<PeopleChange, 'by' | 'kind'> &
  Partial<Pick<PeopleChange, 'programme' | 'person' | 'organisation' | 'detail'>>;

/** Who changed what about people. Rows are written with the change itself, where that is one transaction. */
export class PeopleChanges {
  constructor(private readonly database: Database) {}

  async add(change: NewPeopleChange, on: Db | Tx = this.database.db): Promise<void> {
    await on.insert(peopleChanges).values(change);
  }

  /** Newest first, at most 200; `before` is the id of the last one seen. */
  async list(filter: {
    readonly person?: string;
    readonly programme?: string;
    readonly before?: number;
  }): Promise<readonly PeopleChange[]> {
    return this.database.db
      .select()
      .from(peopleChanges)
      .where(
        and(
          filter.person === undefined ? undefined : eq(peopleChanges.person, filter.person),
          filter.programme === undefined ? undefined : eq(peopleChanges.programme, filter.programme),
          filter.before === undefined ? undefined : lt(peopleChanges.id, filter.before),
        ),
      )
      .orderBy(desc(peopleChanges.id))
      .limit(200);
  }
}
