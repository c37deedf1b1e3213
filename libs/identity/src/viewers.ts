import { and, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import { contactFunctions, type Instant } from '#libs/domain';
import {
  contacts,
  people,
  programmeOrganisations,
  programmes,
  roleGrants,
  substitutions,
  type Database,
  type Person,
} from '#libs/persistence';
import type { Grant, Principal, Standing, Viewer } from './viewer.js';

/** Reads who somebody is, and whom they stand in for. */
export class Viewers {
  constructor(
    private readonly database: Database,
    private readonly now: () => Instant,
  ) {}

  /** Null for an unknown person. */
  async of(person: string): Promise<Viewer | null> {
    const inForce = await this.substitutionsOf(person);
    const standings = await this.standings([person, ...inForce.map((one) => one.person)]);
    const own = standings.get(person);
    if (!own) return null;
    const { name, language, shortcuts } = own.row;
    return {
      ...own.standing,
      name,
      language,
      ...(!shortcuts && { shortcuts }),
      standsInFor: inForce.flatMap((one) => {
        const away = standings.get(one.person);
        return away ? [principalOf(away, one)] : [];
      }),
    };
  }

  private substitutionsOf(substitute: string) {
    const at = this.now();
    return this.database.db
      .select()
      .from(substitutions)
      .where(
        and(
          eq(substitutions.substitute, substitute),
          lte(substitutions.startsAt, at),
          gt(sql`least(${substitutions.endsAt}, ${substitutions.endedAt})`, at),
        ),
      )
      .orderBy(substitutions.startsAt, substitutions.person);
  }

  private async standings(persons: readonly string[]): Promise<ReadonlyMap<string, Known>> {
    const { db } = this.database;
    const ids = [...new Set(persons)];
    const own = db
      .select({ organisation: contacts.organisation })
      .from(contacts)
      .where(inArray(contacts.person, ids));
    const [rows, grants, allContacts, partners] = await Promise.all([
      db.select().from(people).where(inArray(people.id, ids)),
      this.grantsOf(ids),
      db.select().from(contacts).where(inArray(contacts.organisation, own)),
      db
        .select({
          person: people.id,
          programme: programmeOrganisations.programme,
          partner: programmeOrganisations.partner,
        })
        .from(programmeOrganisations)
        .innerJoin(people, eq(people.organisation, programmeOrganisations.organisation))
        .where(inArray(people.id, ids)),
    ]);
    return new Map(
      rows.map((row) => {
        const { id: person, organisation } = row;
        const standing: Standing = {
          person,
          organisation,
          grants: grants
            .filter((grant) => grant.person === person)
            .map(({ person: _person, ...grant }) => grant),
          contactOf: functionsOf(person, allContacts),
          partnerIn: partners.flatMap((entry) =>
            entry.person !== person || entry.partner === null
              ? []
              : [{ programme: entry.programme, partner: entry.partner }],
          ),
        };
        return [person, { row, standing }];
      }),
    );
  }

  /** A grant for every programme of a country also stands as one for each such programme, so that lists can name them. */
  private async grantsOf(ids: readonly string[]): Promise<readonly (Grant & { readonly person: string })[]> {
    const { db } = this.database;
    const [held, homes] = await Promise.all([
      db
        .select()
        .from(roleGrants)
        .where(inArray(roleGrants.person, [...ids])),
      db.select({ code: programmes.code, country: programmes.country }).from(programmes),
    ]);
    return held.flatMap((grant) => {
      if (grant.programme === '*')
        return [
          grant,
          ...homes
            .filter(({ country }) => country === grant.country)
            .map(({ code, country }) => ({ ...grant, programme: code, home: country })),
        ];
      const home = homes.find(({ code }) => code === grant.programme)?.country;
      return [{ ...grant, ...(home === undefined ? {} : { home }) }];
    });
  }
}

interface Known {
  readonly row: Person;
  readonly standing: Standing;
}

/** Rights are not passed on, and an administrator's are nobody's to pass: the own ones of the one programme only. */
function principalOf(
  { row, standing }: Known,
  { programme, endsAt, endedAt }: { programme: string; endsAt: Instant; endedAt: Instant | null },
): Principal {
  return {
    ...standing,
    name: row.name,
    programme,
    until: Math.min(endsAt, endedAt ?? endsAt),
    grants: standing.grants
      .filter(
        (grant) =>
          grant.role !== 'administrator' && (grant.programme === programme || grant.programme === '*'),
      )
      .map((grant) => ({ ...grant, programme })),
    partnerIn: standing.partnerIn.filter((entry) => entry.programme === programme),
  };
}

/** The director stands in for a function that nobody holds, as mails and `People.actorFacts` have it. */
function functionsOf(person: string, all: readonly (typeof contacts.$inferSelect)[]): Standing['contactOf'] {
  const held = all.filter((contact) => contact.person === person);
  const standIn = held
    .filter((contact) => contact.function === 'director')
    .flatMap(({ organisation }) =>
      contactFunctions
        .filter(
          (wanted) => !all.some((other) => other.organisation === organisation && other.function === wanted),
        )
        .map((wanted) => ({ organisation, function: wanted })),
    );
  return [...held.map(({ organisation, function: as }) => ({ organisation, function: as })), ...standIn];
}
