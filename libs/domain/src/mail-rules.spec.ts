import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantAt, isWorkingDay, localDateAt, localTimeAt } from './business-time.js';
import {
  fateOfMail,
  isWeekOpen,
  nextDigest,
  openMinutes,
  quietUntil,
  weekStart,
  type ItemOfMail,
  type MailHours,
  type RecipientOfMail,
} from './mail-rules.js';
import type { CalendarSnapshot, Instant } from './model/index.js';

/** Morocco around the end of Ramadan 2026: clocks go from UTC to UTC+1 on 22 March, and the feast takes 20 and 21 March. */
const calendar: CalendarSnapshot = {
  key: 'MA',
  version: 'test',
  timeZone: 'Africa/Casablanca',
  offsets: [
    { from: 0, minutes: 60 },
    { from: Date.UTC(2026, 1, 15, 2), minutes: 0 },
    { from: Date.UTC(2026, 2, 22, 2), minutes: 60 },
  ],
  weekend: [6, 7],
  holidays: ['2026-03-20', '2026-03-23', '2026-05-01'],
  hours: { opens: 510, closes: 1020 },
  horizon: { from: '2026-01-01', to: '2027-12-31' },
};
const hours: MailHours = { calendar, reminderAt: 540, quietFrom: 1080, quietTo: 480, mailsAWeek: 3 };
const item: ItemOfMail = {
  isOpen: true,
  revision: 0,
  stoppedAt: null,
  silentUntil: null,
  hasAnswered: false,
};
const single: RecipientOfMail = { rhythm: 'single', pressed: 0 };
const reminder = { notice: 'reminder', revision: 0, attempted: false };
const at = (date: string, minutes: number): Instant => instantAt(calendar, date, minutes);
const said = (instant: Instant | null) => (instant === null ? null : localTimeAt(calendar, instant));

describe('quiet', () => {
  it.each([
    [1080, 480, 600],
    [720, 840, 1320],
    [480, 480, 1440],
    [0, 1439, 1],
  ])('from minute %i to %i leaves %i minutes', (quietFrom, quietTo, open) => {
    expect(openMinutes({ quietFrom, quietTo })).toBe(open);
    const day = Array.from({ length: 1440 }, (_, minute) => at('2026-03-12', minute));
    const free = day.filter((now) => quietUntil({ ...hours, quietFrom, quietTo }, now) === null);
    expect(free).toHaveLength(open);
  });

  it.each([
    ['2026-03-12', 600, null],
    ['2026-03-12', 1079, null],
    ['2026-03-12', 1080, '2026-03-13 08:00'],
    ['2026-03-13', 479, '2026-03-13 08:00'],
    // A day off is quiet as a whole; what waited leaves with the reminders of the next working day.
    ['2026-03-14', 600, '2026-03-16 09:00'],
    ['2026-03-19', 1100, '2026-03-24 08:00'],
    ['2026-03-21', 600, '2026-03-24 09:00'],
  ])('at %s, minute %i lasts until %s', (date, minutes, until) => {
    expect(said(quietUntil(hours, at(date, minutes)))).toBe(until);
  });

  it('may lie within a day, or never be', () => {
    const noon = { ...hours, quietFrom: 720, quietTo: 840 };
    expect(said(quietUntil(noon, at('2026-03-12', 750)))).toBe('2026-03-12 14:00');
    expect(quietUntil(noon, at('2026-03-12', 840))).toBeNull();
    expect(quietUntil({ ...hours, quietTo: 1080 }, at('2026-03-14', 60))).toBeNull();
  });
});

describe('a digest', () => {
  it('leaves after the reminders of its morning, on a working day', () => {
    expect(said(nextDigest(hours, 'daily', at('2026-03-12', 540)))).toBe('2026-03-12 09:10');
    expect(said(nextDigest(hours, 'daily', at('2026-03-12', 551)))).toBe('2026-03-13 09:10');
    expect(said(nextDigest(hours, 'daily', at('2026-03-13', 900)))).toBe('2026-03-16 09:10');
  });

  it('leaves once a week on its first working day', () => {
    expect(said(nextDigest(hours, 'weekly', at('2026-03-12', 540)))).toBe('2026-03-16 09:10');
    expect(said(nextDigest(hours, 'weekly', at('2026-03-16', 540)))).toBe('2026-03-16 09:10');
    // Monday 23 March is a feast.
    expect(said(nextDigest(hours, 'weekly', at('2026-03-18', 540)))).toBe('2026-03-24 09:10');
  });

  it('never leaves in a quiet hour, whatever the reminder time', () => {
    const early = { ...hours, reminderAt: 360 };
    expect(said(nextDigest(early, 'daily', at('2026-03-12', 300)))).toBe('2026-03-12 08:00');
  });
});

describe('the week', () => {
  it('opens on its first working day, at reminder time', () => {
    expect(isWeekOpen(hours, at('2026-03-23', 600))).toBe(false);
    expect(isWeekOpen(hours, at('2026-03-24', 539))).toBe(false);
    expect(isWeekOpen(hours, at('2026-03-24', 540))).toBe(true);
    expect(isWeekOpen(hours, at('2026-03-25', 600))).toBe(false);
    expect(said(weekStart(hours, at('2026-03-25', 600)))).toBe('2026-03-23 00:00');
  });
});

describe('a mail', () => {
  const now = at('2026-03-12', 600);
  const fate = (mail = {}, about: object | null = {}, who = {}, when = now) =>
    fateOfMail(
      { ...reminder, ...mail },
      about === null ? null : { ...item, ...about },
      { ...single, ...who },
      hours,
      when,
    );

  it('that presses leaves by day, waits by night, and waits for a digest where the person wants or the week is full', () => {
    expect(fate()).toEqual({ do: 'send' });
    expect(fate({}, {}, {}, at('2026-03-12', 1200))).toMatchObject({ do: 'hold', for: 'hour' });
    expect(fate({}, {}, { rhythm: 'daily' })).toMatchObject({ do: 'hold', for: 'digest' });
    const capped = fate({}, {}, { pressed: 3 });
    expect(capped).toMatchObject({ do: 'hold', for: 'digest' });
    expect(capped.do === 'hold' && said(capped.until)).toBe('2026-03-16 09:10');
  });

  it('that asks for an answer, tells one or closes the case waits for nothing', () => {
    const night = at('2026-03-14', 60);
    for (const notice of ['invitation', 'noted', 'outcome', 'receipt', 'closing', 'fresh-link', 'handover'])
      expect(fate({ notice }, {}, { rhythm: 'weekly', pressed: 99 }, night)).toEqual({ do: 'send' });
  });

  it('that may have left already is held by the night alone', () => {
    expect(fate({ attempted: true }, {}, { rhythm: 'weekly', pressed: 99 })).toEqual({ do: 'send' });
    expect(fate({ attempted: true }, {}, {}, at('2026-03-12', 1200))).toMatchObject({ for: 'hour' });
  });

  it('I5: is dropped once its item is settled, extended, promised, answered or paused', () => {
    for (const about of [
      { isOpen: false },
      { revision: 1 },
      { silentUntil: now + 1 },
      { hasAnswered: true },
      { stoppedAt: now - 1 },
    ])
      expect(fate({}, about)).toEqual({ do: 'drop' });
    expect(fate({}, { silentUntil: now })).toEqual({ do: 'send' });
    for (const notice of ['invitation', 'handover'])
      expect(fate({ notice }, { isOpen: false })).toEqual({ do: 'drop' });
    expect(fate({ notice: 'invitation' }, { revision: 1 })).toEqual({ do: 'send' });
    expect(fate({ notice: 'outcome' }, { isOpen: false })).toEqual({ do: 'send' });
    expect(fate({ notice: 'closing' }, null)).toEqual({ do: 'send' });
  });

  it('that invites waits while the clock stands', () => {
    expect(fate({ notice: 'invitation' }, { stoppedAt: now - 1 })).toMatchObject({ for: 'clock' });
  });
});

describe('a person over weeks of mails that press', () => {
  const minute = 60_000;
  const begin = at('2026-03-02', 0);
  const arrivals = fc.array(
    fc.record({ day: fc.nat(41), minute: fc.constantFrom(0, 300, 540, 545, 600, 1000, 1100, 1439) }),
    { maxLength: 60 },
  );
  const settings = fc.record({
    rhythm: fc.constantFrom('single' as const, 'daily' as const, 'weekly' as const),
    mailsAWeek: fc.nat(6),
    reminderAt: fc.constantFrom(360, 540, 1070, 1100),
    quiet: fc.constantFrom([1080, 480], [720, 840], [0, 0]),
  });

  it('gets none in a quiet hour, no more than the cap a week, at most one digest a day, and hears of everything', () => {
    fc.assert(
      fc.property(
        arrivals,
        settings,
        (came, { rhythm, mailsAWeek, reminderAt, quiet: [from = 0, to = 0] }) => {
          const own: MailHours = { calendar, reminderAt, quietFrom: from, quietTo: to, mailsAWeek };
          const singles: Instant[] = [];
          const digests = new Map<Instant, number>();
          let waiting = came.map(({ day, minute: m }) => begin + day * 1440 * minute + m * minute);
          while (waiting.length > 0) {
            waiting.sort((a, b) => a - b);
            const [now = 0, ...rest] = waiting;
            waiting = rest;
            const pressed = singles.filter((moment) => moment >= weekStart(own, now)).length;
            const fate = fateOfMail(reminder, item, { rhythm, pressed }, own, now);
            if (fate.do === 'send') singles.push(now);
            else if (fate.do === 'hold' && fate.for === 'digest')
              digests.set(fate.until, (digests.get(fate.until) ?? 0) + 1);
            else if (fate.do === 'hold') {
              expect(fate.until).toBeGreaterThan(now);
              waiting.push(fate.until);
            }
          }
          const told = [...digests.values()].reduce((sum, count) => sum + count, singles.length);
          expect(told).toBe(came.length);
          for (const moment of [...singles, ...digests.keys()]) expect(quietUntil(own, moment)).toBeNull();
          for (const moment of singles)
            expect(
              singles.filter((other) => weekStart(own, other) === weekStart(own, moment)).length,
            ).toBeLessThanOrEqual(mailsAWeek);
          const days = [...digests.keys()].map((moment) => localDateAt(calendar, moment));
          expect(new Set(days).size).toBe(days.length);
          expect(days.every((day) => isWorkingDay(calendar, day))).toBe(true);
          if (rhythm !== 'single') expect(singles).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what a person sends by hand', () => {
  const now = at('2026-03-12', 600);
  const night = at('2026-03-12', 1200);
  const busy = { rhythm: 'single', pressed: hours.mailsAWeek } as const;

  it('waits for a humane hour, as a message, and for nothing else', () => {
    const message = { notice: 'message', revision: 0, attempted: false };
    expect(fateOfMail(message, null, busy, hours, now)).toEqual({ do: 'send' });
    expect(fateOfMail(message, null, { rhythm: 'weekly', pressed: 0 }, hours, now)).toEqual({ do: 'send' });
    expect(fateOfMail(message, null, single, hours, night)).toEqual({
      do: 'hold',
      until: at('2026-03-13', hours.quietTo),
      for: 'hour',
    });
  });

  it('I5: is held back like any reminder, as a nudge', () => {
    const nudge = { notice: 'nudge', revision: 0, attempted: false };
    expect(fateOfMail(nudge, item, single, hours, now)).toEqual({ do: 'send' });
    expect(fateOfMail(nudge, item, busy, hours, now)).toMatchObject({ do: 'hold', for: 'digest' });
    expect(fateOfMail(nudge, item, single, hours, night)).toMatchObject({ do: 'hold', for: 'hour' });
    for (const moot of [{ isOpen: false }, { hasAnswered: true }, { revision: 1 }, { silentUntil: now + 1 }])
      expect(fateOfMail(nudge, { ...item, ...moot }, single, hours, now)).toEqual({ do: 'drop' });
  });
});
