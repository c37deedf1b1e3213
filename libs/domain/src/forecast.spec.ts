import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CaseJourney, sampleActors, sampleCalendar, sampleRules, sampleSettings } from '#libs/testing';
import {
  addDays,
  forecast,
  instantAt,
  isPlanOpen,
  localDateAt,
  type CalendarSnapshot,
  type CaseRules,
  type CaseState,
  type Forecast,
  type Instant,
} from './index.js';

const { coordinator, committee, director, technical, expert, administrator } = sampleActors;

/** When each stage of what is foreseen begins and ends, by its key. */
function spans({ state }: Forecast): Readonly<Record<string, readonly (string | undefined)[]>> {
  const day = (at: Instant | undefined) =>
    at === undefined ? undefined : localDateAt(state.calendar ?? sampleCalendar, at);
  return Object.fromEntries(
    state.stages.map(({ key, enteredAt, leftAt }) => [key, [day(enteredAt), day(leftAt)]]),
  );
}

/** A case whose diagnostic has begun. */
function admitted(calendar: CalendarSnapshot = sampleCalendar): CaseJourney {
  const journey = CaseJourney.opened({ calendar });
  journey.complete(director, 'candidature');
  journey.complete(coordinator, 'eligibility', { eligible: true });
  journey.decided(committee, 'admission', 'approve');
  return journey;
}

/** Its action plan has two measures. */
function planned(): CaseJourney {
  const journey = admitted();
  journey.complete(technical, 'data-request', { supplies: 'figures' });
  journey.complete(expert, 'visit', { visitedOn: '2026-04-01' });
  journey.complete(expert, 'report', { options: [{ key: 'm1' }, { key: 'm2' }] }, 1);
  journey.complete(director, 'comments');
  journey.decided(coordinator, 'validation', 'approve');
  const plan = [
    { key: 'm1', date: '2026-09-01' },
    { key: 'm2', date: '2027-02-01' },
  ];
  journey.complete(director, 'choice', { plan });
  return journey;
}

function withHolidays(calendar: CalendarSnapshot, days: readonly string[]): CalendarSnapshot {
  return {
    ...calendar,
    version: `${calendar.version}+${days.length}`,
    holidays: [...new Set([...calendar.holidays, ...days])].sort(),
  };
}

describe('a forecast', () => {
  it('foresees the closing, with every stage on the way', () => {
    const journey = CaseJourney.opened();
    const foreseen = forecast(journey.state, journey.now);
    expect(foreseen.stops).toBeNull();
    expect(foreseen.state).toMatchObject({ status: 'closed', outcome: 'completed' });
    expect(foreseen.state.stages.map(({ key }) => key)).toEqual(sampleRules.stages.map(({ key }) => key));
  });

  it('comes true when everybody acts when due', () => {
    const journey = planned();
    const foreseen = forecast(journey.state, journey.now);
    const due = (key: string) => {
      const item = [...Object.values(journey.state.tasks), ...Object.values(journey.state.approvals)].find(
        (each) => each.key === key && each.status === 'open',
      );
      journey.passTo(item?.due ?? 0);
    };
    due('opinion');
    journey.complete(sampleActors.centre, 'opinion');
    due('evidence-m1');
    journey.complete(technical, 'evidence-m1', { outcome: 'implemented' });
    due('verification-m1');
    journey.complete(sampleActors.verifier, 'verification-m1', { verified: 'yes' });
    due('evidence-m2');
    journey.complete(technical, 'evidence-m2', { outcome: 'implemented' });
    due('verification-m2');
    journey.complete(sampleActors.verifier, 'verification-m2', { verified: 'yes' });
    expect(journey.state.status).toBe('closed');
    expect(foreseen.state.stages).toEqual(journey.state.stages);
    expect(foreseen.state.milestones).toEqual(journey.state.milestones);
  });

  it('changes nothing of what has happened', () => {
    const { state, now } = planned();
    const done = Object.values(state.tasks).filter(({ status }) => status === 'done');
    const foreseen = forecast(state, now).state;
    expect(done.length).toBeGreaterThan(5);
    for (const task of done) expect(foreseen.tasks[task.id]).toEqual(task);
  });

  it('takes what is late to be done on the next working day, all of it', () => {
    const journey = CaseJourney.opened();
    // A Saturday, long after the due date.
    journey.passTo(Date.UTC(2026, 5, 6, 10));
    const [first] = forecast(journey.state, journey.now).state.stages;
    const candidature = Object.values(forecast(journey.state, journey.now).state.tasks)[0];
    expect(candidature?.settledAt).toBe(instantAt(sampleCalendar, '2026-06-08', 990));
    expect(first?.leftAt).toBeGreaterThan(candidature?.settledAt ?? Number.NaN);
  });

  it('waits for the day that somebody promised', () => {
    const journey = CaseJourney.opened();
    journey.act(coordinator, { type: 'log-contact', promised: '2026-05-20', items: [] });
    const [candidature] = Object.values(forecast(journey.state, journey.now).state.tasks);
    expect(localDateAt(sampleCalendar, candidature?.settledAt ?? 0)).toBe('2026-05-20');
  });

  it('moves with a day off that is announced', () => {
    const journey = admitted();
    const before = spans(forecast(journey.state, journey.now));
    const calendar = withHolidays(sampleCalendar, ['2026-04-09', '2026-04-10']);
    journey.act(administrator, { type: 'replan', calendar, because: 'override' });
    const after = spans(forecast(journey.state, journey.now));
    // Two working days more for the figures: the visit, the report and what follows begin later, too.
    expect(before['diagnostic']).toEqual(['2026-04-01', '2026-07-01']);
    expect(after['diagnostic']).toEqual(['2026-04-01', '2026-07-03']);
  });

  it('lets a stopped clock run again on its day, and foresees nothing past one without', () => {
    const journey = admitted();
    journey.act(coordinator, { type: 'suspend', item: null, until: null });
    expect(forecast(journey.state, journey.now)).toEqual({
      state: journey.state,
      stops: { because: 'clock-stopped', item: null },
    });
    const other = admitted();
    const running = forecast(other.state, other.now).state.closedAt ?? 0;
    other.act(coordinator, { type: 'suspend', item: null, until: '2026-05-04' });
    const later = forecast(other.state, other.now);
    expect(later.stops).toBeNull();
    expect(later.state.closedAt).toBeGreaterThan(running);
  });

  it('says that the dates of measures are open until somebody has chosen them', () => {
    expect(isPlanOpen(admitted().state, 'implementation')).toBe(true);
    expect(isPlanOpen(planned().state, 'implementation')).toBe(false);
    expect(isPlanOpen(admitted().state, 'diagnostic')).toBe(false);
  });

  it('goes no further where the path depends on a figure', () => {
    const [enrolment, ...others] = sampleRules.stages;
    if (!enrolment) throw new Error('The sample has no stage.');
    const [candidature, ...tasks] = enrolment.tasks;
    if (!candidature) throw new Error('The sample has no task.');
    const asking = { ...candidature, facts: [{ key: 'saving', type: 'number', required: true } as const] };
    const rules: CaseRules = {
      ...sampleRules,
      stages: [{ ...enrolment, tasks: [asking, ...tasks] }, ...others],
    };
    const { state, now } = CaseJourney.opened({ rules });
    expect(forecast(state, now).stops).toEqual({
      because: 'facts',
      item: 'CCP-MA-2026-0007.candidature.1',
    });
  });

  it('refuses to go beyond the days that the calendar knows', () => {
    const calendar = { ...sampleCalendar, horizon: { from: '2026-01-01', to: '2026-06-01' } };
    const settings = { ...sampleSettings, endsOn: '2026-05-31' };
    const { state, now } = CaseJourney.opened({ calendar, settings });
    expect(forecast(state, now).stops?.because).toBe('calendar.beyond-horizon');
  });

  it('is never earlier for more days off', () => {
    const day = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-04-02', days));
    const anyCase = fc.constantFrom(CaseJourney.opened().state, admitted().state, planned().state);
    const ends = (state: CaseState, calendar: CalendarSnapshot) => {
      const journey = new CaseJourney();
      journey.state = state;
      journey.act(administrator, { type: 'replan', calendar, because: 'override' });
      const foreseen = forecast(journey.state, journey.now);
      expect(foreseen.stops).toBeNull();
      return foreseen.state.stages.map(({ leftAt }) => leftAt ?? 0);
    };
    fc.assert(
      fc.property(
        anyCase,
        fc.array(day, { maxLength: 30 }),
        fc.array(day, { minLength: 1, maxLength: 10 }),
        (state, some, more) => {
          const few = ends(state, withHolidays(sampleCalendar, some));
          const many = ends(state, withHolidays(sampleCalendar, [...some, ...more]));
          for (const [index, end] of few.entries()) expect(many[index]).toBeGreaterThanOrEqual(end);
        },
      ),
    );
  });
});
