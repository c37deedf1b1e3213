import { and, asc, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import { contactFunctions, type ContactFunction, type Instant, type Role } from '#libs/domain';
import type { Database } from '../database.js';
import { cases, items, organisations } from '../schema/index.js';
import { coversSql, inForceSql } from '../people/directory-sql.js';
import { isOfPart, type ProgrammePart } from './case-filter.js';
import { listedCase, type CaseItem } from './case-list.js';
import { decodeCursor, encodeCursor } from './cursor.js';

/** Open items with the cases they belong to. */
export interface Worklist {
  readonly items: readonly CaseItem[];
  readonly next: string | null;
  /** How many there are from the cursor on, as far as was looked ahead. */
  readonly ahead: number;
}

export interface WorklistQuestion {
  readonly person: string;
  /** Case time: what waits for somebody the person stands in for then is shown as well. */
  readonly at: Instant;
  /** Of all programmes unless told. */
  readonly part?: ProgrammePart;
  readonly cursor?: string;
  /** At most 200; 50 unless told. */
  readonly limit?: number;
  /** How far to look ahead and count; no further than the page unless told. */
  readonly ahead?: number;
}

/** Open items whose party the person belongs to, or stands in for, and that exclude neither of them nor their organisations. */
export async function worklistOf(database: Database, question: WorklistQuestion): Promise<Worklist> {
  const limit = Math.min(question.limit ?? 50, 200);
  const waiting = await waitingFor(database, question);
  if (!waiting) return { items: [], next: null, ahead: 0 };
  // What is looked at ahead is only counted: whole rows are read of the page alone.
  const most = Math.max(limit + 1, question.ahead ?? 0);
  const read = async (where: SQL | undefined) => {
    const found = database.db
      .$with('found')
      .as(
        database.db
          .select({ id: items.id, due: items.due })
          .from(items)
          .innerJoin(cases, eq(cases.reference, items.reference))
          .where(where)
          .orderBy(asc(items.due), asc(items.id))
          .limit(most),
      );
    return database.db
      .with(found)
      .select({ item: items, row: listedCase, ahead: sql<number>`(select count(*)::int from ${found})` })
      .from(found)
      .innerJoin(items, eq(items.id, found.id))
      .innerJoin(cases, eq(cases.reference, items.reference))
      .leftJoin(organisations, eq(organisations.code, cases.organisation))
      .orderBy(asc(found.due), asc(found.id))
      .limit(limit + 1);
  };
  const near = await nearest(waiting, question, most, async (where) => {
    const rows = await read(where);
    return (rows[0]?.ahead ?? 0) < most ? undefined : rows;
  });
  const rows = near ?? (await read(and(waiting.theirs, after(question.cursor))));
  const page = rows.slice(0, limit).map(({ item, row }) => ({ item, row }));
  const last = page.at(-1)?.item;
  return {
    items: page,
    next: rows.length > limit && last ? encodeCursor([last.due, last.id]) : null,
    ahead: rows[0]?.ahead ?? 0,
  };
}

/** How many items the whole worklist has; nobody counts beyond `most`. */
export async function worklistCount(
  database: Database,
  question: WorklistQuestion,
  most: number,
): Promise<number> {
  const waiting = await waitingFor(database, question);
  if (!waiting) return 0;
  const read = async (where: SQL | undefined) => {
    const found = await database.db
      .select({ id: items.id })
      .from(items)
      .innerJoin(cases, eq(cases.reference, items.reference))
      .where(where)
      // The order of an index, along which enough are soon found.
      .orderBy(asc(items.due), asc(items.id))
      .limit(most);
    return found.length;
  };
  const near = await nearest(waiting, question, most, async (where) => {
    const count = await read(where);
    return count < most ? undefined : count;
  });
  return near ?? read(waiting.theirs);
}

/** Of the steps next due, so many are looked at for each one wanted. */
const lookedAt = 2;

/**
 * The answer among the steps next due, for whoever works in a whole country: nearly all of them are theirs, and nobody has to sort
 * thousands for the first hundred. Undefined where they are not enough, or the person's work lies in few programmes.
 */
async function nearest<T>(
  { theirs, anybodys, isWide }: Waiting,
  { cursor }: WorklistQuestion,
  most: number,
  read: (where: SQL | undefined) => Promise<T | undefined>,
): Promise<T | undefined> {
  if (!isWide) return undefined;
  return read(
    and(
      theirs,
      sql`${items.id} in (select ${items.id} from ${items} where ${and(anybodys, after(cursor))}
        order by ${items.due}, ${items.id} limit ${lookedAt * most})`,
    ),
  );
}

/** What asks for the open items that wait for somebody. */
interface Waiting {
  /** All that has to hold. */
  readonly theirs: SQL | undefined;
  /** What of it the items say by themselves, without their cases. */
  readonly anybodys: SQL | undefined;
  /** The person holds a role in every programme of a country, or of all. */
  readonly isWide: boolean;
}

/** Undefined for an unknown person. */
async function waitingFor(database: Database, question: WorklistQuestion): Promise<Waiting | undefined> {
  const standings = await standingsOf(database, question);
  const [self] = standings;
  if (!self) return undefined;
  const named = [...new Set(standings.flatMap((standing) => standing.named))];
  const anybodys = and(
    // Spelt out, not as a value: only so does the planner see what the partial indexes hold.
    sql`${items.status} = 'open'`,
    isNull(items.stoppedAt),
    or(...partiesOf(standings).map((party) => sql`${items.parties} @> ${JSON.stringify([party])}::jsonb`)),
    isFree(sql`${self.id}::text`, sql`${self.organisation}::text`),
  );
  const theirs = and(
    anybodys,
    eq(cases.status, 'open'),
    isOfPart(question.part),
    or(
      sql`false`,
      ...standings.flatMap(reachOf),
      named.length > 0 ? inArray(cases.reference, named) : undefined,
    ),
    maySettle(standings),
  );
  return { theirs, anybodys, isWide: self.grants.some(({ programme }) => programme === '*') };
}

/** The person, and whoever the person stands in for in one programme. */
interface Standing {
  readonly id: string;
  readonly organisation: string | null;
  /** Null for the person's own. */
  readonly programme: string | null;
  readonly grants: readonly { readonly programme: string; readonly role: Role; readonly country: string }[];
  readonly contacts: readonly { readonly organisation: string; readonly function: ContactFunction }[];
  /** Cases with an open item that names the person. */
  readonly named: readonly string[];
}

async function standingsOf(
  { pool }: Database,
  { person, at }: WorklistQuestion,
): Promise<readonly Standing[]> {
  const { rows } = await pool.query<Standing>({
    name: 'standings',
    text: standingsSql,
    values: [person, at],
  });
  return rows;
}

const standingsSql = `select p.id, p.organisation, s.programme,
    coalesce((select jsonb_agg(jsonb_build_object('programme', g.programme, 'role', g.role, 'country', g.country))
      from role_grants g where g.person = p.id), '[]') as grants,
    coalesce((select jsonb_agg(jsonb_build_object('organisation', k.organisation, 'function', k.function))
      from contacts k where k.person = p.id), '[]') as contacts,
    coalesce((select jsonb_agg(distinct i.reference) from items i
      where i.status = 'open' and i.parties @> jsonb_build_array(jsonb_build_object('person', p.id))), '[]') as named
  from (select $1::text as person, null::text as programme
    union all select s.person, s.programme from substitutions s where s.substitute = $1 and ${inForceSql('s', '$2::bigint')}) s
  join people p on p.id = s.person order by s.programme nulls first, p.id`;

/** Where they hold roles or functions at all: cheap to look up, so that few cases are looked at closely. */
function reachOf({ programme, grants, contacts }: Standing): readonly (SQL | undefined)[] {
  if (programme !== null) return [eq(cases.programme, programme)];
  const programmes = [...new Set(grants.map((grant) => grant.programme))].filter((code) => code !== '*');
  const everywhere = grants.filter((grant) => grant.programme === '*');
  return [
    programmes.length > 0 ? inArray(cases.programme, programmes) : undefined,
    contacts.length > 0
      ? inArray(
          cases.organisation,
          contacts.map(({ organisation }) => organisation),
        )
      : undefined,
    ...everywhere.map(({ country }) => (country === '*' ? sql`true` : eq(cases.country, country))),
  ];
}

/** Every party that one of them can be; the director stands in for all functions. */
function partiesOf(standings: readonly Standing[]): readonly Readonly<Record<string, string>>[] {
  const parties = standings.flatMap(({ id, organisation, grants, contacts }) => [
    { person: id },
    ...(organisation === null ? [] : [{ organisation }]),
    ...grants.map(({ role }) => ({ role })),
    ...contacts.flatMap((held) =>
      (held.function === 'director' ? contactFunctions : [held.function]).map((contact) => ({ contact })),
    ),
  ]);
  return [...new Map(parties.map((party) => [JSON.stringify(party), party])).values()];
}

/** Exclusion beats every grant (I3). */
function isFree(id: SQL, organisation: SQL): SQL {
  return sql`not ${items.excludedPersons} ? ${id} and not coalesce(${items.excludedOrganisations} ? ${organisation}, false)`;
}

const holdsRole = sql`exists (select 1 from role_grants g
  where g.person = standing.id and ${sql.raw(coversSql('g', 'cases.programme', 'cases.country'))}
    and (g.role = party->>'role' or party->>'organisation' = standing.organisation)
    and (party->>'partner' is null or exists (select 1 from programme_organisations o
      where o.programme = ${cases.programme} and o.organisation = standing.organisation and o.partner = party->>'partner')))`;

/** The director stands in for a function that nobody holds, exactly as in `functionHeld`. */
const isContact = sql`exists (select 1 from contacts k
  where k.person = standing.id and k.organisation = ${cases.organisation} and k.function =
    case when exists (select 1 from contacts h where h.organisation = ${cases.organisation} and h.function = party->>'contact')
      then party->>'contact'
      when party->>'contact' is not null then 'director' end)`;

const isOfParty = sql`exists (select 1 from jsonb_array_elements(${items.parties}) party
  where ${holdsRole} or party->>'person' = standing.id or ${isContact})`;

/** In person, or for somebody who is away. */
function maySettle(standings: readonly Standing[]): SQL {
  const rows = standings.map(
    ({ id, organisation, programme }) => sql`(${id}::text, ${organisation}::text, ${programme}::text)`,
  );
  return sql`exists (select 1 from (values ${sql.join(rows, sql`, `)}) standing (id, organisation, programme)
    where (standing.programme is null or standing.programme = ${cases.programme})
      and ${isFree(sql.raw('standing.id'), sql.raw('standing.organisation'))} and ${isOfParty})`;
}

function after(cursor: string | undefined): SQL | undefined {
  const [due, id] = decodeCursor(cursor) ?? [];
  if (typeof due !== 'number' || typeof id !== 'string') return undefined;
  return sql`(${items.due}, ${items.id}) > (${due}, ${id})`;
}
