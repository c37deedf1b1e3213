import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { CaseRows, ItemRow } from '#libs/domain';
import { testDatabase, type TestDatabase } from '../../../testing/src/database.js';
import { Acts } from '../acts.js';
import { CaseLog } from '../case-log.js';
import { programmeRecord } from '../people.fixture.js';
import { Programmes } from '../people/programmes.js';
import { caseRows, completion, itemRow, newAct, recordRequest } from '../recorded-case.fixture.js';
import { organisations, people, roleGrants } from '../schema/index.js';
import { refreshSearch } from '../search/case-search.js';
import { searchQuery } from '../search/search-words.js';
import type { CaseSort, CaseText } from './case-filter.js';
import { CaseViews } from './case-views.js';

let test: TestDatabase;
let views: CaseViews;
const reference = (number: number) => `CCP-MA-2026-${String(number).padStart(4, '0')}`;

async function opened(number: number, row: Partial<CaseRows['case']>, items: readonly ItemRow[]) {
  const rows = { ...caseRows(reference(number), 1), items };
  await new CaseLog(test.database).record({
    ...recordRequest(reference(number), 1, null),
    rows: { ...rows, case: { ...rows.case, ...row } },
  });
}

beforeAll(async () => {
  test = await testDatabase();
  views = new CaseViews(test.database);
  await new Programmes(test.database).save(programmeRecord);
  const item = (number: number, key: string, more: Partial<ItemRow>) => itemRow(reference(number), key, more);
  const admission = (number: number, more: Partial<ItemRow>) =>
    item(number, 'admission', { kind: 'approval', parties: [{ role: 'committee' }], ...more });
  await opened(1, {}, [
    item(1, 'data-request', { parties: [{ contact: 'technical' }], due: 300 }),
    item(1, 'report', { parties: [{ role: 'expert' }], due: 100, excludedPersons: ['P-011'] }),
    item(1, 'opinion', { parties: [{ role: 'partner', partner: 'technical-centre' }], due: 200 }),
    item(1, 'application', { status: 'done', outcome: null, settledAt: 50 }),
    admission(1, { status: 'done', outcome: 'approve' }),
  ]);
  await opened(2, { organisation: 'OLV-02', overdue: true, stage: 'diagnostic' }, [
    item(2, 'data-request', { parties: [{ contact: 'technical' }], due: 50 }),
    item(2, 'verification', { parties: [{ role: 'expert' }], due: 150, excludedOrganisations: ['CMPP'] }),
    admission(2, { deferred: true }),
  ]);
  await opened(3, { status: 'closed', outcome: 'withdrawn', closedAt: 9 }, [
    ...[1, 2, 3, 4, 5].map((due) => item(3, `report-${due}`, { parties: [{ role: 'expert' }], due })),
    admission(3, { status: 'done', outcome: 'approve' }),
  ]);
});
afterAll(() => test.drop());

describe('the worklist', () => {
  const waiting = async (person: string) =>
    (await views.worklist({ at: 0, person })).items.map(({ item }) => item.id);

  it('shows contacts what waits for their company, directors also what nobody else is there for', async () => {
    expect(await waiting('P-002')).toEqual([`${reference(1)}.data-request.1`]);
    expect(await waiting('P-001')).toEqual([]);
    expect(await waiting('P-003')).toEqual([`${reference(2)}.data-request.1`]);
  });

  it('I3: leaves out what excludes the person or the organisation, and what belongs to closed cases', async () => {
    expect(await waiting('P-011')).toEqual([`${reference(2)}.verification.1`]);
    expect(await waiting('P-020')).toEqual([`${reference(1)}.report.1`, `${reference(1)}.opinion.1`]);
  });

  it('asks a partner only for what its function is asked for', async () => {
    expect(await waiting('P-021')).toEqual([`${reference(2)}.admission.1`]);
  });

  it('pages from the most urgent on', async () => {
    const first = await views.worklist({ at: 0, person: 'P-020', limit: 1 });
    const second = await views.worklist({ at: 0, person: 'P-020', limit: 1, cursor: first.next! });
    expect([...first.items, ...second.items].map(({ item }) => item.due)).toEqual([100, 200]);
    expect(second.next).toBeNull();
  });

  it('is the same for somebody of a whole country, whatever stands before it in the order of due dates', async () => {
    const { db } = test.database;
    await db
      .insert(people)
      .values({ id: 'P-900', name: 'Everywhere', email: 'p-900@example.org', language: 'fr' });
    await db.insert(roleGrants).values({ programme: '*', person: 'P-900', role: 'expert', country: 'MA' });
    const theirs = [`${reference(1)}.report.1`, `${reference(2)}.verification.1`];
    expect(await waiting('P-900')).toEqual(theirs);
    // Five steps of a closed case come first: more than are looked at for one that is wanted.
    const first = await views.worklist({ at: 0, person: 'P-900', limit: 1 });
    const second = await views.worklist({ at: 0, person: 'P-900', limit: 1, cursor: first.next! });
    expect([...first.items, ...second.items].map(({ item }) => item.id)).toEqual(theirs);
    expect(second.next).toBeNull();
    expect(await views.worklistCount({ at: 0, person: 'P-900' }, 1)).toBe(1);
    expect(await views.worklistCount({ at: 0, person: 'P-900' }, 9)).toBe(2);
  });

  it('counts ahead of its page, and all of it by itself, as far as anybody asks', async () => {
    expect(await views.worklist({ at: 0, person: 'P-020', limit: 1, ahead: 9 })).toMatchObject({
      items: [{ item: { due: 100 }, row: { reference: reference(1), organisationName: expect.any(String) } }],
      ahead: 2,
    });
    expect(await views.worklistCount({ at: 0, person: 'P-020' }, 9)).toBe(2);
    expect(await views.worklistCount({ at: 0, person: 'P-020' }, 1)).toBe(1);
    expect(await views.worklistCount({ at: 0, person: 'P-404' }, 9)).toBe(0);
  });
});

describe('the list of cases', () => {
  const listed = async (filter: Parameters<CaseViews['listCases']>[0]) =>
    (await views.listCases(filter)).items.map((row) => row.reference);

  it('filters by programme, status, stage, organisation and overdue', async () => {
    expect(await listed({ reach: [] })).toEqual([]);
    expect(await listed({ programme: 'CCP-MA', status: 'open' })).toEqual([reference(1), reference(2)]);
    expect(await listed({ stage: 'diagnostic' })).toEqual([reference(2)]);
    expect(await listed({ organisation: 'OLV-02' })).toEqual([reference(2)]);
    expect(await listed({ overdue: false })).toEqual([reference(1), reference(3)]);
  });

  it('I15: shows what lies within reach, however many parts tell so', async () => {
    const within = (
      ...parts: readonly (readonly [programme: string, country: string, organisation?: string])[]
    ) =>
      listed({
        reach: parts.map(([programme, country, organisation]) => ({
          ...{ programme, country },
          ...(organisation !== undefined && { organisation }),
        })),
      });
    const all = [reference(1), reference(2), reference(3)];
    expect(await within(['*', '*'])).toEqual(all);
    expect(await within(['*', 'MA'], ['CCP-MA', 'MA'])).toEqual(all);
    expect(await within(['CCP-MA', '*'], ['OTHER', 'MA'])).toEqual(all);
    expect(await within(['CCP-MA', 'MA'], ['CCP-MA', 'CL'])).toEqual(all);
    expect(await within(['*', 'CL'], ['CCP-MA', 'CL'], ['OTHER', 'MA'])).toEqual([]);
    expect(await within(['*', 'CL'], ['*', '*', 'OLV-02'])).toEqual([reference(2)]);
    expect(await within(['OTHER', '*', 'OLV-02'])).toEqual([]);
  });

  it('pages by cursor and names the organisations', async () => {
    const first = await views.listCases({ limit: 2 });
    const second = await views.listCases({ limit: 2, cursor: first.next! });
    expect([first, second].map(({ items }) => items.length)).toEqual([2, 1]);
    expect(first.items[0]).toMatchObject({ organisationName: 'Sample OLV-01' });
    expect(await listed({ cursor: 'no cursor' })).toHaveLength(3);
  });

  it('pages in every order, cases without a due date last', async () => {
    const whole = async (sort: CaseSort) => {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await views.listCases({ sort, limit: 1, ...(cursor !== undefined && { cursor }) });
        found.push(...page.items.map((row) => row.reference.slice(-1)));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return found.join('');
    };
    expect(await whole('reference')).toBe('123');
    expect(await whole('company')).toBe('132');
    expect(await whole('opened')).toBe('321');
    expect(await whole('due')).toHaveLength(3);
  });

  it('counts what each further filter would leave', async () => {
    const counts = await views.countCases({ programme: 'CCP-MA', overdue: true });
    expect(counts).toMatchObject({ matching: 1, all: 3, overdue: 1, suspended: 0 });
    expect(counts.stage.get('diagnostic')).toBe(1);
    expect([...counts.country]).toEqual([['MA', 3]]);
    expect([...counts.coordinator.values()]).toEqual([3]);
  });
});

describe('the search', () => {
  const found = async (typed: string, more: Omit<CaseText, 'query'> = {}) => {
    const { items } = await views.listCases({ text: { query: searchQuery(typed) ?? '', ...more } });
    return items.map((row) => row.reference);
  };

  it('finds by reference, company and coordinator, and follows their names', async () => {
    expect(await found('0002')).toEqual([reference(2)]);
    expect(await found('olv-02')).toEqual([reference(2)]);
    expect(await found('Huilerie Fès')).toEqual([]);
    const { db } = test.database;
    await db
      .update(organisations)
      .set({ name: 'Huilerie de Fès – معصرة الزيتون' })
      .where(eq(organisations.code, 'OLV-02'));
    await refreshSearch(db, { organisations: ['OLV-02'] });
    expect(await found('huilerie fes')).toEqual([reference(2)]);
    expect(await found('المعصرة')).toEqual([reference(2)]);
  });

  it('I15: looks for people only where they may be seen', async () => {
    const { db } = test.database;
    await db.update(people).set({ name: 'Zoubida Ñandú' }).where(eq(people.id, 'P-003'));
    await refreshSearch(db, { persons: ['P-003'] });
    expect(await found('nandu zoubida')).toEqual([reference(2)]);
    expect(await found('nandu', { whole: [] })).toEqual([]);
    expect(await found('nandu', { whole: [{ programme: 'CCP-MA', country: '*' }] })).toEqual([reference(2)]);
    expect(await found('nandu', { told: [], whole: [{ programme: 'CCP-CL', country: '*' }] })).toEqual([]);
  });
});

describe('a case', () => {
  it('counts towards the quota while it is admitted, towards the waiting list while deferred', async () => {
    expect(await views.quota('CCP-MA')).toEqual({ quota: 15, admitted: 1, waiting: 1 });
    expect(await views.quota('NONE')).toBeUndefined();
  });

  it('waits in the order of ranks', async () => {
    const waiting = (rank: number) => ({ place: 'waiting' as const, rank, programme: 'CCP-CL' });
    await opened(11, { ...waiting(2), organisation: 'OLV-01' }, []);
    await opened(12, { ...waiting(1), organisation: 'OLV-99' }, []);
    await opened(13, { ...waiting(1), status: 'closed' }, []);
    expect(await views.waitingList('CCP-CL')).toEqual([
      { reference: reference(12), organisationName: 'OLV-99', rank: 1 },
      { reference: reference(11), organisationName: 'Sample OLV-01', rank: 2 },
    ]);
  });

  it('has a trail with the names and words behind its ids', async () => {
    const act = newAct(reference(1), 'r1', completion(reference(1), 'application'), {
      item: `${reference(1)}.application.1`,
      answers: { employees: 12 },
      reason: 'said so',
    });
    await new Acts(test.database).store(act);
    await new CaseLog(test.database).record(recordRequest(reference(1), 2, act));
    expect(await views.trail(reference(1), 1)).toMatchObject([
      {
        seq: 2,
        personName: 'Sample P-001',
        organisationName: 'Sample OLV-01',
        onBehalfOfName: null,
        item: act.item,
        answers: { employees: 12 },
        reason: 'said so',
        documents: [],
      },
    ]);
  });

  it('has its incidents listed, open ones apart', async () => {
    const incident = { reference: reference(2), kind: 'reported', subject: null, raisedAt: 5 } as const;
    await new CaseLog(test.database).record(
      recordRequest(reference(2), 2, null, {
        rows: {
          incidents: [
            { ...incident, id: `${reference(2)}.incident.1`, resolvedAt: 6 },
            { ...incident, id: `${reference(2)}.incident.2`, resolvedAt: null },
          ],
        },
      }),
    );
    const open = await views.incidents({ reach: [{ programme: 'CCP-MA', country: '*' }], open: true });
    expect(open).toMatchObject([{ id: `${reference(2)}.incident.2`, programme: 'CCP-MA' }]);
    expect(await views.incidents({ reference: reference(2) })).toHaveLength(2);
  });
});
