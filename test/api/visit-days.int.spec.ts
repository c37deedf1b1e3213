import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SettableClock } from '#libs/config';
import { ActingCase, dayFromNow } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { ConsoleVisitor } from './console-visitor.js';
import { coordinator, usual } from './refusals.js';

jest.setTimeout(120_000);
const expert = 'P-011';
const day = dayFromNow(7);

/** Papers of an earlier path are filed afterwards. */
function withoutFiles({ photos: _, ...answers }: Readonly<Record<string, unknown>>) {
  return answers;
}

describe('the day of a visit', () => {
  const clock = new SettableClock(Date.now());
  let fixture: ApiFixture;
  let file: ActingCase;
  let console: ConsoleVisitor;

  beforeAll(async () => {
    fixture = await apiFixture({ withConsole: true, clock });
    const done = (key: string, days: number, form = key) => ({
      ...{ key, completedOn: dayFromNow(days), answers: withoutFiles(usual(form)) },
    });
    const enrolment = {
      ...{ key: 'enrolment', enteredOn: dayFromNow(-60), leftOn: dayFromNow(-40) },
      tasks: [done('application', -58), done('eligibility', -50), done('commitment', -45)],
    };
    const tasks = [done('data-request', -30, 'utility-bills')];
    file = await ActingCase.opened(fixture, 'OLV-03', {
      earlier: { stage: 'diagnostic', stages: [enrolment], tasks },
    });
    console = await ConsoleVisitor.of(fixture, expert);
  });
  afterAll(() => fixture.close());

  const suggested = async (task: string, person = expert): Promise<unknown> =>
    (await file.read(person, `tasks/${file.id(task)}`)).suggestions;

  it('stands in the form that notes it as soon as it is agreed, marked, and is nobody’s answer yet', async () => {
    expect(await suggested('visit-plan')).toEqual({});
    const proposal = {
      slots: [{ day, from: '10:00', to: '12:00' }],
      place: 'Usine',
      functions: ['director'],
    };
    const sent = { as: expert, body: proposal };
    const { body } = await call(fixture, 'POST', `/api/v1/${file.path('visits')}`, sent);
    expect(await suggested('visit-plan')).toEqual({});
    await file.act(coordinator, `visits/${body.id}/confirmation`, { seen: 0, slot: 1 });
    expect(await suggested('visit-plan')).toEqual({ date: day });
    // Who does not hand it in is offered nothing.
    expect(await suggested('visit-plan', coordinator)).toEqual({});
    const { html } = await console.get(`/console/items/${file.id('visit-plan')}`);
    expect(html).toMatch(
      new RegExp(`<input type="date"[^>]* value="${day}"[^>]* aria-describedby="f-date-suggested"`),
    );
    expect(html).toContain('id="f-date-suggested"');
    expect((await file.read(expert, `tasks/${file.id('visit-plan')}`)).answers).toEqual({});
  });

  it('stands in the form that tells of the visit once that has begun, until something else is typed there', async () => {
    const answers = { ...usual('visit-plan'), date: day };
    await file.act(expert, `tasks/${file.id('visit-plan')}/completion`, { answers });
    expect(await suggested('visit')).toEqual({});
    clock.set(Date.parse(`${day}T11:30:00Z`));
    expect(await suggested('visit')).toEqual({ date: day });
    const page = `/console/items/${file.id('visit')}`;
    const later = dayFromNow(8);
    await console.post(page, { do: 'save', date: later, place: 'Usine' });
    expect(await suggested('visit')).toEqual({});
    const { html } = await console.get(page);
    expect(html).toContain(`value="${later}"`);
    expect(html).not.toContain('f-date-suggested');
  });
});
