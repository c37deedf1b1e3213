import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { application } from '../../../testing/src/application.fixture.js';
import { casesFixture, type CasesFixture } from '../../../testing/src/cases.js';
import type { Actor } from '../actor.js';
import { CaseQueries } from './case-queries.js';
import { Consequences, type ImaginedDecision } from './consequences.js';
import { CompleteTask } from '../usecases/complete-task.js';
import { DecideApproval } from '../usecases/decide-approval.js';
import { OpenCase } from '../usecases/open-case.js';

// A shared machine starts workflows slowly at times.
jest.setTimeout(60_000);

describe('what follows from a decision', () => {
  let fixture: CasesFixture;
  let coordinator: Actor;
  let member: Actor;
  let reference: string;
  let approval: string;
  let keys = 0;
  const key = () => `key-${++keys}`;

  beforeAll(async () => {
    fixture = await casesFixture();
    coordinator = await fixture.actor('P-001');
    member = await fixture.actor('P-031');
    ({ reference } = await fixture
      .get(OpenCase)
      .execute(
        coordinator,
        { programme: 'CCP-MA', organisation: 'OLV-01', definition: 'sme-cleaner-production' },
        key(),
      ));
    const complete = (actor: Actor, task: string, answers: Readonly<Record<string, unknown>>) =>
      fixture.get(CompleteTask).execute(actor, { item: `${reference}.${task}.1`, answers }, key());
    await complete(await fixture.actor('P-101'), 'application', application);
    await complete(coordinator, 'eligibility', { eligible: 'no', unmet: 'No bills.', quota: 'free' });
    approval = `${reference}.admission.1`;
  }, 90_000);
  afterAll(() => fixture.close(), 60_000);

  const follow = async (actor: Actor, imagined: ImaginedDecision) =>
    (await fixture.get(Consequences).of(actor, approval, [imagined]))[0];
  const opened = async () =>
    (await fixture.get(CaseQueries).caseView(member.viewer, reference)).items.filter(
      ({ status }) => status === 'open',
    );

  it('is nothing for whoever may not decide, and the reason why', async () => {
    expect(await follow(coordinator, { outcome: 'approve' })).toMatchObject({
      refusal: 'actor.not-assigned',
      consequences: [],
    });
  });

  it('tells of a voice that waits for others, and of what comes once they agree', async () => {
    const preview = await follow(member, { outcome: 'approve' });
    expect(preview).toMatchObject({ outcome: 'approve', refusal: null, withOthers: true });
    const [waits, ...then] = preview?.consequences ?? [];
    expect(waits?.type).toBe('waits');
    expect(then.map(({ type }) => type)).toEqual(expect.arrayContaining(['enters', 'opens', 'tells']));
    // Nothing of it has happened.
    expect((await opened()).map(({ id }) => id)).toEqual([approval]);
  });

  it('is what happens when it is decided', async () => {
    const { voices } = (await opened())[0] ?? { voices: [] };
    expect(voices).toEqual([]);
    const promised = (await follow(member, { outcome: 'approve' }))?.consequences ?? [];
    for (const person of ['P-031', 'P-032', 'P-033']) {
      const decide = fixture.get(DecideApproval);
      const voice = { item: approval, outcome: 'approve' };
      if ((await opened()).some(({ id }) => id === approval))
        await decide.execute(await fixture.actor(person), voice, key());
    }
    const now = await opened();
    expect(now.some(({ id }) => id === approval)).toBe(false);
    const tasks = promised.flatMap((one) => (one.type === 'opens' ? [[one.title, one.kind]] : []));
    expect(now.map(({ title, kind }) => [title, kind])).toEqual(tasks);
  });
});
