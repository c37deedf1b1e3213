import { and, eq, inArray, sql } from 'drizzle-orm';
import {
  contactFunctions,
  type ActorFacts,
  type Channel,
  type Instant,
  type Party,
  type PartnerFunction,
  type Role,
} from '#libs/domain';
import type { Database } from '../database.js';
import { people, programmeOrganisations, roleGrants } from '../schema/index.js';
import { coversSql, directorySql } from './directory-sql.js';
import { emptyDirectory, functionHeld, personsOf, type Directory, type Excluded } from './directory.js';

export type Person = typeof people.$inferSelect;
/** As a file or a form gives it: what has a default may be left out. */
export type NewPerson = typeof people.$inferInsert;

/** Whom to look for, and for which case. */
export interface PartyQuestion {
  readonly programme: string;
  /** The case's organisation and country. */
  readonly organisation: string;
  readonly country: string;
  /** Case time: who stands in for one of them then is found as well; nobody else is unless told. */
  readonly at?: Instant;
  readonly parties: readonly Party[];
  /** The case's coordinator: alone while holding the role; null for everyone who may act. */
  readonly coordinator: string | null;
  readonly excluded?: Excluded;
}

export interface ActorQuestion {
  readonly person: string;
  readonly programme: string;
  /** The case's organisation and country. */
  readonly organisation: string;
  readonly country: string;
  readonly channel: Channel;
}

/** A role in a programme and a country; `*` stands for every one. */
export interface RoleGrant {
  readonly programme: string;
  readonly role: Role;
  readonly country: string;
}

export interface RoleHolder {
  readonly person: string;
  readonly name: string;
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

  /** Mail to the address came back: it is not tried again. Nothing to do when the person has another one by now. */
  async markAddress(id: string, address: string, reason: string, now: Instant): Promise<void> {
    await this.database.db
      .update(people)
      .set({ bouncedAt: now, bounceReason: reason })
      .where(and(eq(people.id, id), eq(sql`lower(${people.email})`, address.toLowerCase())));
  }

  /** The present address works, as somebody says. */
  async clearAddress(id: string): Promise<void> {
    await this.database.db
      .update(people)
      .set({ bouncedAt: null, bounceReason: null })
      .where(eq(people.id, id));
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
      .select({ programme: roleGrants.programme, role: roleGrants.role, country: roleGrants.country })
      .from(roleGrants)
      .where(eq(roleGrants.person, person))
      .orderBy(roleGrants.programme, roleGrants.role, roleGrants.country);
  }

  /** Who holds one of the roles on cases of the programme and country, by name; a person's first role in the order asked for. */
  async holding(
    asked: readonly Role[],
    { programme, country }: { readonly programme: string; readonly country: string },
  ): Promise<readonly RoleHolder[]> {
    const { rows } = await this.database.pool.query<RoleHolder>(holdingSql, [asked, programme, country]);
    return rows;
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

  /** Contacts, holders of roles and substitutes of a case at a moment of case time. */
  async directoryOf({
    programme,
    organisation,
    country,
    at = 0,
  }: Pick<PartyQuestion, 'programme' | 'organisation' | 'country' | 'at'>): Promise<Directory> {
    const { rows } = await this.database.pool.query<Directory>(
      directorySql({ programme: '$1', organisation: '$2', country: '$3', at: '$4' }),
      [programme, organisation, country, at],
    );
    return rows[0] ?? emptyDirectory;
  }

  /** The people a mail for the parties goes to; nobody is an answer, too. */
  async resolveParty(question: PartyQuestion): Promise<readonly Person[]> {
    const [found = []] = await this.resolveParties([question]);
    return found;
  }

  /** The same for many questions, in their order, with two queries for all of them. */
  async resolveParties(questions: readonly PartyQuestion[]): Promise<readonly (readonly Person[])[]> {
    const directories = await this.directoriesOf(questions);
    const ids = questions.map(({ parties, coordinator, excluded }, index) => {
      const directory = directories[index] ?? emptyDirectory;
      return parties.flatMap((party) => personsOf(directory, party, coordinator, excluded));
    });
    const found = await this.persons([...new Set(ids.flat())]);
    return ids.map((each) => [...new Set(each)].sort().flatMap((id) => found.get(id) ?? []));
  }

  private async directoriesOf(questions: readonly PartyQuestion[]): Promise<readonly Directory[]> {
    const keys = questions.map(({ programme, organisation, country, at = 0, parties }) =>
      JSON.stringify({ programme, organisation, country, at, roles: rolesIn(parties) }),
    );
    const distinct = [...new Set(keys)];
    if (distinct.length === 0) return [];
    const { rows } = await this.database.pool.query<Directory>(directoriesSql, [`[${distinct.join(',')}]`]);
    return keys.map((key) => rows[distinct.indexOf(key)] ?? emptyDirectory);
  }

  /** The facts rules need about who acts. A director holds every contact function that nobody else of the company does. */
  async actorFacts(question: ActorQuestion): Promise<ActorFacts> {
    const { rows } = await this.database.pool.query<ActorRow>({
      name: 'actor-facts',
      text: actorSql,
      values: [question.person, question.programme, question.organisation, question.country],
    });
    const found = rows[0];
    const contactsThere = found?.contacts ?? [];
    const mine = contactsThere
      .filter(({ person }) => person === question.person)
      .map((contact) => contact.function);
    return {
      person: question.person,
      organisation: found?.organisation ?? null,
      roles: found?.roles ?? [],
      partners: found?.partners ?? [],
      functions: contactFunctions.filter(
        (wanted) => mine.includes(wanted) || mine.includes(functionHeld({ contacts: contactsThere }, wanted)),
      ),
      channel: question.channel,
      onBehalfOf: null,
    };
  }

  /**
   * The facts about a substitute: standing and rights are those of the person who is away, both are named. An administrator's
   * role is nobody's to pass on.
   */
  async substituteFacts(question: ActorQuestion, principal: string): Promise<ActorFacts> {
    const [own, theirs] = await Promise.all([
      this.actorFacts(question),
      this.actorFacts({ ...question, person: principal }),
    ]);
    return {
      ...theirs,
      person: own.person,
      organisation: own.organisation,
      roles: theirs.roles.filter((role) => role !== 'administrator'),
      onBehalfOf: principal,
      ...(theirs.organisation === null ? {} : { behalfOrganisation: theirs.organisation }),
    };
  }
}

/** The roles alone, where nobody else is asked for: of nineteen grants of a programme a list of tasks needs one or two. */
function rolesIn(parties: readonly Party[]): readonly Role[] | null {
  if (parties.some((party) => 'person' in party || 'organisation' in party)) return null;
  return [...new Set(parties.flatMap((party) => ('role' in party ? party.role : [])))].sort();
}

interface ActorRow {
  readonly organisation: string | null;
  readonly roles: readonly Role[];
  readonly partners: readonly PartnerFunction[];
  readonly contacts: Directory['contacts'];
}

/** One row for each key of a JSON array, in its order. */
const directoriesSql = `select d.* from
  rows from (jsonb_to_recordset($1::jsonb) as (programme text, organisation text, country text, at bigint, roles text[]))
    with ordinality k (programme, organisation, country, at, roles, n),
  lateral (${directorySql({
    ...{ programme: 'k.programme', organisation: 'k.organisation', country: 'k.country' },
    ...{ at: 'k.at', roles: 'k.roles' },
  })}) d order by k.n`;

/** $1 roles, $2 programme, $3 country. */
const holdingSql = `select p.id as person, p.name, (array_agg(g.role order by array_position($1::text[], g.role)))[1] as role
  from role_grants g join people p on p.id = g.person
  where g.role = any($1::text[]) and ${coversSql('g', '$2', '$3')}
  group by p.id, p.name order by p.name, p.id`;

/** One round trip, because every act waits for it: $1 person, $2 programme, $3 the case's organisation, $4 its country. */
const actorSql = `select p.organisation,
  array(select distinct g.role from role_grants g where g.person = p.id and ${coversSql('g', '$2', '$4')} order by 1) as roles,
  array(select distinct o.partner from programme_organisations o
    where o.programme = $2 and o.organisation = p.organisation and o.partner is not null order by 1) as partners,
  coalesce((select jsonb_agg(jsonb_build_object('person', c.person, 'function', c.function))
    from contacts c where c.organisation = $3), '[]'::jsonb) as contacts
  from people p where p.id = $1`;
