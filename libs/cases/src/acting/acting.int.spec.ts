import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Acts, CaseLog } from '#libs/persistence';
import { application } from '../../../testing/src/application.fixture.js';
import { casesFixture, type CasesFixture } from '../../../testing/src/cases.js';
import type { Actor } from '../actor.js';
import { RecoverCase } from '../usecases/recover-case.js';
import { CaseQueries } from '../queries/case-queries.js';
import { ItemQueries } from '../queries/item-queries.js';
import { WorkQueries } from '../queries/work-queries.js';
import { CompleteTask } from '../usecases/complete-task.js';
import { DecideApproval } from '../usecases/decide-approval.js';
import { OpenCase } from '../usecases/open-case.js';
import { TerminateCase } from '../usecases/terminate-case.js';
import { WithdrawCase } from '../usecases/withdraw-case.js';

// A shared machine starts workflows slowly at times.
jest.setTimeout(60_000);

describe('acting', () => {
  let fixture: CasesFixture;
  let coordinator: Actor;
  let director: Actor;
  let keys = 0;
  const key = () => `key-${++keys}`;

  beforeAll(async () => {
    fixture = await casesFixture();
    coordinator = await fixture.actor('P-001');
    director = await fixture.actor('P-101');
  }, 60_000);
  afterAll(() => fixture.close(), 60_000);

  const open = (actor = coordinator, k = key()) =>
    fixture
      .get(OpenCase)
      .execute(
        actor,
        { programme: 'CCP-MA', organisation: 'OLV-01', definition: 'sme-cleaner-production' },
        k,
      );
  const lastSeq = (reference: string) => fixture.get(CaseLog).lastSeq(reference);

  it('I11: opens once for one key, and answers the same again', async () => {
    const k = key();
    const [first, second] = await Promise.all([open(coordinator, k), open(coordinator, k)]);
    expect(second).toEqual(first);
    expect(await open(coordinator, k)).toEqual(first);
    expect(first).toEqual({ reference: expect.stringMatching(/^CCP-MA-\d{4}-\d{4,}$/), seq: 1 });
    expect(await lastSeq(first.reference)).toBe(1);
  });

  it('refuses the same key with another body, and says so with a code', async () => {
    const k = key();
    const { reference } = await open();
    const terminate = fixture.get(TerminateCase);
    const done = await terminate.execute(coordinator, { reference, reason: 'No funds.' }, k);
    await expect(
      terminate.execute(coordinator, { reference, reason: 'Other words.' }, k),
    ).rejects.toMatchObject({
      kind: 'invalid',
      code: 'request.reused',
    });
    // The run is closed by now: the log answers.
    expect(await terminate.execute(coordinator, { reference, reason: 'No funds.' }, k)).toEqual(done);
    await expect(
      terminate.execute(coordinator, { reference, reason: 'Once more.' }, key()),
    ).rejects.toMatchObject({ kind: 'conflict', code: 'case.closed' });
  });

  it('lets nobody act without the right, and records nothing', async () => {
    const expert = await fixture.actor('P-011');
    const stranger = await fixture.actor('P-104');
    await expect(open(expert)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(open(director)).rejects.toMatchObject({ kind: 'forbidden' });
    const { reference } = await open();
    const item = `${reference}.application.1`;
    await expect(
      fixture.get(TerminateCase).execute(expert, { reference, reason: 'x' }, key()),
    ).rejects.toMatchObject({ kind: 'forbidden', code: 'action.forbidden' });
    await expect(
      fixture.get(WithdrawCase).execute(stranger, { reference, reason: 'x' }, key()),
    ).rejects.toMatchObject({ kind: 'not-found', code: 'case.unknown' });
    await expect(
      fixture.get(CompleteTask).execute(stranger, { item, answers: application }, key()),
    ).rejects.toMatchObject({ kind: 'not-found', code: 'item.unknown' });
    expect(await lastSeq(reference)).toBe(1);
  });

  it('I1: leaves the decision to the core: a coordinator cannot complete the director’s task', async () => {
    const { reference } = await open();
    const item = `${reference}.application.1`;
    const k = key();
    const attempt = () => fixture.get(CompleteTask).execute(coordinator, { item, answers: application }, k);
    const refusal = { kind: 'forbidden', code: 'actor.not-assigned' };
    await expect(attempt()).rejects.toMatchObject(refusal);
    expect(await lastSeq(reference)).toBe(1);
    expect(await fixture.get(Acts).ofItem(item)).toEqual([]);
    await expect(attempt()).rejects.toMatchObject(refusal);
  });

  it('tells every field that is wrong, and records nothing', async () => {
    const { reference } = await open();
    const complete = fixture.get(CompleteTask);
    const item = `${reference}.application.1`;
    await expect(
      complete.execute(director, { item, answers: { ...application, employees: 'many', town: '' } }, key()),
    ).rejects.toMatchObject({
      kind: 'invalid',
      code: 'answers.invalid',
      details: {
        fields: expect.arrayContaining([
          expect.objectContaining({ field: 'town', code: 'required' }),
          expect.objectContaining({ field: 'employees', code: 'number.unreadable' }),
        ]),
      },
    });
    expect(await lastSeq(reference)).toBe(1);
  });

  it('reads its own write: the form is handed in, the next person has work, the page shows a receipt', async () => {
    const { reference } = await open();
    const item = `${reference}.application.1`;
    const before = await fixture.get(WorkQueries).worklist(director.viewer);
    expect(before.items.map(({ id }) => id)).toContain(item);
    const { seq } = await fixture.get(CompleteTask).execute(director, { item, answers: application }, key());
    expect(seq).toBe(2);
    const page = await fixture.get(ItemQueries).itemView(director, item);
    expect(page.answers).toMatchObject({ production: 2850.5, energy: 'fuel-oil' });
    expect(page.settled).toMatchObject({ by: 'Directrice exemple OLV-01' });
    const next = await fixture.get(ItemQueries).itemView(coordinator, `${reference}.eligibility.1`);
    expect(next.item.mayAct).toBe(true);
    expect(next.prerequisites).toMatchObject([{ key: 'application', answers: { town: application.town } }]);
    expect(next.quota).toEqual({ quota: 18, admitted: 0, waiting: 0, rank: null, list: [] });
    const view = await fixture.get(CaseQueries).caseView(coordinator.viewer, reference);
    expect(view.stages.map(({ key: stage, status }) => [stage, status]).slice(0, 2)).toEqual([
      ['enrolment', 'current'],
      ['diagnostic', 'ahead'],
    ]);
    expect(view.case).toMatchObject({
      coordinatorName: 'Coordinatrice exemple',
      timeZone: 'Africa/Casablanca',
    });
    const trail = await fixture.get(CaseQueries).trail(coordinator.viewer, reference);
    expect(trail.items.map(({ seq: at, personName }) => [at, personName])).toEqual([
      [1, 'Coordinatrice exemple'],
      [2, 'Directrice exemple OLV-01'],
    ]);
  });

  it('shows an observer stages and dates, never figures (I15)', async () => {
    const observer = await fixture.actor('P-041');
    const { reference } = await open();
    const view = await fixture.get(CaseQueries).caseView(observer.viewer, reference);
    expect(view.stages.length).toBeGreaterThan(3);
    expect([view.measures, view.documents, view.mails]).toEqual([null, null, null]);
    await expect(
      fixture.get(ItemQueries).itemView(observer, `${reference}.application.1`),
    ).rejects.toMatchObject({ code: 'action.forbidden' });
  });

  it('asks for a reason before it sends anything back', async () => {
    const { reference } = await open();
    await expect(
      fixture
        .get(DecideApproval)
        .execute(coordinator, { item: `${reference}.admission.1`, outcome: 'reject' }, key()),
    ).rejects.toMatchObject({ kind: 'not-found' });
    await expect(
      fixture.get(WithdrawCase).execute(director, { reference, reason: '  ' }, key()),
    ).rejects.toMatchObject({ kind: 'invalid', code: 'reason.required' });
  });

  it('I13: says when a workflow is lost, and restarts it from its log', async () => {
    const { reference } = await open();
    const handle = fixture.temporal.client.workflow.getHandle(reference);
    await handle.terminate('lost on purpose');
    const item = `${reference}.application.1`;
    const k = key();
    const complete = () => fixture.get(CompleteTask).execute(director, { item, answers: application }, k);
    await expect(complete()).rejects.toMatchObject({ kind: 'unavailable', code: 'case.workflow-lost' });
    expect(await fixture.get(RecoverCase).execute(coordinator, reference, key())).toEqual({
      reference,
      started: true,
    });
    expect(await fixture.get(RecoverCase).execute(coordinator, reference, key())).toEqual({
      reference,
      started: false,
    });
    expect(await complete()).toEqual({ reference, seq: 3 });
  });
});
