import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calendarSnapshot } from '#libs/calendars';
import { SettableClock } from '#libs/config';
import {
  addWorkingDays,
  addDays,
  addMonths,
  caseAttributes,
  describeCase,
  instantAt,
  localDateAt,
  workingDayFrom,
  workingTimeBetween,
  type CalendarSnapshot,
  type CaseEvent,
  type Instant,
} from '#libs/domain';
import { DATABASE, Programmes, rebuild, type Database, type Mail } from '#libs/persistence';
import { apiFixture, type ApiFixture } from '../api/api-fixture.js';
import { usual } from '../api/refusals.js';
import { TimedCase } from './timed-case.js';

const [coordinator, expert, director, technical] = ['P-001', 'P-011', 'P-101', 'P-102'];
const noon = 12 * 60;
const minute = 60_000;

/** One case on the real server in virtual time; each test goes on where the one before it ended. */
describe('a case whose deadlines hold', () => {
  const clock = new SettableClock(Date.now());
  let fixture: ApiFixture;
  let calendar: CalendarSnapshot;
  let file: TimedCase;

  beforeAll(async () => {
    fixture = await apiFixture({ withConsole: true, clock });
    const { startsOn, endsOn } = (await fixture.app.get(Programmes).get('CCP-MA'))!;
    calendar = calendarSnapshot({ country: 'MA', from: startsOn, to: addMonths(endsOn, 12) });
    file = await TimedCase.opened(fixture, clock, calendar);
  }, 90_000);
  afterAll(() => fixture.close(), 60_000);

  const workingDays = (from: Instant, count: number) =>
    addWorkingDays(calendar, localDateAt(calendar, from), count);
  const dueOf = async (key: string): Promise<Instant> => {
    const { item } = await file.read(coordinator, `tasks/${file.id(key)}`);
    return item.due;
  };
  const mailsAbout = async (key: string, ...notices: readonly Mail['notice'][]): Promise<readonly Mail[]> =>
    (await file.mails()).filter(({ item, notice }) => item === file.id(key) && notices.includes(notice));
  const eventsOf = async <T extends CaseEvent['type']>(type: T) =>
    (await file.log()).flatMap(({ at, act, actor, events }) =>
      events
        .filter((event): event is Extract<CaseEvent, { type: T }> => event.type === type)
        .map((event) => ({ at, act, actor, event })),
    );
  const overdue = async () => ({
    lists: (await file.row()).overdue,
    temporal: (await file.attributes())['Overdue'],
  });

  it('is silent after a call until the promised day has passed', async () => {
    const due = await dueOf('application');
    const promised = workingDays(due, -3);
    const said = {
      medium: 'phone',
      note: 'The bills come by then.',
      promised,
      tasks: [file.id('application')],
    };
    await file.act(coordinator, file.path('contact-log'), said);
    // The first rung, five working days before, lies within the silence.
    await file.passToDay(workingDays(due, -2), noon);
    expect(await mailsAbout('application', 'reminder')).toEqual([]);
    await file.passToDay(workingDays(due, -1), noon);
    const reminders = await mailsAbout('application', 'reminder');
    expect(reminders).toMatchObject([{ person: director, state: 'sent', rung: 1 }]);
  });

  it('I6: moves its due date by exactly the working time that its clock stood, and says nothing meanwhile', async () => {
    const due = await dueOf('application');
    await file.passTo(clock.now() + 37 * minute);
    const before = (await file.mails()).length;
    await file.act(coordinator, file.path('suspension'), { reason: 'Their plant is under water.' });
    await file.passToDay(workingDays(due, 6), 15 * 60 + 11);
    expect(await overdue()).toEqual({ lists: false, temporal: false });
    await file.act(coordinator, file.path('resumption'), { reason: 'They are back.' });
    expect(await file.mails()).toHaveLength(before);
    const [stopped] = await eventsOf('suspended');
    const [resumed] = await eventsOf('resumed');
    const stood = workingTimeBetween(calendar, stopped!.at, resumed!.at);
    expect(stood).toBeGreaterThan(5 * 8 * 60 * minute);
    expect(workingTimeBetween(calendar, due, await dueOf('application'))).toBe(stood);
  });

  it('is overdue at the due instant with nobody acting, and no longer once more time, asked for by link, is granted', async () => {
    const due = await dueOf('application');
    await file.passTo(due - minute);
    expect(await overdue()).toEqual({ lists: false, temporal: false });
    await file.passTo(due + minute);
    expect(await overdue()).toEqual({ lists: true, temporal: true });
    const [turned] = await eventsOf('item-overdue');
    expect(turned).toMatchObject({ act: null, actor: null });
    expect(turned!.at - due).toBeGreaterThanOrEqual(0);
    expect(turned!.at - due).toBeLessThan(minute);

    const until = workingDays(due, 6);
    const asked = { do: 'more-time', until, reason: 'The accountant is back next week.' };
    expect(await file.postByLink('application', 'more-time', asked)).toBe(303);
    expect(await overdue()).toEqual({ lists: true, temporal: true });
    await file.act(coordinator, `approvals/${file.id('extension-application')}/decisions`, {
      outcome: 'approve',
    });
    expect(await dueOf('application')).toBe(instantAt(calendar, until, calendar.hours.closes));
    expect(await overdue()).toEqual({ lists: false, temporal: false });
  });

  it('goes to the coordinator when its company is silent for a week', async () => {
    const due = await dueOf('application');
    await file.passToDay(workingDays(due, 4), noon);
    expect(await mailsAbout('application', 'escalation')).toEqual([]);
    await file.passToDay(workingDays(due, 5), noon);
    const escalated = await mailsAbout('application', 'escalation');
    expect(escalated).toMatchObject([{ person: coordinator, state: 'sent', revision: 1 }]);
    await file.completeByLink('application');
  });

  it('is admitted by two voices of two houses; whoever has spoken is reminded no more', async () => {
    await file.complete(coordinator, 'eligibility');
    await file.completeByLink('commitment');
    const decisions = `approvals/${file.id('admission')}/decisions`;
    await file.act('P-031', decisions, { outcome: 'approve' });
    expect((await file.row()).stage).toBe('enrolment');
    const { item } = await file.read(coordinator, `approvals/${file.id('admission')}`);
    await file.passToDay(workingDays(item.due, -2), noon);
    const reminders = await mailsAbout('admission', 'reminder');
    const reminded = reminders.filter(({ state }) => state === 'sent').map(({ person }) => person);
    expect(reminded).toContain('P-032');
    expect(reminded).not.toContain('P-031');
    await file.act('P-032', decisions, { outcome: 'approve' });
    expect((await file.row()).stage).toBe('diagnostic');
    const decided = (await eventsOf('approval-decided')).at(-1);
    expect(decided).toMatchObject({
      event: { id: file.id('admission'), outcome: 'approve' },
      actor: { person: 'P-032' },
    });
  });

  it('takes five working days of silence for consent to what was taken down on the phone', async () => {
    const said = { task: file.id('data-request'), saidBy: technical, medium: 'phone' };
    await file.act(expert, 'transcriptions', { ...said, answers: usual('utility-bills') });
    const taken = clock.now();
    await file.passToDay(workingDays(taken, 5), calendar.hours.opens);
    expect((await file.state()).tasks[file.id('data-request')]).toMatchObject({ status: 'open' });
    await file.passToDay(workingDays(taken, 6), noon);
    const accepted = (await eventsOf('task-completed')).at(-1);
    expect(accepted).toMatchObject({
      ...{ act: null, actor: null },
      event: { id: file.id('data-request'), by: { person: expert, onBehalfOf: technical } },
    });
  });

  it('is approved on a condition, which becomes a task of the company', async () => {
    await file.complete(expert, 'visit-plan');
    await file.complete(expert, 'visit');
    await file.complete(expert, 'report');
    await file.completeByLink('comments');
    await file.act(coordinator, `approvals/${file.id('validation')}/decisions`, { outcome: 'approve' });
    await file.complete(expert, 'options');
    await file.completeByLink('choice', 'two-measures');
    const opinion = (await file.state()).tasks[file.id('opinion')];
    // Without an opinion by the due date the plan goes on.
    await file.passTo((opinion?.due ?? clock.now()) + minute);
    const date = workingDays(clock.now(), 8);
    await file.act(coordinator, `approvals/${file.id('conformity')}/decisions`, {
      outcome: 'approve',
      conditions: [{ text: 'Send the signed quotation of the insulation.', date }],
    });
    const condition = 'condition-conformity-1';
    const asked = await file.read(coordinator, `tasks/${file.id(condition)}`);
    const text = 'Send the signed quotation of the insulation.';
    expect(asked).toMatchObject({
      item: { title: text, due: instantAt(calendar, date, calendar.hours.closes) },
      condition: { text, date, approval: file.id('conformity') },
    });
    await file.completeByLink(condition);
    expect((await file.state()).tasks[file.id(condition)]).toMatchObject({
      status: 'done',
      by: { person: director },
    });
  });

  it('I7: is in the workflow, in the lists and in the log the same', async () => {
    const state = await file.state();
    expect(await file.caseFile()).toBe(describeCase(state));
    const { Due, WaitingOn, ...shown } = caseAttributes(state);
    expect(await file.attributes()).toMatchObject({
      ...shown,
      ...(Due !== null && { Due: new Date(Due) }),
      WaitingOn,
    });
    const report = await rebuild(fixture.app.get<Database>(DATABASE));
    expect(report).toMatchObject({ cases: 1, differences: [], problems: [] });
    expect(report.transitions).toBe(state.seq);
  });

  it('I5: is silent once closed, has told nobody anything twice and nothing of what was over or paused', async () => {
    await file.act(coordinator, file.path('termination'), { reason: 'The company is sold.' });
    const closedAt = clock.now();
    await file.passTo(
      instantAt(calendar, workingDayFrom(calendar, addDays(workingDays(closedAt, 1), 60)), noon),
    );
    const mails = await file.mails();
    expect(mails.filter(({ at, notice }) => at > closedAt + minute && notice !== 'closing')).toEqual([]);
    expect(mails.filter(({ state }) => !['sent', 'dropped'].includes(state))).toEqual([]);

    const sent = mails.filter(({ state }) => state === 'sent');
    const keys = sent.map(({ item, notice, rung, revision, person, seq }) =>
      [item, rung ?? notice, revision, person, answering.includes(notice) ? seq : ''].join(' '),
    );
    expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
    const received = (await file.inbox()).map(({ messageId }) => messageId);
    const arrived = sent.map(({ messageId }) => received.filter((id) => id === messageId).length);
    expect(new Set(arrived)).toEqual(new Set([1]));

    const { tasks, approvals } = await file.state();
    const pressing = sent.filter(({ notice }) => !answering.includes(notice));
    const late = pressing.filter(({ item, at }) => {
      const about = tasks[item ?? ''] ?? approvals[item ?? ''];
      const { settledAt = Infinity, stops = [] } = about ?? {};
      return at > settledAt || stops.some(({ from, to }) => at > from && at < to);
    });
    expect(pressing.length).toBeGreaterThan(10);
    expect(late).toEqual([]);
  });
});

/** Told once for each act that asks for it. */
const answering: readonly Mail['notice'][] = ['outcome', 'closing', 'receipt', 'noted'];
