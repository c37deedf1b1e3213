import { describe, expect, it } from '@jest/globals';
import { CaseJourney, sampleActors, sampleCalendar, sampleTask, shortRules, shortTask } from '#libs/testing';
import { localTimeAt, nextWake } from '../index.js';

const { technical, coordinator, expert } = sampleActors;

const opened = () =>
  CaseJourney.opened({ rules: shortRules({ tasks: [shortTask, sampleTask({ key: 'visit' })] }) });
const contact = (promised: string | null = null, items: readonly string[] = []) =>
  ({ type: 'log-contact', promised, items }) as const;

/** When reminders of a task left, in local time. */
const reminders = (journey: CaseJourney, key: string) =>
  journey.log.flatMap(({ at, events }) =>
    events.flatMap((event) =>
      event.type === 'notice' && event.rung !== null && event.item?.includes(`.${key}.`)
        ? [localTimeAt(sampleCalendar, at)]
        : [],
    ),
  );

describe('a contact', () => {
  it('keeps the ladder silent until the close of the day that was promised', () => {
    const journey = opened();
    journey.act(coordinator, contact('2026-04-14'));
    journey.passTo(Date.UTC(2026, 5, 1));
    // Without the promise on 8 April and on the 14th as well.
    expect(reminders(journey, 'file')).toEqual(['2026-04-17 09:00', '2026-04-22 09:00']);
    expect(reminders(journey, 'visit')).toHaveLength(4);
  });

  it('never makes up for a reminder that it kept back', () => {
    const journey = opened();
    journey.act(coordinator, contact('2026-04-08'));
    journey.passTo(Date.UTC(2026, 3, 9));
    expect(journey.log).toHaveLength(3);
    expect(nextWake(journey.state)).toMatchObject({ rung: 1 });
  });

  it('concerns the tasks that it names, and says nothing of what others owe', () => {
    const journey = opened();
    const file = journey.openId('file');
    expect(journey.refused(coordinator, contact('2026-04-14', ['x'])).code).toBe('task.unknown');
    expect(journey.refused(coordinator, contact('2026-04-14', [journey.openId('visit')])).code).toBe(
      'task.unknown',
    );
    journey.act(expert, contact('2026-04-14', [file]));
    expect(journey.state.tasks[file]?.silentUntil).toBe(Date.UTC(2026, 3, 14, 15, 30));
  });

  it('without a promise is noted and silences nothing', () => {
    const journey = opened();
    journey.act(coordinator, contact());
    expect(journey.state.lastContact).toEqual({ at: journey.now, promised: null });
    expect(nextWake(journey.state)).toMatchObject({ rung: 0 });
  });

  it('does not keep a task from becoming overdue', () => {
    const journey = opened();
    journey.act(coordinator, contact('2026-05-29'));
    journey.passTo(Date.UTC(2026, 3, 16));
    expect(journey.state.tasks[journey.openId('file')]).toMatchObject({ overdue: true, rung: 0 });
  });

  it.each([
    ['2026-03-31', 'contact.promise-past'],
    ['2028-01-01', 'contact.promise-too-late'],
    ['2026-02-30', 'command.malformed'],
  ])('with a promise for %s is refused: %s', (promised, code) => {
    const journey = opened();
    expect(journey.refused(coordinator, contact(promised)).code).toBe(code);
  });

  it('is logged by the programme, in an open case', () => {
    const journey = opened();
    expect(journey.refused(technical, contact()).code).toBe('actor.not-allowed');
    journey.act(coordinator, { type: 'terminate' });
    expect(journey.refused(coordinator, contact()).code).toBe('case.closed');
  });
});
