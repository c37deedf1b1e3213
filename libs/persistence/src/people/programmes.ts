import { and, asc, eq, inArray, isNotNull, max, sql } from 'drizzle-orm';
import type { ContactFunction, PartnerFunction, Role } from '#libs/domain';
import type { Database } from '../database.js';
import { refreshSearch } from '../search/case-search.js';
import {
  contacts,
  organisations,
  people,
  programmeOrganisations,
  programmes,
  roleGrants,
  type ProgrammeSector,
} from '../schema/index.js';
import type { NewPerson } from './people.js';

export type Programme = typeof programmes.$inferSelect;
/** As a file or a form gives it: what has a default may be left out. */
export type NewProgramme = typeof programmes.$inferInsert;
export type Organisation = typeof organisations.$inferSelect;

/** What administrators change while cases run. */
export type ProgrammeSettings = Partial<
  Pick<Programme, 'dataPolicy' | 'reminderAt' | 'quietFrom' | 'quietTo' | 'mailsAWeek'>
>;

/** A whole programme as a file describes it; keys are those of the tables. */
export interface ProgrammeRecord {
  readonly programme: NewProgramme;
  readonly organisations: readonly (Organisation & {
    /** What it is in this programme; null for an SME. */
    readonly partner: PartnerFunction | null;
  })[];
  readonly people: readonly (NewPerson & {
    /** Functions held at the person's own organisation. */
    readonly functions: readonly ContactFunction[];
    /** Roles held in this programme; an administrator's holds in every one. */
    readonly roles: readonly Role[];
  })[];
}

/** Programmes, and who takes part in them. */
export class Programmes {
  constructor(private readonly database: Database) {}

  /** Writes all of it; rows that stand already are brought up to date, rows of others are left alone. */
  async save(record: ProgrammeRecord): Promise<void> {
    const { programme } = record;
    const companies = record.organisations.map(({ partner: _partner, ...row }) => row);
    const persons = record.people.map(({ functions: _functions, roles: _roles, ...row }) => row);
    const parts = record.organisations.map(({ code, partner }) => ({
      programme: programme.code,
      organisation: code,
      partner,
    }));
    const held = record.people.flatMap(({ id, organisation, functions }) =>
      organisation == null ? [] : functions.map((name) => ({ organisation, person: id, function: name })),
    );
    const grants = record.people.flatMap(({ id, roles }) =>
      roles.map((role) => ({
        programme: role === 'administrator' ? '*' : programme.code,
        person: id,
        role,
      })),
    );
    await this.database.db.transaction(async (tx) => {
      await tx
        .insert(programmes)
        .values(programme)
        .onConflictDoUpdate({ target: programmes.code, set: programme });
      if (companies.length > 0)
        await tx
          .insert(organisations)
          .values(companies)
          .onConflictDoUpdate({
            target: organisations.code,
            set: excluded('name', 'country', 'sector', 'town', 'employees', 'product', 'sample'),
          });
      if (persons.length > 0)
        await tx
          .insert(people)
          .values(persons)
          .onConflictDoUpdate({
            target: people.id,
            set: excluded('name', 'email', 'phone', 'language', 'organisation', 'sample'),
          });
      if (parts.length > 0)
        await tx
          .insert(programmeOrganisations)
          .values(parts)
          .onConflictDoUpdate({
            target: [programmeOrganisations.programme, programmeOrganisations.organisation],
            set: excluded('partner'),
          });
      if (held.length > 0) await tx.insert(contacts).values(held).onConflictDoNothing();
      if (grants.length > 0) await tx.insert(roleGrants).values(grants).onConflictDoNothing();
      await refreshSearch(tx, {
        organisations: companies.map(({ code }) => code),
        persons: persons.map(({ id }) => id),
      });
    });
  }

  /** Those of them that there are, by code. */
  async some(codes: readonly string[]): Promise<ReadonlyMap<string, Programme>> {
    if (codes.length === 0) return new Map();
    const rows = await this.database.db
      .select()
      .from(programmes)
      .where(inArray(programmes.code, [...codes]));
    return new Map(rows.map((row) => [row.code, row]));
  }

  async get(code: string): Promise<Programme | undefined> {
    const [row] = await this.database.db.select().from(programmes).where(eq(programmes.code, code));
    return row;
  }

  /** Running cases carry none of it with them but `reminderAt`, which is theirs from their opening. */
  async change(code: string, change: ProgrammeSettings): Promise<void> {
    if (Object.keys(change).length === 0) return;
    await this.database.db.update(programmes).set(change).where(eq(programmes.code, code));
  }

  async list(): Promise<readonly Programme[]> {
    return this.database.db.select().from(programmes).orderBy(asc(programmes.code));
  }

  /** What every programme calls its sectors, each list once; those of the last programmes by code come last. */
  async sectors(): Promise<readonly (readonly ProgrammeSector[])[]> {
    const rows = await this.database.db
      .select({ sectors: programmes.sectors })
      .from(programmes)
      .groupBy(programmes.sectors)
      .orderBy(max(programmes.code));
    return rows.map(({ sectors }) => sectors);
  }

  async organisation(code: string): Promise<Organisation | undefined> {
    const [row] = await this.database.db.select().from(organisations).where(eq(organisations.code, code));
    return row;
  }

  /** Names of the organisations that carry a programme, by code. */
  async partnersOf(programme: string): Promise<readonly string[]> {
    const rows = await this.database.db
      .select({ name: organisations.name })
      .from(programmeOrganisations)
      .innerJoin(organisations, eq(organisations.code, programmeOrganisations.organisation))
      .where(and(eq(programmeOrganisations.programme, programme), isNotNull(programmeOrganisations.partner)))
      .orderBy(asc(organisations.code));
    return rows.map(({ name }) => name);
  }

  /** Codes of the programmes an organisation takes part in. */
  async programmesOf(organisation: string): Promise<readonly string[]> {
    const rows = await this.database.db
      .select({ programme: programmeOrganisations.programme })
      .from(programmeOrganisations)
      .where(eq(programmeOrganisations.organisation, organisation))
      .orderBy(asc(programmeOrganisations.programme));
    return rows.map(({ programme }) => programme);
  }

  /** Organisations of a programme with what each is in it, by code. */
  async organisationsOf(
    programme: string,
  ): Promise<readonly (Organisation & { readonly partner: PartnerFunction | null })[]> {
    const rows = await this.database.db
      .select({ organisation: organisations, partner: programmeOrganisations.partner })
      .from(programmeOrganisations)
      .innerJoin(organisations, eq(organisations.code, programmeOrganisations.organisation))
      .where(eq(programmeOrganisations.programme, programme))
      .orderBy(asc(organisations.code));
    return rows.map(({ organisation, partner }) => ({ ...organisation, partner }));
  }
}

/** For an upsert of several rows: each column takes the value of the row that could not be inserted. */
function excluded<K extends string>(...columns: readonly K[]): Record<K, ReturnType<typeof sql>> {
  return Object.fromEntries(columns.map((name) => [name, sql.raw(`excluded.${name}`)])) as Record<
    K,
    ReturnType<typeof sql>
  >;
}
