import { describe, expect, it } from '@jest/globals';
import { CaseJourney, sampleActors, sampleCalendar, sampleTask, shortRules, shortTask } from '#libs/testing';
import { localTimeAt, nextWake, openItems, workingTimeBetween, type NoticeEvent } from '../index.js';

const { technical, coordinator, expert } = sampleActors;
const [hour, day] = [3_600_000, 86_400_000];

const opened = () =>
  CaseJourney.opened({ rules: shortRules({ tasks: [shortTask, sampleTask({ key: 'visit' })] }) });
const suspend = (item: string | null = null, until: string | null = null) =>
  ({ type: 'suspend', item, until }) as const;
const resume = (item: string | null = null) => ({ type: 'resume', item }) as const;
const dueOf = (journey: CaseJourney, key: string) =>
  openItems(journey.state).find(({ state }) => state.key === key)?.due ?? 0;

function invitations(journey: CaseJourney, key: string): readonly NoticeEvent[] {
  return journey.log
    .flatMap(({ events }) => events)
    .filter((event): event is NoticeEvent => event.type === 'notice' && event.notice === 'invitation')
    .filter(({ item }) => item?.includes(`.${key}.`));
}

describe('I6 the clock stops', () => {
  it('for the whole case, by exactly the working time paused', () => {
    const journey = opened();
    const before = dueOf(journey, 'file');
    journey.act(coordinator, suspend());
    const from = journey.now;
    // Over the weekend, from Wednesday 10:00 until Tuesday 13:00 local time.
    journey.now += 6 * day + 3 * hour;
    journey.act(coordinator, resume());
    const paused = workingTimeBetween(sampleCalendar, from, journey.now);
    expect(paused).toBe(4 * 8 * hour + 3 * hour);
    expect(workingTimeBetween(sampleCalendar, before, dueOf(journey, 'file'))).toBe(paused);
    expect(localTimeAt(sampleCalendar, dueOf(journey, 'file'))).toBe('2026-04-22 11:30');
  });

  it('for one task, while the others go on', () => {
    const journey = opened();
    const [file, visit] = [dueOf(journey, 'file'), dueOf(journey, 'visit')];
    journey.act(coordinator, suspend(journey.openId('file')));
    journey.passTo(Date.UTC(2026, 3, 20));
    expect(journey.state.tasks[journey.openId('file')]).toMatchObject({ overdue: false, rung: 0 });
    expect(journey.state.tasks[journey.openId('visit')]).toMatchObject({ overdue: true });
    journey.act(coordinator, resume(journey.openId('file')));
    expect(dueOf(journey, 'visit')).toBe(visit);
    expect(dueOf(journey, 'file')).toBeGreaterThan(file);
  });

  it('for a task that stands alone until it is resumed itself, whatever becomes of the case', () => {
    const journey = opened();
    const before = dueOf(journey, 'file');
    const id = journey.openId('file');
    const from = journey.now;
    journey.act(coordinator, suspend(id));
    journey.now += day;
    journey.act(coordinator, suspend());
    journey.now += day;
    journey.act(coordinator, resume());
    expect(journey.state.tasks[id]?.stoppedAt).toBe(from);
    journey.act(coordinator, suspend());
    journey.act(coordinator, resume(id));
    expect(journey.state.tasks[id]?.stoppedAt).toBe(from);
    journey.now += day;
    journey.act(coordinator, resume());
    expect(workingTimeBetween(sampleCalendar, before, dueOf(journey, 'file'))).toBe(
      workingTimeBetween(sampleCalendar, from, journey.now),
    );
  });

  it('and starts by itself at the opening of the day that was named', () => {
    const journey = opened();
    journey.act(coordinator, suspend(null, '2026-04-13'));
    expect(nextWake(journey.state)).toMatchObject({ reason: 'resumption', item: null });
    journey.act(coordinator, suspend(journey.openId('visit'), '2026-04-14'));
    journey.passTo(Date.UTC(2026, 3, 15));
    const resumed = journey.log.filter(({ events }) => events.some(({ type }) => type === 'resumed'));
    expect(resumed.map(({ at }) => localTimeAt(sampleCalendar, at))).toEqual([
      '2026-04-13 08:30',
      '2026-04-14 08:30',
    ]);
  });
});

describe('while the clock stands', () => {
  it('I5: nobody is told anything, and acts stay possible', () => {
    const journey = opened();
    journey.act(coordinator, suspend());
    journey.passTo(Date.UTC(2026, 5, 1));
    expect(journey.log).toHaveLength(2);
    expect(nextWake(journey.state)).toBeNull();
    journey.complete(technical, 'file');
    const events = journey.complete(coordinator, 'visit');
    expect(events.map(({ type }) => type)).toEqual([
      ...['task-completed', 'stage-left', 'stage-entered', 'task-opened'],
    ]);
    journey.act(coordinator, resume());
    expect(invitations(journey, 'note')).toHaveLength(1);
  });

  it('I5: what opened in the very moment of the pause is invited to once', () => {
    const journey = opened();
    journey.act(coordinator, suspend());
    journey.now += day;
    journey.act(sampleActors.administrator, resume());
    expect(invitations(journey, 'file')).toHaveLength(1);
  });

  it('keeps a pause of no working time from moving anything', () => {
    const journey = opened();
    const before = dueOf(journey, 'file');
    journey.now = Date.UTC(2026, 3, 4, 9);
    journey.act(coordinator, suspend());
    journey.now = Date.UTC(2026, 3, 5, 9);
    expect(journey.act(coordinator, resume()).map(({ type }) => type)).toEqual(['resumed']);
    expect(dueOf(journey, 'file')).toBe(before);
  });
});

describe('bad pauses', () => {
  it('are refused by name, the case as it was', () => {
    const journey = opened();
    const id = journey.openId('file');
    const refused = (actor: typeof coordinator, body: Parameters<CaseJourney['refused']>[1]) => {
      const before = journey.state;
      const { code } = journey.refused(actor, body);
      expect(journey.state).toBe(before);
      return code;
    };
    expect(journey.refused(coordinator, resume(id))).toEqual({ code: 'suspension.none', subject: id });
    expect(refused(coordinator, resume())).toBe('suspension.none');
    expect(refused(coordinator, resume(id))).toBe('suspension.none');
    expect(refused(expert, suspend())).toBe('actor.not-allowed');
    expect(refused(coordinator, suspend('x'))).toBe('task.unknown');
    expect(refused(coordinator, suspend(null, '2026-03-31'))).toBe('suspension.until-past');
    // It is past the opening already: such a pause would end before it began.
    expect(refused(coordinator, suspend(null, '2026-04-01'))).toBe('suspension.until-past');
    journey.now = Date.UTC(2026, 3, 1, 7, 30);
    expect(refused(coordinator, suspend(null, '2026-04-01'))).toBe('suspension.until-past');
    expect(refused(coordinator, suspend(null, '2028-01-01'))).toBe('extension.past-end');
    journey.act(coordinator, suspend());
    expect(refused(coordinator, suspend())).toBe('suspension.already');
    journey.act(sampleActors.administrator, suspend(id));
    expect(journey.refused(coordinator, suspend(id))).toEqual({ code: 'suspension.already', subject: id });
    expect(refused(coordinator, suspend(id))).toBe('suspension.already');
    journey.act(coordinator, { type: 'terminate' });
    expect(refused(coordinator, resume())).toBe('case.closed');
    expect(refused(coordinator, resume(id))).toBe('case.closed');
  });
});
