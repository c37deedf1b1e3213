import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays, addWorkingDays, localDateAt, type CalendarSnapshot } from '#libs/domain';
import { Accounts } from '#libs/identity';
import { CaseViews, Programmes, type CalendarChange } from '#libs/persistence';
import { application } from '../../../testing/src/application.fixture.js';
import { casesFixture, type CasesFixture } from '../../../testing/src/cases.js';
import type { Actor } from '../actor.js';
import { Sweep } from '../boot/sweep.js';
import { CaseStates } from '../case-states.js';
import { CaseQueries } from '../queries/case-queries.js';
import { CompleteTask } from '../usecases/complete-task.js';
import { OpenCase } from '../usecases/open-case.js';
import { RecoverCase } from '../usecases/recover-case.js';
import { Calendars } from './calendars.js';
import { ChangeCalendar } from './change-calendar.js';

// A shared machine starts workflows slowly at times.
jest.setTimeout(60_000);

describe('a change of a calendar', () => {
  let fixture: CasesFixture;
  let administrator: Actor;
  let coordinator: Actor;
  let keys = 0;
  const key = () => `key-${++keys}`;

  beforeAll(async () => {
    fixture = await casesFixture();
    await fixture.get(Accounts).ensureFirstAdministrator();
    administrator = await fixture.actor('P-ADMIN');
    coordinator = await fixture.actor('P-001');
  }, 60_000);
  afterAll(() => fixture.close(), 60_000);

  const changes = () => fixture.get(ChangeCalendar);
  const open = async (organisation: string) => {
    const input = { programme: 'CCP-MA', organisation, definition: 'sme-cleaner-production' };
    return (await fixture.get(OpenCase).execute(coordinator, input, key())).reference;
  };
  const caseRow = async (reference: string) => (await fixture.get(CaseViews).findCase(reference))!;
  const calendarOf = async (reference: string): Promise<CalendarSnapshot> =>
    (await fixture.get(CaseStates).of(reference)).calendar!;
  const currentOf = async (organisation: string) =>
    fixture.get(Calendars).of((await fixture.get(Programmes).get('CCP-MA'))!, organisation);
  const dueOf = async (reference: string, task: string) => {
    const item = (await fixture.get(CaseViews).item(`${reference}.${task}.1`))!;
    return localDateAt(await calendarOf(reference), item.due);
  };
  /** A day so many working days from a day of the case's calendar. */
  const workingDay = async (reference: string, from: string, count: number) =>
    addWorkingDays(await calendarOf(reference), from, count);
  const apply = (change: CalendarChange, reason: string, actor = administrator, k = key()) =>
    changes().apply(actor, change, reason, k);
  const dayOff = (day: string): CalendarChange => ({ type: 'override', country: 'MA', day, works: false });
  const withdrawn = (day: string): CalendarChange => ({ type: 'withdrawal', country: 'MA', day });
  const trail = async (reference: string) =>
    (await fixture.get(CaseQueries).trail(coordinator.viewer, reference)).items;
  const mailRows = async (reference: string) => (await fixture.get(CaseViews).mailsOf(reference)).length;
  /** Seconds to fire of every timer that the case's workflow has started, in order. */
  const timers = async (reference: string) => {
    const { events } = await fixture.temporal.client.workflow.getHandle(reference).fetchHistory();
    return (events ?? []).flatMap(({ timerStartedEventAttributes: timer }) =>
      timer ? [Number(timer.startToFireTimeout?.seconds)] : [],
    );
  };

  it('two days before a due date moves it, mails nobody, says why, and comes back', async () => {
    const reference = await open('OLV-01');
    const due = await dueOf(reference, 'application');
    const eid = await workingDay(reference, due, -2);
    const later = await workingDay(reference, due, 1);
    const before = { row: await caseRow(reference), mails: await mailRows(reference) };

    const preview = await changes().preview(administrator, dayOff(eid));
    expect(preview).toMatchObject({ id: null, cases: 1, dates: 1, behind: [] });
    expect(preview.replans[0]).toMatchObject({
      reference,
      moves: [{ item: `${reference}.application.1`, title: 'Application' }],
    });
    expect(await caseRow(reference)).toEqual(before.row);

    const made = await apply(dayOff(eid), 'Aïd al-Fitr, announced by the Ministry of Habous.');
    expect(made).toEqual({ ...preview, id: expect.any(String) });
    expect(await dueOf(reference, 'application')).toBe(later);
    expect(await caseRow(reference)).toMatchObject({
      seq: 2,
      calendar: (await currentOf('OLV-01')).version,
    });
    expect(await mailRows(reference)).toBe(before.mails);
    expect((await trail(reference)).at(-1)).toMatchObject({
      person: 'P-ADMIN',
      reason: 'Aïd al-Fitr, announced by the Ministry of Habous.',
      events: [
        { type: 'calendar-changed', because: 'override' },
        { type: 'due-moved', because: 'calendar' },
      ],
    });

    await expect(apply(dayOff(eid), 'Twice.')).rejects.toMatchObject({ code: 'calendar.override-exists' });
    expect(await apply(withdrawn(eid), 'It was another day.')).toMatchObject({ cases: 1, dates: 1 });
    expect(await dueOf(reference, 'application')).toBe(due);
    expect((await caseRow(reference)).calendar).toBe(before.row.calendar);
    expect(await mailRows(reference)).toBe(before.mails);
  });

  it('on the day of a reminder moves the armed timer in the workflow, and back again', async () => {
    const reference = await open('CAN-03');
    const before = await caseRow(reference);
    const day = localDateAt(await calendarOf(reference), before.nextWakeAt!);
    await apply(dayOff(day), 'A day of mourning.');
    const { nextWakeAt } = await caseRow(reference);
    expect(localDateAt(await calendarOf(reference), nextWakeAt!)).toBe(await workingDay(reference, day, 1));
    const [first, second, ...further] = await timers(reference);
    expect(further).toEqual([]);
    expect(second! - first!).toBeGreaterThan(20 * 3600);
    await apply(withdrawn(day), 'It was not.');
    expect((await caseRow(reference)).nextWakeAt).toBe(before.nextWakeAt);
    expect((await timers(reference)).length).toBe(3);
  });

  it('I11: happens once for one request, and answers the same again', async () => {
    const reference = await open('OLV-02');
    const eid = await workingDay(reference, await dueOf(reference, 'application'), -2);
    const k = key();
    const first = await apply(dayOff(eid), 'Once.', administrator, k);
    const { seq } = await caseRow(reference);
    expect(await apply(dayOff(eid), 'Once.', administrator, k)).toEqual(first);
    expect((await caseRow(reference)).seq).toBe(seq);
    await expect(apply(dayOff(eid), 'Other words.', administrator, k)).rejects.toMatchObject({
      code: 'request.reused',
    });
    await apply(withdrawn(eid), 'Over.');
  });

  it('and another one at once are both in every case, with both reasons', async () => {
    const reference = await open('OLV-03');
    const due = await dueOf(reference, 'application');
    const days = [await workingDay(reference, due, -2), await workingDay(reference, due, -3)];
    await Promise.all(days.map((day) => apply(dayOff(day), `Off on ${day}.`)));
    await fixture.get(Sweep).run();
    expect((await caseRow(reference)).calendar).toBe((await currentOf('OLV-03')).version);
    expect((await calendarOf(reference)).holidays).toEqual(expect.arrayContaining(days));
    expect(await dueOf(reference, 'application')).toBe(await workingDay(reference, due, 2));
    const told = (await trail(reference)).map(({ reason }) => reason).join('\n');
    for (const day of days) expect(told).toContain(`Off on ${day}.`);
    for (const day of days) await apply(withdrawn(day), 'Over.');
    expect(await dueOf(reference, 'application')).toBe(due);
  });

  it('reaches a case that is opened while it is made', async () => {
    const known = await open('OLV-04');
    const day = await workingDay(known, await dueOf(known, 'application'), -2);
    const [reference] = await Promise.all([open('OLV-05'), apply(dayOff(day), 'Announced.')]);
    await fixture.get(Sweep).run();
    expect((await caseRow(reference)).calendar).toBe((await currentOf('OLV-05')).version);
    expect((await calendarOf(reference)).holidays).toContain(day);
    await apply(withdrawn(day), 'Over.');
  });

  it('of one company’s season moves what its own contacts owe and nothing else', async () => {
    const [own, other] = [await open('OLV-06'), await open('OLV-07')];
    const director = await fixture.actor('P-106');
    const organisation = (await caseRow(own)).organisation;
    const due = await dueOf(own, 'application');
    const from = addDays(localDateAt(await calendarOf(own), fixture.clock.now()), 1);
    const season: CalendarChange = { type: 'season', organisation, from, to: addDays(from, 20) };
    const made = await apply(season, 'The olives are ripe.', coordinator);
    expect(made).toMatchObject({ cases: 1, dates: 1, replans: [{ reference: own }] });
    expect((await dueOf(own, 'application')) > due).toBe(true);
    expect(await dueOf(other, 'application')).toBe(due);
    expect((await caseRow(other)).seq).toBe(1);

    const item = `${own}.application.1`;
    const contact = director.viewer.contactOf.some((held) => held.organisation === organisation)
      ? director
      : await directorOf(organisation);
    await fixture.get(CompleteTask).execute(contact, { item, answers: application }, key());
    const eligibility = await dueOf(own, 'eligibility');
    const removal: CalendarChange = { type: 'season-removal', organisation, from };
    expect(await apply(removal, 'The harvest failed.', coordinator)).toMatchObject({ cases: 1, dates: 0 });
    expect(await dueOf(own, 'eligibility')).toBe(eligibility);
    expect((await caseRow(own)).calendar).toBe((await currentOf(organisation)).version);
  });

  it('goes on in a case whose workflow was away, with the same reason and author', async () => {
    const reference = await open('CAN-01');
    const day = await workingDay(reference, await dueOf(reference, 'application'), -2);
    await fixture.temporal.client.workflow.getHandle(reference).terminate('lost on purpose');
    const k = key();
    const made = await apply(dayOff(day), 'Announced while it was away.', administrator, k);
    expect(made.behind).toEqual([{ reference, code: 'case.workflow-lost' }]);
    await fixture.get(RecoverCase).execute(coordinator, reference, key());
    expect(await fixture.get(Sweep).run()).toMatchObject({ replanned: [reference] });
    expect((await trail(reference)).at(-1)).toMatchObject({
      person: 'P-ADMIN',
      reason: 'Announced while it was away.',
    });
    expect(await apply(dayOff(day), 'Announced while it was away.', administrator, k)).toEqual({
      ...made,
      behind: [],
    });
    expect(await fixture.get(Sweep).run()).toMatchObject({ replanned: [] });
    await apply(withdrawn(day), 'Over.');
  });

  it('of the programme’s end extends the horizon of every case, and its dates with it', async () => {
    const reference = await open('CAN-02');
    const { endsOn } = (await fixture.get(Programmes).get('CCP-MA'))!;
    const end = (day: string): CalendarChange => ({ type: 'horizon', programme: 'CCP-MA', endsOn: day });
    await apply(end('2029-01-31'), 'Five more months were granted.');
    const state = await fixture.get(CaseStates).of(reference);
    expect(state.calendar?.horizon.to).toBe('2030-01-31');
    expect(state.settings?.endsOn).toBe('2029-01-31');
    expect((await trail(reference)).at(-1)).toMatchObject({
      events: [{ type: 'calendar-changed', because: 'horizon', endsOn: '2029-01-31' }],
    });
    await apply(end(endsOn), 'The grant was taken back.');
    expect((await caseRow(reference)).calendar).toBe((await currentOf('CAN-02')).version);
  });

  it('is refused as a whole where a date would lie beyond the horizon', async () => {
    const reference = await open('CAN-04');
    const before = await caseRow(reference);
    const { horizon } = await calendarOf(reference);
    const from = addDays(localDateAt(await calendarOf(reference), fixture.clock.now()), 1);
    const season = { type: 'season', organisation: 'CAN-04', from, to: addDays(horizon.to, -5) } as const;
    const refusal = { kind: 'conflict', code: 'calendar.beyond-horizon', subject: reference };
    await expect(changes().preview(coordinator, season)).rejects.toMatchObject(refusal);
    await expect(apply(season, 'We never stop.', coordinator)).rejects.toMatchObject(refusal);
    expect((await currentOf('CAN-04')).closed).toBeUndefined();
    expect(await caseRow(reference)).toEqual(before);
  });

  it('is refused with the remedy where it means nothing, and to whoever may not make it', async () => {
    const season = { type: 'season', organisation: 'OLV-08' } as const;
    const refusals: readonly (readonly [CalendarChange, string])[] = [
      [dayOff('2026-02-30'), 'calendar.date-invalid'],
      [dayOff('2035-03-05'), 'calendar.override-outside'],
      [dayOff('2027-01-16'), 'calendar.override-idle'],
      [dayOff('2027-01-11'), 'calendar.override-idle'],
      [{ type: 'override', country: 'MA', day: '2027-01-12', works: true }, 'calendar.override-idle'],
      [{ type: 'override', country: 'XX', day: '2027-01-12', works: true }, 'calendar.unknown'],
      [withdrawn('2027-01-12'), 'calendar.override-unknown'],
      [{ ...season, from: '2027-02-01', to: '2027-01-01' }, 'season.ends-before'],
      [{ ...season, from: '2020-01-01', to: '2040-01-01' }, 'calendar.no-working-day'],
      [{ type: 'season-removal', organisation: 'OLV-08', from: '2027-01-01' }, 'season.unknown'],
      [
        { type: 'season', organisation: 'NO-1', from: '2027-01-01', to: '2027-01-02' },
        'organisation.unknown',
      ],
      [{ type: 'horizon', programme: 'CCP-MA', endsOn: '2026-01-01' }, 'programme.ends-before'],
      [{ type: 'horizon', programme: 'NONE', endsOn: '2028-01-01' }, 'programme.unknown'],
    ];
    for (const [change, code] of refusals) {
      await expect(changes().preview(administrator, change)).rejects.toMatchObject({ code });
      const refused = apply(change, 'For a test.');
      await expect(refused).rejects.toMatchObject({ code, details: { hint: expect.any(String) } });
    }
    await apply({ ...season, from: '2027-01-01', to: '2027-02-28' }, 'Harvest.', coordinator);
    for (const [dates, code] of [
      [{ from: '2027-02-28', to: '2027-03-01' }, 'season.overlaps'],
      [{ from: '2027-01-01', to: '2027-02-28' }, 'season.exists'],
    ] as const)
      await expect(apply({ ...season, ...dates }, 'Harvest.')).rejects.toMatchObject({ code });
    await apply({ ...season, from: '2027-01-01', to: '2027-03-15' }, 'A longer harvest.', coordinator);
    expect((await currentOf('OLV-08')).closed).toEqual([{ from: '2027-01-01', to: '2027-03-15' }]);

    const expert = await fixture.actor('P-011');
    for (const [actor, change] of [
      [coordinator, dayOff('2027-01-12')],
      [coordinator, { type: 'horizon', programme: 'CCP-MA', endsOn: '2028-12-31' }],
      [coordinator, { type: 'data', country: 'MA' }],
      [expert, { ...season, from: '2027-06-01', to: '2027-06-30' }],
    ] as const)
      await expect(changes().preview(actor, change)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(apply(dayOff('2027-01-12'), '  ')).rejects.toMatchObject({ code: 'reason.required' });
  });

  async function directorOf(organisation: string): Promise<Actor> {
    const { rows } = await fixture.database.pool.query<{ person: string }>(
      `select person from contacts where organisation = $1 and function = 'director'`,
      [organisation],
    );
    return fixture.actor(rows[0]!.person);
  }
});
