import { Inject, Injectable } from '@nestjs/common';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { DomainError, type ContactFunction, type PartnerFunction, type Role } from '#libs/domain';
import type { Reach } from '#libs/identity';
import {
  accounts,
  contacts,
  DATABASE,
  organisations,
  people,
  programmeOrganisations,
  refreshSearch,
  roleGrants,
  sqlState,
  type Database,
  type NewPerson,
  type Organisation,
  type Person,
} from '#libs/persistence';

/** Everything a programme's address book shows of one person. */
export interface PersonRecord extends Person {
  readonly contactOf: readonly { readonly organisation: string; readonly function: ContactFunction }[];
  readonly grants: readonly { readonly programme: string; readonly role: Role; readonly country: string }[];
  readonly hasAccount: boolean;
}

/** The programme's address book: people, contacts and roles, read and edited by coordinators. */
@Injectable()
export class DirectoryRows {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** People who hold a role in one of the programmes or belong to one of their organisations; undefined asks for all. */
  async people(filter: {
    readonly programmes?: readonly string[];
    readonly organisation?: string;
    readonly id?: string;
  }): Promise<readonly PersonRecord[]> {
    const { db } = this.database;
    const { programmes, organisation, id } = filter;
    const takesPart =
      programmes &&
      sql`(exists (select 1 from ${roleGrants} g where g.person = ${people.id} and g.programme in ${[...programmes, '*']})
      or exists (select 1 from ${programmeOrganisations} o where o.programme in ${[...programmes, '']} and (o.organisation = ${people.organisation}
        or o.organisation in (select c.organisation from ${contacts} c where c.person = ${people.id}))))`;
    const rows = await db
      .select()
      .from(people)
      .where(
        and(
          id === undefined ? undefined : eq(people.id, id),
          organisation === undefined ? undefined : eq(people.organisation, organisation),
          takesPart,
        ),
      )
      .orderBy(asc(people.id));
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return [];
    const [held, grants, signIns] = await Promise.all([
      db
        .select()
        .from(contacts)
        .where(inArray(contacts.person, ids))
        .orderBy(asc(contacts.organisation), asc(contacts.function), asc(contacts.person)),
      db
        .select()
        .from(roleGrants)
        .where(inArray(roleGrants.person, ids))
        .orderBy(
          asc(roleGrants.programme),
          asc(roleGrants.role),
          asc(roleGrants.country),
          asc(roleGrants.person),
        ),
      db.select({ person: accounts.person }).from(accounts).where(inArray(accounts.person, ids)),
    ]);
    return rows.map((row) => ({
      ...row,
      contactOf: held
        .filter(({ person }) => person === row.id)
        .map((contact) => ({ organisation: contact.organisation, function: contact.function })),
      grants: grants
        .filter(({ person }) => person === row.id)
        .map(({ programme, role, country }) => ({ programme, role, country })),
      hasAccount: signIns.some(({ person }) => person === row.id),
    }));
  }

  /** Names by person code. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.db
      .select({ id: people.id, name: people.name })
      .from(people)
      .where(inArray(people.id, [...ids]));
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Programmes an organisation takes part in. */
  async partsOf(codes: readonly string[]): Promise<readonly (typeof programmeOrganisations.$inferSelect)[]> {
    if (codes.length === 0) return [];
    return this.database.db
      .select()
      .from(programmeOrganisations)
      .where(inArray(programmeOrganisations.organisation, [...codes]))
      .orderBy(asc(programmeOrganisations.programme), asc(programmeOrganisations.organisation));
  }

  /** Throws `organisation.exists`. */
  async addOrganisation(
    row: Organisation,
    programme: string,
    partner: PartnerFunction | null,
  ): Promise<void> {
    await this.database.db
      .transaction(async (tx) => {
        await tx.insert(organisations).values(row);
        await tx.insert(programmeOrganisations).values({ programme, organisation: row.code, partner });
      })
      .catch(conflictAs('organisation.exists', row.code));
  }

  async changeOrganisation(code: string, change: Partial<Omit<Organisation, 'code'>>): Promise<void> {
    if (Object.keys(change).length === 0) return;
    await this.database.db.transaction(async (tx) => {
      await tx.update(organisations).set(change).where(eq(organisations.code, code));
      await refreshSearch(tx, { organisations: [code] });
    });
  }

  /** Allocates the next free code (`P-042`) and answers it. */
  async addPerson(row: Omit<NewPerson, 'id'>): Promise<string> {
    return this.database.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(7216011)`);
      const [last] = await tx
        .select({
          number: sql<number>`coalesce(max(substring(${people.id} from '^P-([0-9]{1,6})$')::int), 0)`,
        })
        .from(people);
      const id = `P-${String((last?.number ?? 0) + 1).padStart(3, '0')}`;
      await tx.insert(people).values({ ...row, id });
      return id;
    });
  }

  async changePerson(id: string, change: Partial<Omit<Person, 'id'>>): Promise<void> {
    if (Object.keys(change).length === 0) return;
    await this.database.db.transaction(async (tx) => {
      await tx.update(people).set(change).where(eq(people.id, id));
      if (change.name !== undefined) await refreshSearch(tx, { persons: [id] });
    });
  }

  async addContact(organisation: string, person: string, as: ContactFunction): Promise<void> {
    await this.database.db.transaction(async (tx) => {
      await tx.insert(contacts).values({ organisation, person, function: as }).onConflictDoNothing();
      await refreshSearch(tx, { organisations: [organisation] });
    });
  }

  async removeContact(organisation: string, person: string, as: ContactFunction): Promise<void> {
    await this.database.db.transaction(async (tx) => {
      await tx
        .delete(contacts)
        .where(
          and(
            eq(contacts.organisation, organisation),
            eq(contacts.person, person),
            eq(contacts.function, as),
          ),
        );
      await refreshSearch(tx, { organisations: [organisation] });
    });
  }

  async grant({ programme, country }: Reach, person: string, role: Role): Promise<void> {
    await this.database.db
      .insert(roleGrants)
      .values({ programme, person, role, country })
      .onConflictDoNothing();
  }

  async revoke({ programme, country }: Reach, person: string, role: Role): Promise<void> {
    await this.database.db
      .delete(roleGrants)
      .where(
        and(
          eq(roleGrants.programme, programme),
          eq(roleGrants.person, person),
          eq(roleGrants.role, role),
          eq(roleGrants.country, country),
        ),
      );
  }
}

function conflictAs(code: string, subject: string): (error: unknown) => never {
  return (error) => {
    if (sqlState(error) === '23505') throw new DomainError('conflict', code, subject);
    // An administrator's right covers every code, also of programmes that do not exist.
    if (sqlState(error) === '23503') throw new DomainError('not-found', 'programme.unknown');
    throw error;
  };
}
