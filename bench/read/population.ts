import type pg from 'pg';
import { refreshSearch, withLongConnection, type Database } from '#libs/persistence';
import { standings, type Template } from './templates.js';

/** How much there is to read. */
export interface Population {
  readonly cases: number;
  readonly tasks: number;
  readonly programmes: number;
  readonly people: number;
  readonly transitions: number;
  readonly seconds: number;
}

const perProgramme = 200;
/** Every so many cases has its whole log, acts and mails, which nothing but a case's own pages reads. */
const loggedEvery = 4;

/** Multiplies the templates over programmes, companies and people, each row by SQL. */
export async function populate(
  database: Database,
  templates: readonly Template[],
  count: number,
): Promise<Population> {
  const since = performance.now();
  return withLongConnection(database, async (client) => {
    // Nobody needs these rows after a crash.
    await client.query('set synchronous_commit = off');
    await client.query(`set work_mem = '64MB'`);
    await prepare(client, templates, count);
    for (const statement of peopleSql) await client.query(statement);
    for (const table of ['cases', 'items', 'milestones', 'measures', 'incidents'])
      await client.query(cloned(table, 'true'));
    for (const table of ['acts', 'transitions', 'mails'])
      await client.query(cloned(table, `c.n % ${loggedEvery} = 0`));
    for (const statement of spreadSql) await client.query(statement);
    await refreshSearch(database.db);
    // As an installation has it that grew for years: analysed, and not writing what was loaded a moment ago.
    await client.query('vacuum analyze');
    await client.query('checkpoint');
    const { rows } = await client.query<Omit<Population, 'seconds'>>(countSql);
    if (!rows[0]) throw new Error('Nothing was counted.');
    return { ...rows[0], seconds: (performance.now() - since) / 1000 };
  });
}

/** Reference of the n-th case; every `loggedEvery`-th has its log. */
export function referenceOf(n: number): string {
  return `${programmeOf(n)}-MA-2026-${String(n).padStart(5, '0')}`;
}

/** Code of the programme of the n-th case. */
export function programmeOf(n: number): string {
  return `B${String(Math.ceil(n / perProgramme)).padStart(3, '0')}`;
}

/** Numbers of cases whose pages can be read. */
export function loggedCases(count: number): readonly number[] {
  return Array.from({ length: Math.floor(count / loggedEvery) }, (_, index) => (index + 1) * loggedEvery);
}

async function prepare(client: pg.Client, templates: readonly Template[], count: number): Promise<void> {
  const dealt = standings.flatMap(({ percent }, index) =>
    Array.from({ length: percent }, () => templates[index]?.reference ?? ''),
  );
  await client.query(`create table bench_clones as
    select n, 'B' || lpad(ceil(n / ${perProgramme}.0)::int::text, 3, '0') as programme, '' as reference, '' as organisation, '' as template
      from generate_series(1, ${Math.trunc(count)}) n`);
  await client.query(
    `update bench_clones set reference = programme || '-MA-2026-' || lpad(n::text, 5, '0'),
       organisation = programme || '-' || lpad(n::text, 5, '0'), template = ($1::text[])[1 + (n * 37) % 100]`,
    [dealt],
  );
  await client.query(`create function bench_clone(row_text text, c bench_clones) returns jsonb language sql immutable as $$
    select regexp_replace(regexp_replace(
        replace(replace(replace(row_text, c.template, c.reference), '"CCP-MA"', '"' || c.programme || '"'), '"OLV-01"', '"' || c.organisation || '"'),
        '"P-(0[0-9]{2})"', '"P-' || c.programme || '-\\1"', 'g'), '"P-(1[0-9]{2})"', '"P-' || c.organisation || '-\\1"', 'g')::jsonb $$`);
}

/** Acts keep their link to the transition that consumed them under new ids. */
const fresh: Readonly<Record<string, string>> = {
  acts: `|| jsonb_build_object('id', md5(c.reference || t.id)::uuid, 'request', c.reference || t.request)`,
  transitions: `|| jsonb_build_object('act_id', md5(c.reference || t.act_id)::uuid, 'request', c.reference || t.request)`,
  mails: `|| jsonb_build_object('id', c.reference || t.id, 'message_id', '<' || md5(c.reference || t.id) || '@bench.example.org>')`,
};

function cloned(table: string, which: string): string {
  return `insert into ${table} select r.* from bench_clones c join ${table} t on t.reference = c.template,
    lateral jsonb_populate_record(null::${table}, bench_clone(to_jsonb(t)::text, c) ${fresh[table] ?? ''}) r where ${which}`;
}

/** Programmes and their staff as CCP-MA has them; a company with three contacts for each case. */
const peopleSql = [
  `insert into programmes select r.* from (select distinct programme from bench_clones) b, programmes p,
     lateral jsonb_populate_record(null::programmes, to_jsonb(p) || jsonb_build_object('code', b.programme, 'sample', false)) r
     where p.code = 'CCP-MA'`,
  `insert into people (id, name, email, language, organisation)
     select 'P-' || b.programme || substr(p.id, 2), p.name || ' ' || b.programme, lower('p-' || b.programme || substr(p.id, 2)) || '@example.org', p.language, p.organisation
     from (select distinct programme from bench_clones) b, people p where p.id ~ '^P-0[0-9]{2}$'`,
  `insert into role_grants select b.programme, 'P-' || b.programme || substr(g.person, 2), g.role, '*'
     from (select distinct programme from bench_clones) b, role_grants g where g.programme = 'CCP-MA' and g.person ~ '^P-0[0-9]{2}$'`,
  `insert into programme_organisations select b.programme, o.organisation, o.partner
     from (select distinct programme from bench_clones) b, programme_organisations o where o.programme = 'CCP-MA' and o.partner is not null`,
  `insert into organisations (code, name, country, sector, town, employees, product)
     select organisation, (array['Conserverie', 'Huilerie', 'Coopérative', 'Société', 'Atelier', 'Moulin'])[1 + n % 6] || ' '
         || (array['de l’Atlas', 'du Saïss', 'des Oliviers', 'Al Amal', 'du Loukkos', 'de la Vallée', 'Ennour', 'du Rif', 'de l’Oriental'])[1 + (n / 7) % 9] || ' ' || n,
       'MA', (array['olives', 'vegetables', 'fruit'])[1 + n % 3],
       (array['Fès', 'Meknès', 'Marrakech', 'Agadir', 'Oujda', 'Larache', 'Béni Mellal', 'Tanger'])[1 + (n / 3) % 8], 20 + n % 250, null
     from bench_clones`,
  `insert into programme_organisations select programme, organisation, null from bench_clones`,
  `insert into people (id, name, email, language, organisation)
     select 'P-' || c.organisation || substr(p.id, 2), p.name || ' ' || c.n, lower(c.organisation || substr(p.id, 2)) || '@example.org', p.language, c.organisation
     from bench_clones c, people p where p.id in ('P-101', 'P-102', 'P-103')`,
  `insert into contacts select c.organisation, 'P-' || c.organisation || substr(k.person, 2), k.function
     from bench_clones c, contacts k where k.organisation = 'OLV-01'`,
];

/** Due dates spread over half a year, so that lists have something to sort; overdue is what lies before the middle. */
const spreadSql = [
  `update items i set due = due + (c.n % 180 - 150) * 86400000::bigint from bench_clones c where i.reference = c.reference and i.status = 'open'`,
  `update cases k set due = (select min(i.due) from items i where i.reference = k.reference and i.status = 'open'),
     overdue = exists (select 1 from items i where i.reference = k.reference and i.status = 'open' and c.n % 180 < 60),
     opened_at = opened_at - c.n * 60000::bigint
     from bench_clones c where k.reference = c.reference`,
];

const countSql = `select (select count(*)::int from cases) as cases, (select count(*)::int from items) as tasks,
  (select count(*)::int from programmes) as programmes, (select count(*)::int from people) as people,
  (select count(*)::int from transitions) as transitions`;
