import { and, asc, eq, getTableColumns, isNull, sql, type SQL } from 'drizzle-orm';
import type { Instant, ItemRow } from '#libs/domain';
import type { Database } from '../database.js';
import { cases, items, organisations, people } from '../schema/index.js';
import { coversSql, inForceSql } from '../people/directory-sql.js';
import { decodeCursor, encodeCursor, type Page } from './cursor.js';

/** An open item with the case it belongs to. */
export interface WorklistRow extends ItemRow {
  readonly programme: string;
  readonly organisation: string;
  readonly organisationName: string | null;
  readonly coordinator: string;
}

export interface WorklistQuestion {
  readonly person: string;
  /** Case time: what waits for somebody the person stands in for then is shown as well. */
  readonly at: Instant;
  readonly cursor?: string;
  /** At most 200; 50 unless told. */
  readonly limit?: number;
}

/** Open items whose party the person belongs to, or stands in for, and that exclude neither of them nor their organisations. */
export async function worklistOf({ db }: Database, question: WorklistQuestion): Promise<Page<WorklistRow>> {
  const limit = Math.min(question.limit ?? 50, 200);
  const rows = await db
    .select({
      ...getTableColumns(items),
      programme: cases.programme,
      organisation: cases.organisation,
      organisationName: organisations.name,
      coordinator: cases.coordinator,
    })
    .from(items)
    .innerJoin(cases, eq(cases.reference, items.reference))
    .innerJoin(people, eq(people.id, question.person))
    .leftJoin(organisations, eq(organisations.code, cases.organisation))
    .where(
      and(
        eq(items.status, 'open'),
        eq(cases.status, 'open'),
        isNull(items.stoppedAt),
        isFree('people'),
        maySettle(question.at),
        after(question.cursor),
      ),
    )
    .orderBy(asc(items.due), asc(items.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page, next: rows.length > limit && last ? encodeCursor([last.due, last.id]) : null };
}

/** Exclusion beats every grant (I3). */
function isFree(person: 'people' | 'standing'): SQL {
  const [id, organisation] = [sql.raw(`${person}.id`), sql.raw(`${person}.organisation`)];
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
function maySettle(at: Instant): SQL {
  return sql`exists (select 1 from people standing where ${isFree('standing')} and ${isOfParty}
    and (standing.id = ${people.id} or exists (select 1 from substitutions s
      where s.programme = ${cases.programme} and s.person = standing.id and s.substitute = ${people.id}
        and ${sql.raw(inForceSql('s', String(Math.trunc(at))))})))`;
}

function after(cursor: string | undefined): SQL | undefined {
  const [due, id] = decodeCursor(cursor) ?? [];
  if (typeof due !== 'number' || typeof id !== 'string') return undefined;
  return sql`(${items.due}, ${items.id}) > (${due}, ${id})`;
}
