import { and, eq, inArray, sql } from 'drizzle-orm';
import {
  contactFunctions,
  type ActorFacts,
  type Channel,
  type Party,
  type PartnerFunction,
  type Role,
} from '#libs/domain';
import type { Database } from '../database.js';
import { contacts, people, programmeOrganisations, roleGrants } from '../schema/index.js';
import { directorySql } from './directory-sql.js';
import { functionHeld, personsOf, type Directory, type Excluded } from './directory.js';

export type Person = typeof people.$inferSelect;

/** Whom to look for, and for which case. */
export interface PartyQuestion {
  readonly programme: string;
  /** The case's organisation. */
  readonly organisation: string;
  readonly party: Party;
  /** The case's coordinator: alone while holding the role; null for everyone who may act. */
  readonly coordinator: string | null;
  readonly excluded?: Excluded;
}

export interface ActorQuestion {
  readonly person: string;
  readonly programme: string;
  /** The case's organisation. */
  readonly organisation: string;
  readonly channel: Channel;
  readonly onBehalfOf?: string | null;
}

/** A role in a programme; `*` stands for every programme. */
export interface RoleGrant {
  readonly programme: string;
  readonly role: Role;
}

/** People, and who they are to a case. */
export class People {
  constructor(private readonly database: Database) {}

  async person(id: string): Promise<Person | undefined> {
    const [row] = await this.database.db.select().from(people).where(eq(people.id, id));
    return row;
  }

  async persons(ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.db
      .select()
      .from(people)
      .where(inArray(people.id, [...ids]));
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Without regard to case; the first by code where several share an address. */
  async byEmail(email: string): Promise<Person | undefined> {
    const [row] = await this.database.db
      .select()
      .from(people)
      .where(eq(sql`lower(${people.email})`, email.trim().toLowerCase()))
      .orderBy(people.id)
      .limit(1);
    return row;
  }

  /** Every grant, `*` spelt as it is. */
  async rolesOf(person: string): Promise<readonly RoleGrant[]> {
    return this.database.db
      .select({ programme: roleGrants.programme, role: roleGrants.role })
      .from(roleGrants)
      .where(eq(roleGrants.person, person))
      .orderBy(roleGrants.programme, roleGrants.role);
  }

  /** What the person's organisation is in the programme. */
  async partnersOf(person: string, programme: string): Promise<readonly PartnerFunction[]> {
    const rows = await this.database.db
      .selectDistinct({ partner: programmeOrganisations.partner })
      .from(programmeOrganisations)
      .innerJoin(people, eq(people.organisation, programmeOrganisations.organisation))
      .where(and(eq(people.id, person), eq(programmeOrganisations.programme, programme)));
    return rows.flatMap(({ partner }) => (partner === null ? [] : [partner])).sort();
  }

  /** The people a mail for the party goes to; nobody is an answer, too. */
  async resolveParty(question: PartyQuestion): Promise<readonly Person[]> {
    const { rows } = await this.database.pool.query<Directory>(directorySql('$1', '$2'), [
      question.programme,
      question.organisation,
    ]);
    const directory = rows[0] ?? { contacts: [], grants: [] };
    const found = await this.persons(
      personsOf(directory, question.party, question.coordinator, question.excluded),
    );
    return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The facts rules need about who acts. A director holds every contact function that nobody else of the company does. */
  async actorFacts(question: ActorQuestion): Promise<ActorFacts> {
    const { db } = this.database;
    const [[self], grants, partners, held] = await Promise.all([
      db.select({ organisation: people.organisation }).from(people).where(eq(people.id, question.person)),
      this.rolesOf(question.person),
      this.partnersOf(question.person, question.programme),
      db
        .select({ person: contacts.person, function: contacts.function })
        .from(contacts)
        .where(eq(contacts.organisation, question.organisation)),
    ]);
    const mine = held
      .filter((contact) => contact.person === question.person)
      .map((contact) => contact.function);
    const roles = grants
      .filter((grant) => grant.programme === question.programme || grant.programme === '*')
      .map((grant) => grant.role);
    return {
      person: question.person,
      organisation: self?.organisation ?? null,
      roles: [...new Set(roles)].sort(),
      partners,
      functions: contactFunctions.filter(
        (wanted) => mine.includes(wanted) || mine.includes(functionHeld({ contacts: held }, wanted)),
      ),
      channel: question.channel,
      onBehalfOf: question.onBehalfOf ?? null,
    };
  }
}
