import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  allCalendars,
  CaseJourney,
  sampleActors,
  sampleSettings,
  sampleTask,
  shortRules,
} from '#libs/testing';
import {
  calendarOf,
  isWorkingDay,
  localDateAt,
  localTimeAt,
  nextWake,
  openItems,
  workingTimeBetween,
  type ActBody,
  type CalendarSnapshot,
  type Instant,
  type Rung,
  type TaskRule,
} from './index.js';

const { coordinator, technical } = sampleActors;
const minute = 60_000;

const ladder: readonly Rung[] = [
  { when: 'before', duration: { amount: 7, unit: 'days' } },
  { when: 'before', duration: { amount: 1, unit: 'working days' } },
  { when: 'at' },
  { when: 'after', duration: { amount: 1, unit: 'weeks' } },
  { when: 'after', duration: { amount: 1, unit: 'months' } },
];
const extension = {
  most: { amount: 500, unit: 'days' },
  decider: { role: 'coordinator' },
  due: { from: 'opening', duration: { amount: 3, unit: 'working days' } },
  ladder: 'silent',
} as const;
const tasks: readonly TaskRule[] = [
  sampleTask({ key: 'file', assignee: { contact: 'technical' }, ladder: 'long', extension }),
  sampleTask({
    key: 'visit',
    ladder: 'long',
    due: { from: 'opening', duration: { amount: 40, unit: 'working hours' } },
  }),
];

function opened(calendar: CalendarSnapshot, reminderAt = sampleSettings.reminderAt): CaseJourney {
  const short = shortRules({ tasks });
  const rules = { ...short, ladders: { ...short.ladders, long: ladder } };
  return CaseJourney.opened({ rules, calendar, settings: { ...sampleSettings, reminderAt } });
}

type Step =
  | { readonly what: 'case' | 'file' | 'visit' | 'wake' | 'same calendar'; readonly minutes: number }
  | { readonly what: 'extend'; readonly minutes: number };
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    what: fc.constantFrom('case', 'file', 'visit', 'wake', 'same calendar', 'extend'),
    minutes: fc.integer({ min: 0, max: 20_000 }),
  }),
  { minLength: 1, maxLength: 14 },
);

const item = (journey: CaseJourney, key: string) => {
  const found = openItems(journey.state).find(({ state }) => state.key === key);
  if (!found) throw new Error(`${key} is not open`);
  return found;
};

/** Suspends what runs and resumes what stands. */
function toggle(journey: CaseJourney, key: 'case' | 'file' | 'visit'): void {
  const subject = key === 'case' ? null : item(journey, key);
  const stands = subject === null ? journey.state.suspendedAt !== undefined : subject.suspended !== undefined;
  const body: ActBody = stands
    ? { type: 'resume', item: subject?.id ?? null }
    : { type: 'suspend', item: subject?.id ?? null, until: null };
  journey.act(coordinator, body);
}

describe('I6 for any order of pauses, extensions, wakes and calendars', () => {
  it('a clock moves its due date by the working time it stood, counted minute by minute from outside', () => {
    fc.assert(
      fc.property(fc.constantFrom(...allCalendars), steps, (calendar, all) => {
        const journey = opened(calendar);
        /** What was due, and how much work has been paused since it was set. */
        const expected = new Map(
          ['file', 'visit'].map((key) => [key, { due: item(journey, key).due, paused: 0 }]),
        );
        const pass = (minutes: number) => {
          const from = journey.now;
          journey.now += minutes * minute;
          for (const [key, each] of expected) {
            const own = calendarOf(calendar, item(journey, key));
            const stands =
              journey.state.suspendedAt !== undefined || item(journey, key).suspended !== undefined;
            if (stands) each.paused += workingTimeBetween(own, from, journey.now);
          }
        };
        for (const { what, minutes } of all) {
          pass(minutes);
          if (what === 'wake') journey.send({ type: 'wake' });
          else if (what === 'same calendar')
            journey.act(coordinator, {
              type: 'replan',
              calendar: { ...calendar, version: 'again' },
              because: 'data',
            });
          else if (what === 'extend') {
            const until = localDateAt(
              calendar,
              Math.max(journey.now, item(journey, 'file').due) + 12 * 86_400_000,
            );
            journey.send(
              journey.command(coordinator, { type: 'extend', task: item(journey, 'file').id, until }),
            );
            if (journey.log.at(-1)?.events[0]?.type === 'due-extended')
              expected.set('file', { due: item(journey, 'file').due, paused: 0 });
          } else toggle(journey, what);
        }
        pass(1);
        for (const key of ['case', 'file', 'visit'] as const) {
          const stands =
            key === 'case' ? journey.state.suspendedAt !== undefined : item(journey, key).suspended;
          if (stands) toggle(journey, key);
        }
        for (const [key, { due, paused }] of expected) {
          const own = calendarOf(calendar, item(journey, key));
          expect(workingTimeBetween(own, due, item(journey, key).due)).toBe(paused);
        }
      }),
    );
  });
});

describe('reminders', () => {
  it('leave at the programme’s hour on a working day, each once, whatever the calendar', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...allCalendars),
        fc.constantFrom(0, 420, 540, 1020),
        fc.integer({ min: 0, max: 400 * 1440 }),
        (calendar, reminderAt, wait) => {
          const journey = opened(calendar, reminderAt);
          journey.passTo(journey.now + wait * minute);
          const sent = new Set<string>();
          for (const { at, events } of journey.log.slice(1)) {
            for (const event of events) {
              if (event.type !== 'notice' || event.rung === null) continue;
              const time = localTimeAt(calendar, at);
              expect(Number(time.slice(11, 13)) * 60 + Number(time.slice(14))).toBe(reminderAt);
              expect(isWorkingDay(calendar, time.slice(0, 10))).toBe(true);
              const key = `${event.item ?? ''} ${event.rung}`;
              expect(sent.has(key)).toBe(false);
              sent.add(key);
            }
          }
        },
      ),
    );
  });

  it('are none after the task is done, whenever that was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 1440 }), (wait) => {
        const journey = opened(allCalendars[0]!);
        journey.passTo(journey.now + wait * minute);
        const { id } = item(journey, 'file');
        journey.complete(technical, 'file');
        const done = journey.log.length;
        journey.passTo(journey.now + 400 * 86_400_000);
        const late = journey.log.slice(done).flatMap(({ events }) => events);
        expect(late.filter((event) => event.type === 'notice' && event.item === id)).toEqual([]);
      }),
    );
  });

  it('are silent until the close of the day that was promised', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 40 }), (wait, days) => {
        const journey = opened(allCalendars[0]!);
        journey.passTo(journey.now + wait * 86_400_000);
        const promised = localDateAt(allCalendars[0]!, journey.now + days * 86_400_000);
        journey.act(coordinator, { type: 'log-contact', promised, items: [] });
        const { id } = item(journey, 'file');
        const since = journey.log.length;
        journey.passTo(journey.now + 100 * 86_400_000);
        const reminders = journey.log
          .slice(since)
          .flatMap(({ at, events }): Instant[] =>
            events.some((event) => event.type === 'notice' && event.item === id && event.rung !== null)
              ? [at]
              : [],
          );
        for (const at of reminders) expect(localDateAt(allCalendars[0]!, at) > promised).toBe(true);
        // And time goes on all the same.
        expect(nextWake(journey.state)).toBeNull();
        expect(item(journey, 'file')).toMatchObject({ overdue: true });
      }),
    );
  });
});
