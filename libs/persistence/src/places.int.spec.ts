import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { CaseEvent, CaseRows, ItemRow } from '#libs/domain';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { CaseLog } from './case-log.js';
import { CaseSurveys } from './case-surveys.js';
import { programmeRecord } from './people.fixture.js';
import { Programmes } from './people/programmes.js';
import { caseRows, itemRow, recordRequest } from './recorded-case.fixture.js';
import { roleGrants } from './schema/index.js';
import { CaseViews } from './views/case-views.js';

let test: TestDatabase;
let log: CaseLog;
let surveys: CaseSurveys;
let count = 0;

beforeAll(async () => {
  test = await testDatabase();
  log = new CaseLog(test.database);
  surveys = new CaseSurveys(test.database);
});
afterAll(() => test.drop());

/** A programme of its own with so many places. */
async function programmeOf(quota: number): Promise<string> {
  const code = `P${++count}`;
  const { programme, ...record } = programmeRecord;
  await new Programmes(test.database).save({ ...record, programme: { ...programme, code, quota } });
  return code;
}

function write(
  reference: string,
  programme: string,
  seq: number,
  events: readonly CaseEvent[],
  row: Partial<CaseRows['case']>,
  items: readonly ItemRow[] = [],
) {
  const rows = caseRows(reference, seq, { items });
  return log.record({
    ...recordRequest(reference, seq, null, { events }),
    rows: { ...rows, case: { ...rows.case, programme, ...row } },
  });
}

const approvalOf = (reference: string, more: Partial<ItemRow> = {}) =>
  itemRow(reference, 'admission', {
    kind: 'approval',
    parties: [{ role: 'committee' }],
    wanted: [{ from: [{ role: 'committee' }], need: 1, distinct: false }],
    ...more,
  });

const asked = (reference: string): CaseEvent => ({
  ...{ type: 'approval-asked', id: `${reference}.admission.1`, key: 'admission', stage: 'enrolment' },
  ...{ round: 1, due: 1, deferred: true },
});
const decided = (reference: string, because?: 'place-freed'): CaseEvent => ({
  ...{ type: 'approval-decided', id: `${reference}.admission.1`, outcome: 'approve', reopens: [] },
  ...(because ? { because } : {}),
});

const admit = (reference: string, programme: string, because?: 'place-freed') =>
  write(reference, programme, 1, [decided(reference, because)], { place: 'held' });
const wait = (reference: string, programme: string, rank: number) =>
  write(reference, programme, 1, [asked(reference)], { place: 'waiting', rank }, [
    approvalOf(reference, { deferred: true }),
  ]);
const leave = (reference: string, programme: string) =>
  write(reference, programme, 2, [{ type: 'case-closed', outcome: 'withdrawn', freesPlace: true }], {
    status: 'closed',
    outcome: 'withdrawn',
    place: null,
  });

describe('places of a programme', () => {
  it('go to as many cases as there are places, however many are admitted at the same moment', async () => {
    const programme = await programmeOf(5);
    const references = Array.from({ length: 12 }, (_, index) => `${programme}-${index}`);
    const answers = await Promise.all(references.map((reference) => admit(reference, programme)));
    expect(answers.filter(({ status }) => status === 'appended')).toHaveLength(5);
    expect(answers.filter((answer) => answer.status === 'refused')).toEqual(
      Array.from({ length: 7 }, () => ({ status: 'refused', code: 'quota.full' })),
    );
    expect(await new CaseViews(test.database).quota(programme)).toMatchObject({ quota: 5, admitted: 5 });
  });

  it('are not asked for again by a case that holds one, and not counted in a programme that nobody registered', async () => {
    const programme = await programmeOf(1);
    await admit(`${programme}-a`, programme);
    const again = await write(`${programme}-a`, programme, 2, [decided(`${programme}-a`)], { place: 'held' });
    expect(again).toMatchObject({ status: 'appended' });
    expect(await admit('FOREIGN-a', 'FOREIGN')).toMatchObject({ status: 'appended' });
  });

  it('given back go to the first of the waiting list, by rank and then by time, once each', async () => {
    const programme = await programmeOf(2);
    const [a, b, first, second, third] = ['a', 'b', '1', '2', '3'].map((name) => `${programme}-${name}`);
    await admit(a!, programme);
    await admit(b!, programme);
    await wait(third!, programme, 2);
    await wait(second!, programme, 1);
    await wait(first!, programme, 1);
    expect(await surveys.nextAdmitted(programme)).toBeNull();
    await leave(a!, programme);
    expect(await surveys.nextAdmitted(programme)).toBe(second);
    expect(await surveys.survey(second!)).toMatchObject({ placeFree: true });
    expect(await surveys.survey(third!)).toMatchObject({ placeFree: false });
    await write(second!, programme, 2, [decided(second!, 'place-freed')], { place: 'held' }, [
      approvalOf(second!, { status: 'done', outcome: 'approve', wanted: null }),
    ]);
    expect(await surveys.nextAdmitted(programme)).toBeNull();
    await leave(b!, programme);
    expect(await surveys.nextAdmitted(programme)).toBe(first);
  });

  it('that a committee left open stay open: a batch may defer before it admits', async () => {
    const programme = await programmeOf(2);
    await wait(`${programme}-deferred`, programme, 1);
    expect(await surveys.nextAdmitted(programme)).toBeNull();
    await admit(`${programme}-a`, programme);
    expect(await surveys.nextAdmitted(programme)).toBeNull();
    expect(await surveys.programmesWithWaiting()).toContain(programme);
  });

  it('are held by cases that were admitted before places were counted', async () => {
    const programme = await programmeOf(1);
    const early = `${programme}-early`;
    await write(early, programme, 1, [decided(early)], {}, [
      approvalOf(early, { status: 'done', outcome: 'approve' }),
    ]);
    expect(await admit(`${programme}-late`, programme)).toEqual({ status: 'refused', code: 'quota.full' });
  });
});

describe('an approval that nobody can decide (I3)', () => {
  it('is named when it is asked for, and found again when people change', async () => {
    const programme = await programmeOf(9);
    const reference = `${programme}-a`;
    const only = { excludedPersons: ['P-021'] };
    const answer = await write(reference, programme, 1, [asked(reference)], {}, [
      approvalOf(reference, only),
    ]);
    const id = `${reference}.admission.1`;
    expect(answer).toEqual({ status: 'appended', undecidable: [id] });
    expect(await surveys.survey(reference)).toMatchObject({ undecidable: [id], placeFree: false });
    expect(await surveys.outdated(programme)).toEqual([reference]);
    await test.database.db.insert(roleGrants).values({ programme, person: 'P-011', role: 'committee' });
    expect(await surveys.survey(reference)).toMatchObject({
      undecidable: [],
      untold: [id],
      placeFree: false,
    });
    expect(await surveys.outdated(programme)).toEqual([reference]);
    await test.database.db.delete(roleGrants).where(eq(roleGrants.person, 'P-011'));
  });

  it('counts voices given, and organisations where they must differ', async () => {
    const programme = await programmeOf(9);
    const grant = (person: string) => ({ programme, person, role: 'committee' as const });
    await test.database.db.insert(roleGrants).values([grant('P-010'), grant('P-011')]);
    const wanted = (need: number, distinct: boolean) => [
      { from: [{ role: 'committee' as const }], need, distinct },
    ];
    const spoken = [{ seat: 'P-010', person: 'P-010', outcome: 'approve' as const, at: 1 }];
    const of = async (name: string, more: Partial<ItemRow>) => {
      const reference = `${programme}-${name}`;
      await write(reference, programme, 1, [asked(reference)], {}, [approvalOf(reference, more)]);
      return (await surveys.survey(reference)).undecidable.length === 0;
    };
    expect(await of('three', { wanted: wanted(3, false) })).toBe(true);
    expect(await of('distinct', { wanted: wanted(3, true) })).toBe(false);
    expect(await of('spoken', { wanted: wanted(2, false), voices: spoken })).toBe(true);
    expect(await of('spoken-three', { wanted: wanted(3, false), voices: spoken })).toBe(false);
    expect(await of('spoken-distinct', { wanted: wanted(2, true), voices: spoken })).toBe(false);
  });

  it('is nothing of a case that nobody knows', async () => {
    expect(await surveys.survey('NOWHERE')).toMatchObject({ undecidable: [], placeFree: false });
  });
});
