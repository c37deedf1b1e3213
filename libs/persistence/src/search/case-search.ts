import { sql, type SQL } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { plainText, searchWords } from './search-words.js';

/** A pool, one connection or a transaction of it, whatever schema it knows. */
type Queries = Pick<NodePgDatabase, 'execute'>;

/** Which cases; every one unless told. */
export interface Concerned {
  readonly references?: readonly string[];
  readonly organisations?: readonly string[];
  /** Coordinators and contacts. */
  readonly persons?: readonly string[];
}

interface Texts extends Record<string, unknown> {
  readonly reference: string;
  readonly organisation: string;
  readonly name: string | null;
  readonly town: string | null;
  readonly sector: string | null;
  readonly product: string | null;
  /** The programme's words for the sector, in every language. */
  readonly sectors: readonly string[];
  readonly coordinator: string | null;
  readonly contacts: readonly string[];
  readonly measures: readonly string[];
}

/** Cases written at a time. */
const chunk = 500;

/** Writes what cases are found by anew. Whoever writes one of the texts calls it in the same transaction. */
export async function refreshSearch(db: Queries, concerned: Concerned = {}): Promise<void> {
  let after = '';
  for (;;) {
    const { rows } = await db.execute<Texts>(textsSql(concerned, after));
    if (rows.length > 0) await db.execute(writeSql(rows.map(documentOf)));
    if (rows.length < chunk) return;
    after = rows.at(-1)?.reference ?? '';
  }
}

function textsSql({ references, organisations, persons }: Concerned, after: string): SQL {
  const any = (values: readonly string[]) => sql`any(${sql.param([...values])}::text[])`;
  const parts = [
    references && sql`c.reference = ${any(references)}`,
    organisations && sql`c.organisation = ${any(organisations)}`,
    persons &&
      sql`(c.coordinator = ${any(persons)} or c.organisation in (select k.organisation from contacts k where k.person = ${any(persons)}))`,
  ].filter((part) => part !== undefined);
  return sql`select c.reference, c.organisation, o.name, o.town, o.sector, o.product, p.name as coordinator,
      array(select name.value from programmes g, jsonb_array_elements(g.sectors) s, jsonb_each_text(s->'name') name
        where g.code = c.programme and s->>'key' = o.sector) as sectors,
      array(select distinct q.name from contacts k join people q on q.id = k.person where k.organisation = c.organisation) as contacts,
      array(select m.title from measures m where m.reference = c.reference) as measures
    from cases c left join organisations o on o.code = c.organisation left join people p on p.id = c.coordinator
    where c.reference > ${after} and ${parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` or `)})`}
    order by c.reference limit ${chunk}`;
}

function documentOf({ contacts, measures, sectors, ...row }: Texts) {
  const { reference, organisation, name, town, sector, product, coordinator } = row;
  const open = [reference, organisation, name, town, sector, product, coordinator, ...sectors];
  const told = [...open, ...measures];
  return {
    reference,
    company: plainText(name ?? organisation).trim(),
    open: searchWords(...open),
    told: searchWords(...told),
    whole: searchWords(...told, ...contacts),
  };
}

function writeSql(documents: readonly ReturnType<typeof documentOf>[]): SQL {
  const lexemes = (column: 'open' | 'told' | 'whole') =>
    sql.raw(`array_to_tsvector(array(select jsonb_array_elements_text(r."${column}")))`);
  return sql`insert into case_search (reference, company, open, told, whole)
    select r.reference, r.company, ${lexemes('open')}, ${lexemes('told')}, ${lexemes('whole')}
    from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb) as r(reference text, company text, open jsonb, told jsonb, whole jsonb)
    on conflict (reference) do update
      set company = excluded.company, open = excluded.open, told = excluded.told, whole = excluded.whole`;
}
