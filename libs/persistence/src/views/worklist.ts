import { and, asc, eq, getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { ItemRow } from '#libs/domain';
import type { Database } from '../database.js';
import { cases, items, organisations, people } from '../schema/index.js';
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
  readonly cursor?: string;
  /** At most 200; 50 unless told. */
  readonly limit?: number;
}

/** Open items whose party the person belongs to and that exclude neither the person nor their organisation. */
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
        sql`not ${items.excludedPersons} ? ${people.id}`,
        sql`not coalesce(${items.excludedOrganisations} ? ${people.organisation}, false)`,
        isOfParty,
        after(question.cursor),
      ),
    )
    .orderBy(asc(items.due), asc(items.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page, next: rows.length > limit && last ? encodeCursor([last.due, last.id]) : null };
}

const holdsRole = sql`exists (select 1 from role_grants g
  where g.person = ${people.id} and g.programme in (${cases.programme}, '*')
    and (g.role = party->>'role' or party->>'organisation' = ${people.organisation})
    and (party->>'partner' is null or exists (select 1 from programme_organisations o
      where o.programme = ${cases.programme} and o.organisation = ${people.organisation} and o.partner = party->>'partner')))`;

/** The director stands in for a function that nobody holds, exactly as in `functionHeld`. */
const isContact = sql`exists (select 1 from contacts k
  where k.person = ${people.id} and k.organisation = ${cases.organisation} and k.function =
    case when exists (select 1 from contacts h where h.organisation = ${cases.organisation} and h.function = party->>'contact')
      then party->>'contact'
      when party->>'contact' is not null then 'director' end)`;

const isOfParty = sql`exists (select 1 from jsonb_array_elements(${items.parties}) party
  where ${holdsRole} or party->>'person' = ${people.id} or ${isContact})`;

function after(cursor: string | undefined): SQL | undefined {
  const [due, id] = decodeCursor(cursor) ?? [];
  if (typeof due !== 'number' || typeof id !== 'string') return undefined;
  return sql`(${items.due}, ${items.id}) > (${due}, ${id})`;
}
