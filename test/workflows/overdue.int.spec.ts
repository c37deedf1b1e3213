import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDateAt, type CaseRules } from '#libs/domain';
import { CaseFixture } from './case-fixture.js';
import { coordinator, plainCalendar, smallPath } from './small-path.js';

const minute = 60_000;
const day = 86_400_000;
const [enrolment, ...later] = smallPath.stages;
const [candidature, ...others] = enrolment!.tasks;

/** The small path, whose first task may be extended. */
const extendable: CaseRules = {
  ...smallPath,
  key: 'extendable-path',
  stages: [
    {
      ...enrolment!,
      tasks: [
        {
          ...candidature!,
          extension: {
            most: { amount: 40, unit: 'working days' },
            decider: { role: 'coordinator' },
            due: { from: 'opening', duration: { amount: 5, unit: 'working days' } },
            ladder: 'standard',
          },
        },
        ...others,
      ],
    },
    ...later,
  ],
};

describe('overdue', () => {
  let cases: CaseFixture;
  beforeAll(async () => {
    cases = await CaseFixture.open();
    await cases.startWorkers();
  });
  afterAll(() => cases.close());

  it('turns true at the due instant with nobody acting, in Temporal and in the lists, and false on an extension', async () => {
    const reference = await cases.open(extendable);
    const task = `${reference}.candidature.1`;
    const { due } = (await cases.state(reference)).tasks[task]!;
    const isOverdue = async () => ({
      temporal: (await cases.attributes(reference))['Overdue'],
      lists: (await cases.row(reference)).overdue,
    });
    await cases.temporal.fastForward(reference, due - (await cases.temporal.time.now(reference)) - minute);
    expect(await isOverdue()).toEqual({ temporal: false, lists: false });
    await cases.temporal.fastForward(reference, 2 * minute);
    while ((await cases.attributes(reference))['Overdue'] !== true);
    expect(await isOverdue()).toEqual({ temporal: true, lists: true });
    const turned = (await cases.log.load(reference)).find(({ events }) =>
      events.some(({ type }) => type === 'item-overdue'),
    );
    expect(turned).toMatchObject({ act: null, actor: null });
    expect(turned!.at - due).toBeGreaterThanOrEqual(0);
    expect(turned!.at - due).toBeLessThan(minute);
    const until = localDateAt(plainCalendar, due + 14 * day);
    await cases.act(reference, coordinator, { type: 'extend', task, until });
    while ((await cases.attributes(reference))['Overdue'] !== false);
    expect(await isOverdue()).toEqual({ temporal: false, lists: false });
  });

  it('does not come while the clock of the case stands, which administrators see', async () => {
    const reference = await cases.open(extendable);
    await cases.act(reference, coordinator, { type: 'suspend', item: null, until: null });
    expect(await cases.attributes(reference)).toMatchObject({ CaseStatus: 'suspended' });
    await cases.temporal.fastForward(reference, 60 * day);
    expect((await cases.row(reference)).overdue).toBe(false);
    await cases.act(reference, coordinator, { type: 'resume', item: null });
    expect(await cases.attributes(reference)).toMatchObject({ CaseStatus: 'open', Overdue: false });
  });
});
