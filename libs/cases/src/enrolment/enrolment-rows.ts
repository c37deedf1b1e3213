import { Inject, Injectable } from '@nestjs/common';
import { eq, sql } from 'drizzle-orm';
import {
  contacts,
  DATABASE,
  organisations,
  people,
  PeopleChanges,
  programmeOrganisations,
  type Database,
  type NewPeopleChange,
  type Tx,
} from '#libs/persistence';
import { ReviewCases } from '../acting/review-cases.js';
import type { PlannedLine, PlannedPerson } from './plan.js';

/** Writes companies and people of an enrolment, all of them or none, each change in the record of who changed what. */
@Injectable()
export class EnrolmentRows {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly changes: PeopleChanges,
    private readonly reviews: ReviewCases,
  ) {}

  /** `by` is the code of who imports. */
  async write(lines: readonly PlannedLine[], programme: string, by: string): Promise<void> {
    await this.database.db.transaction(async (tx) => {
      // The same lock under which single people get their codes.
      await tx.execute(sql`select pg_advisory_xact_lock(7216011)`);
      const tell = (change: Omit<NewPeopleChange, 'by' | 'programme'>) =>
        this.changes.add({ ...change, by, programme }, tx);
      const added = new Map<string, string>();
      for (const line of lines) {
        await writeOrganisation(tx, line, programme, tell);
        for (const person of line.people) await writePerson(tx, line, person, added, tell);
      }
    });
    await this.reviews.ofProgramme(programme);
  }
}

type Tell = (change: Omit<NewPeopleChange, 'by' | 'programme'>) => Promise<void>;

async function writeOrganisation(
  tx: Tx,
  { organisation }: PlannedLine,
  programme: string,
  tell: Tell,
): Promise<void> {
  if (!organisation || organisation.fate === 'keep') return;
  const { row, before, fate } = organisation;
  const { code } = row;
  if (fate === 'add') {
    await tx.insert(organisations).values(row);
    await tx.insert(programmeOrganisations).values({ programme, organisation: code, partner: null });
    await tell({ kind: 'organisation-added', organisation: code, detail: { after: row } });
    return;
  }
  const after = pickOf(row, Object.keys(before));
  await tx.update(organisations).set(after).where(eq(organisations.code, code));
  await tell({ kind: 'organisation-changed', organisation: code, detail: { before, after } });
}

/** `added` are those whom an earlier line brought in, by address: the same accountant may serve two companies. */
async function writePerson(
  tx: Tx,
  { organisation }: PlannedLine,
  person: PlannedPerson,
  added: Map<string, string>,
  tell: Tell,
): Promise<void> {
  const { row, before, fate, functions } = person;
  const address = row.email?.toLowerCase() ?? null;
  const known = person.id ?? (address === null ? undefined : added.get(address));
  const id = known ?? (await nextPersonCode(tx));
  if (known === undefined) {
    await tx.insert(people).values({ ...row, id, sample: false });
    if (address !== null) added.set(address, id);
    await tell({ kind: 'person-added', person: id, detail: { after: row } });
  } else if (fate === 'change') {
    const after = pickOf(row, Object.keys(before));
    // Mail to another address has not come back yet.
    const fresh = 'email' in after ? { bouncedAt: null, bounceReason: null } : {};
    await tx
      .update(people)
      .set({ ...after, ...fresh })
      .where(eq(people.id, id));
    await tell({ kind: 'person-changed', person: id, detail: { before, after } });
  }
  const code = organisation?.row.code;
  if (code === undefined) return;
  for (const held of functions) {
    await tx
      .insert(contacts)
      .values({ organisation: code, person: id, function: held })
      .onConflictDoNothing();
    await tell({ kind: 'function-given', person: id, organisation: code, detail: { function: held } });
  }
}

async function nextPersonCode(tx: Tx): Promise<string> {
  const [last] = await tx
    .select({ number: sql<number>`coalesce(max(substring(${people.id} from '^P-([0-9]{1,6})$')::int), 0)` })
    .from(people);
  return `P-${String((last?.number ?? 0) + 1).padStart(3, '0')}`;
}

function pickOf(row: object, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([key]) => keys.includes(key)));
}
