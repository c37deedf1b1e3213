import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  FindLost,
  OpenCase,
  OwnIncident,
  WorkQueries,
  RecoverCase,
  ReopenCase,
  TerminateCase,
  type Actor,
} from '#libs/cases';
import { CaseLog, CaseViews } from '#libs/persistence';
import { casesFixture, type CasesFixture } from '../../libs/testing/src/cases.js';

jest.setTimeout(120_000);

const day = 86_400_000;

describe('a workflow that Temporal does not have (I13)', () => {
  let fixture: CasesFixture;
  let coordinator: Actor;
  beforeAll(async () => {
    fixture = await casesFixture();
    coordinator = await fixture.actor('P-001');
  });
  afterAll(() => fixture.close());

  async function open(): Promise<string> {
    const opening = {
      programme: 'CCP-MA',
      organisation: 'OLV-01',
      definition: 'sme-cleaner-production',
    };
    return (await fixture.get(OpenCase).execute(coordinator, opening, randomUUID())).reference;
  }

  const handle = (reference: string) => fixture.temporal.client.workflow.getHandle(reference);
  const lostIncidents = async (reference: string) =>
    (await fixture.get(CaseViews).incidents({ reference, open: true })).filter(
      ({ kind }) => kind === 'workflow-lost',
    );

  /** What was sent of a case, and not twice, each mail by its key. */
  async function mailed(reference: string): Promise<readonly string[]> {
    const mails = await fixture.get(CaseViews).mailsOf(reference);
    return mails.flatMap(({ state, attempts, id }) => (state === 'sent' && attempts === 1 ? [id] : []));
  }

  it('is found, shown among the incidents, and recovered with its next reminder, once, and no mail repeated', async () => {
    const reference = await open();
    while ((await mailed(reference)).length === 0);
    const before = await mailed(reference);
    await handle(reference).terminate('by hand');
    expect(await fixture.get(FindLost).among(0)).toContain(reference);
    expect(await lostIncidents(reference)).toMatchObject([
      { id: `${reference}.lost`, subject: null, resolvedAt: null, programme: 'CCP-MA' },
    ]);
    const key = randomUUID();
    await fixture.get(OwnIncident).execute(coordinator.viewer, `${reference}.lost`);
    const [shown] = await fixture.get(WorkQueries).incidents(coordinator.viewer, {
      ...{ reference, kind: 'workflow-lost', owner: 'P-001' },
    });
    expect(shown).toMatchObject({ owner: { person: 'P-001' }, remedies: ['recover'] });
    const recover = () => fixture.get(RecoverCase).execute(coordinator, reference, key);
    expect(await recover()).toEqual({ reference, started: true });
    expect(await lostIncidents(reference)).toEqual([]);
    const log = await fixture.get(CaseLog).load(reference);
    expect(log.at(-1)).toMatchObject({
      actor: { person: 'P-001' },
      events: [{ type: 'case-recovered' }],
    });
    await fixture.temporal.fastForward(reference, 40 * day);
    while (!(await mailed(reference)).some((id) => id.includes(':reminder:')));
    const after = await mailed(reference);
    expect(new Set(after).size).toBe(after.length);
    expect(after.filter((id) => id.includes(':invitation:'))).toEqual(before);
    expect(await recover()).toEqual({ reference, started: true });
    expect(await fixture.get(RecoverCase).execute(coordinator, reference, randomUUID())).toEqual({
      ...{ reference, started: false },
    });
  });

  it('raises no alarm for cases that run or are closed, and takes a mark away that was wrong', async () => {
    const [running, closed] = [await open(), await open()];
    await fixture
      .get(TerminateCase)
      .execute(coordinator, { reference: closed, reason: 'Ended.' }, randomUUID());
    const found = await fixture.get(FindLost).among(0);
    expect(found).not.toContain(running);
    expect(found).not.toContain(closed);
    expect(await fixture.get(FindLost).check(running)).toBe(false);
  });

  it('is recovered from the command line, where the trail claims nobody’s name', async () => {
    const reference = await open();
    await handle(reference).terminate('by hand');
    await fixture.get(FindLost).check(reference);
    expect(await fixture.get(RecoverCase).restartAll()).toEqual([{ reference, started: true }]);
    expect((await fixture.get(CaseLog).load(reference)).at(-1)).toMatchObject({
      actor: { person: 'operator' },
    });
  });

  it('is no closed case: reopened, its log goes on in a new run, which can be lost and recovered, too', async () => {
    const reference = await open();
    const terminate = { reference, reason: 'Ended too early.' };
    await fixture.get(TerminateCase).execute(coordinator, terminate, randomUUID());
    await handle(reference).result();
    const recovery = fixture.get(RecoverCase).execute(coordinator, reference, randomUUID());
    await expect(recovery).rejects.toMatchObject({ code: 'case.closed' });
    const { seq } = await fixture
      .get(ReopenCase)
      .execute(coordinator, { reference, stage: 'enrolment', reason: 'They are back.' }, randomUUID());
    expect((await fixture.get(CaseLog).load(reference)).at(-1)).toMatchObject({
      ...{ seq, actor: { person: 'P-001' } },
    });
    expect(await fixture.get(CaseViews).findCase(reference)).toMatchObject({
      ...{ status: 'open', stage: 'enrolment' },
    });
    await handle(reference).terminate('by hand');
    const again = await fixture.get(RecoverCase).execute(coordinator, reference, randomUUID());
    expect(again).toEqual({ reference, started: true });
  });
});
