import { describe, expect, it } from '@jest/globals';
import {
  CaseJourney,
  sampleActors,
  sampleCalendar,
  sampleSettings,
  sampleTask,
  shortRules,
  shortTask,
} from '#libs/testing';
import {
  evolve,
  localTimeAt,
  nextWake,
  openItems,
  type ActBody,
  type CalendarSnapshot,
  type LocalDate,
} from '../index.js';

const { technical, coordinator } = sampleActors;
const [hour, day] = [3_600_000, 86_400_000];

function withDaysOff(...days: readonly LocalDate[]): CalendarSnapshot {
  return { ...sampleCalendar, version: 'sample-2', holidays: [...sampleCalendar.holidays, ...days].sort() };
}
const replan = (calendar: CalendarSnapshot): Extract<ActBody, { type: 'replan' }> => ({
  type: 'replan',
  calendar,
  because: 'override',
});
const opened = () =>
  CaseJourney.opened({ rules: shortRules({ tasks: [shortTask, sampleTask({ key: 'visit' })] }) });
const dueOf = (journey: CaseJourney, key: string) =>
  openItems(journey.state).find(({ state }) => state.key === key)?.due ?? 0;
const mails = (journey: CaseJourney) =>
  journey.log.flatMap(({ events }) => events.filter(({ type }) => type === 'notice')).length;

describe('a change of the calendar', () => {
  it('I5: moves every due date that it concerns and tells nobody', () => {
    const journey = opened();
    const before = mails(journey);
    const events = journey.act(coordinator, replan(withDaysOff('2026-04-10')));
    expect(events.map(({ type }) => type)).toEqual(['calendar-changed', 'due-moved', 'due-moved']);
    expect(localTimeAt(sampleCalendar, dueOf(journey, 'file'))).toBe('2026-04-16 16:30');
    expect(mails(journey)).toBe(before);
  });

  it('loses no reminder that is still to come under the moved date', () => {
    const journey = opened();
    // Due on the 15th, one day before is the 14th; with the 14th off the due date is the 16th, and one day before the 15th.
    journey.passTo(Date.UTC(2026, 3, 13, 9));
    journey.act(coordinator, replan(withDaysOff('2026-04-14')));
    expect(nextWake(journey.state)).toMatchObject({ reason: 'reminder', rung: 1 });
    journey.passTo(Date.UTC(2026, 3, 16));
    expect(journey.state.tasks[journey.openId('file')]).toMatchObject({ rung: 2 });
    const sent = journey.log.flatMap(({ at, events }) =>
      events.some((event) => event.type === 'notice' && event.rung === 1)
        ? [localTimeAt(sampleCalendar, at)]
        : [],
    );
    expect(sent).toEqual(['2026-04-15 09:00']);
  });

  it('I5: sends none late that it brings forward into the past', () => {
    const journey = CaseJourney.opened({ calendar: withDaysOff('2026-04-09', '2026-04-13') });
    journey.now = Date.UTC(2026, 3, 9, 9);
    const before = mails(journey);
    journey.act(coordinator, replan(withDaysOff()));
    journey.send({ type: 'wake' });
    expect(mails(journey)).toBe(before);
    expect(openItems(journey.state)[0]).toMatchObject({ rung: 1 });
  });

  it('makes what is overdue due again, and overdue again later', () => {
    const journey = opened();
    journey.passTo(Date.UTC(2026, 3, 15, 16));
    expect(openItems(journey.state).map(({ overdue }) => overdue)).toEqual([true, true]);
    journey.act(coordinator, replan(withDaysOff('2026-04-15')));
    expect(openItems(journey.state).map(({ overdue }) => overdue)).toEqual([false, false]);
    journey.passTo(Date.UTC(2026, 3, 17));
    expect(openItems(journey.state).map(({ overdue }) => overdue)).toEqual([true, true]);
  });

  it('I6: keeps what pauses have added, in the working time of the new calendar', () => {
    const journey = opened();
    journey.act(coordinator, { type: 'suspend', item: null, until: null });
    journey.now += 2 * day;
    journey.act(coordinator, { type: 'resume', item: null });
    const before = dueOf(journey, 'file');
    // Nothing new, nothing moves; however often.
    expect(journey.act(coordinator, replan(withDaysOff()))).toHaveLength(1);
    expect(journey.act(coordinator, replan(withDaysOff()))).toHaveLength(1);
    journey.act(coordinator, replan(withDaysOff('2026-04-10')));
    // From Friday to Monday.
    expect(dueOf(journey, 'file') - before).toBe(3 * day);
  });

  it('counts no rung as reached while the clock stands', () => {
    const journey = opened();
    journey.act(coordinator, { type: 'suspend', item: null, until: null });
    journey.now = Date.UTC(2026, 3, 20, 9);
    journey.act(coordinator, replan(withDaysOff('2026-04-21')));
    journey.act(coordinator, replan(withDaysOff('2026-04-10')));
    expect(journey.state.tasks[journey.openId('file')]).toMatchObject({ rung: 0, overdue: false });
  });

  it('keeps the dates of a case that an engine without bases opened', () => {
    const journey = opened();
    const id = journey.openId('file');
    const opening = journey.log[0]!.events.find((event) => event.type === 'task-opened' && event.id === id);
    if (opening?.type !== 'task-opened') throw new Error('not opened');
    const { basis: _, ...old } = opening;
    const { tasks: _none, ...bare } = journey.state;
    journey.state = evolve({ ...bare, tasks: {} }, old, journey.now);
    journey.act(coordinator, { type: 'suspend', item: null, until: null });
    journey.now += 2 * day;
    journey.act(coordinator, { type: 'resume', item: null });
    const before = localTimeAt(sampleCalendar, dueOf(journey, 'file')).slice(0, 10);
    journey.act(coordinator, replan(withDaysOff('2026-04-10')));
    journey.act(coordinator, replan(withDaysOff('2026-04-10')));
    expect(localTimeAt(sampleCalendar, dueOf(journey, 'file')).slice(0, 10)).toBe(before);
  });

  it('takes the company’s season for days off of its own contacts only', () => {
    const journey = opened();
    const before = dueOf(journey, 'visit');
    const closed = [{ from: '2026-04-06', to: '2026-04-10' }];
    journey.act(coordinator, { type: 'replan', calendar: { ...sampleCalendar, closed }, because: 'season' });
    expect(dueOf(journey, 'visit')).toBe(before);
    expect(dueOf(journey, 'file') - before).toBe(7 * day);
  });

  it('moves what counts from the programme’s end when that moves, and refuses what does not reach it', () => {
    const ending = { ...shortTask, due: { from: 'end', duration: { amount: 3, unit: 'months' } } } as const;
    const journey = CaseJourney.opened({
      rules: shortRules({ tasks: [ending] }),
      settings: { ...sampleSettings, endsOn: '2027-06-30' },
    });
    expect(localTimeAt(sampleCalendar, dueOf(journey, ending.key))).toBe('2027-03-30 16:30');
    const horizon = { from: '2026-01-01', to: '2027-12-30' };
    const later: ActBody = { ...replan(sampleCalendar), because: 'horizon', endsOn: '2027-12-31' };
    expect(journey.refused(coordinator, { ...later, calendar: { ...sampleCalendar, horizon } })).toEqual({
      code: 'calendar.too-short',
      subject: '2027-12-31',
    });
    journey.act(coordinator, later);
    expect(localTimeAt(sampleCalendar, dueOf(journey, ending.key))).toBe('2027-09-30 16:30');
    expect(journey.state.settings?.endsOn).toBe('2027-12-31');
  });
});

describe('a bad calendar', () => {
  it('is refused with its reason, the case as it was', () => {
    const journey = opened();
    const before = journey.state;
    const { horizon, hours } = sampleCalendar;
    const refusals: readonly (readonly [Partial<CalendarSnapshot>, string, string | null])[] = [
      [{ key: 'CL' }, 'calendar.other', 'MA'],
      [{ horizon: { ...horizon, to: '2027-12-30' } }, 'calendar.too-short', '2027-12-31'],
      [{ horizon: { ...horizon, from: '2026-04-02' } }, 'calendar.too-short', '2027-12-31'],
      [{ weekend: [1, 2, 3, 4, 5, 6, 7] }, 'command.malformed', 'calendar.weekend'],
      [{ hours: { opens: hours.closes, closes: hours.opens } }, 'command.malformed', 'calendar.hours'],
      [{ horizon: { from: horizon.to, to: horizon.from } }, 'command.malformed', 'calendar.horizon'],
      [{ closed: [{ from: '2026-05-02', to: '2026-05-01' }] }, 'command.malformed', 'calendar.closed'],
      [{ closed: [horizon] }, 'command.malformed', 'calendar.holidays'],
      [
        { offsets: [{ from: 0, minutes: 100_000 * hour }] },
        'command.malformed',
        'calendar.offsets.0.minutes',
      ],
    ];
    for (const [change, code, subject] of refusals)
      expect(journey.refused(coordinator, replan({ ...sampleCalendar, ...change }))).toEqual({
        code,
        subject,
      });
    expect(journey.refused(technical, replan(sampleCalendar)).code).toBe('actor.not-allowed');
    expect(journey.state).toBe(before);
  });
});
