import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DATABASE, refreshSearch, type Database } from '#libs/persistence';
import { ActingCase } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { ConsoleVisitor } from './console-visitor.js';
import { coordinator } from './refusals.js';

jest.setTimeout(120_000);

/** Pages and resources, and the statements they may take, that of the session or token and that of the reader included. */
const wanted: readonly (readonly [path: string, most: number])[] = [
  ['/console', 20],
  ['/console/waiting', 8],
  ['/console/cases', 10],
  ['/console/cases?q=olives&stage=enrolment&sort=company', 10],
  ['/console/cases/REF', 17],
  ['/console/incidents', 9],
  ['/api/v1/worklist', 9],
  ['/api/v1/cases', 6],
  ['/api/v1/cases/REF', 18],
];

describe('what a page asks of the database', () => {
  let fixture: ApiFixture;
  let visitor: ConsoleVisitor;
  let reference: string;
  const fewer = new Map<string, readonly string[]>();

  beforeAll(async () => {
    fixture = await apiFixture({ withConsole: true });
    ({ reference } = await ActingCase.opened(fixture, 'OLV-01'));
    visitor = await ConsoleVisitor.of(fixture, coordinator);
    await multiply(1, 5);
    for (const [path] of wanted) fewer.set(path, await statementsOf(path));
    await multiply(6, 50);
  }, 180_000);
  afterAll(() => fixture.close(), 60_000);

  it.each(wanted)(
    '%s is answered with at most %d statements, the same ones for 5 rows and for 50',
    async (path, most) => {
      const few = fewer.get(path) ?? [];
      expect(await statementsOf(path)).toEqual(few);
      expect(few.length).toBeGreaterThan(1);
      expect(few.length).toBeLessThanOrEqual(most);
    },
  );

  const read = async (path: string): Promise<number> =>
    path.startsWith('/api/')
      ? (await call(fixture, 'GET', path, { as: coordinator })).status
      : (await visitor.get(path)).status;

  /** In alphabetical order, without the numbers of their values. */
  async function statementsOf(pattern: string): Promise<readonly string[]> {
    const path = pattern.replace('REF', reference);
    const { pool } = fixture.app.get<Database>(DATABASE);
    const readings: string[][] = [];
    // What is kept at hand for everybody, a definition for one, is read by whoever comes first; and the worker in this process asks, too.
    for (let reading = 0; reading < 4; reading++) {
      const spy = jest.spyOn(pool, 'query');
      expect({ path, status: await read(path) }).toEqual({ path, status: 200 });
      readings.push(spy.mock.calls.map(([query]) => textOf(query)).sort());
      spy.mockRestore();
    }
    const [fewest = []] = readings.sort((left, right) => left.length - right.length);
    return fewest;
  }

  /** Cases like the first one, from one number to another, each with something of whatever a line or a page could ask about row by row. */
  async function multiply(from: number, to: number): Promise<void> {
    const { db, pool } = fixture.app.get<Database>(DATABASE);
    const client = await pool.connect();
    try {
      for (const statement of more) await client.query(statement, [reference, from, to]);
    } finally {
      client.release();
    }
    await refreshSearch(db);
  }
});

function textOf(query: unknown): string {
  const text = typeof query === 'string' ? query : String((query as { readonly text: unknown }).text);
  return text.replaceAll(/\s+/g, ' ').replaceAll(/\$\d+(?:, \$\d+)*/g, '$');
}

/** The numbers; each of them twice, in the case itself and in a case of its own. */
const numbered = `generate_series($2::int, $3::int) n, unnest(array[$1::text, $1 || '-' || n]) target (reference)`;
const changed = (table: string, row: string, change: string) =>
  `jsonb_populate_record(null::${table}, to_jsonb(${row}) || ${change}) made`;
const role = `'[{"role": "coordinator"}]'::jsonb`;

/** $1 reference of the first case, $2 first and $3 last number. */
const more = [
  `insert into cases select made.* from cases c, generate_series($2::int, $3::int) n,
    lateral ${changed('cases', 'c', `jsonb_build_object('reference', $1 || '-' || n, 'overdue', n % 2 = 0, 'open_incidents', 1)`)}
    where c.reference = $1`,
  `insert into items select made.* from items i, ${numbered}, lateral (values
      ('own', jsonb_build_object('parties', ${role})),
      ('late', jsonb_build_object('overdue', true)),
      ('choice', jsonb_build_object('parties', ${role}, 'kind', 'approval', 'key', 'admission')),
      ('condition', jsonb_build_object('parties', ${role}, 'key', 'condition-conformity-1')),
      ('evidence', jsonb_build_object('parties', ${role}, 'milestone', 'm' || n))) v (kind, change),
    lateral ${changed('items', 'i', `v.change || jsonb_build_object('reference', target.reference, 'id', target.reference || '.' || v.kind || '.' || n)`)}
    where i.id = $1 || '.application.1'`,
  `insert into measures (reference, key, title, chosen) select target.reference, 'm' || n, 'Measure', true from ${numbered}`,
  `insert into milestones (reference, key, date, status) select target.reference, 'm' || n, date '2027-01-01' + n, 'planned' from ${numbered}`,
  `insert into incidents (id, reference, kind, subject, raised_at)
    select target.reference || '.incident.' || n, target.reference, 'no-eligible-decider', target.reference || '.choice.' || n, n from ${numbered}`,
  `with said as (
      insert into comments (id, reference, person, text, source, seq, at)
      select gen_random_uuid(), target.reference, 'P-002', 'Please look.', 'console', 1, n from ${numbered} returning id)
    insert into mentions (comment, person) select id, '${coordinator}' from said`,
];
