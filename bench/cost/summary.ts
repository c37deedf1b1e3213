import type { temporal } from '@temporalio/proto';
import type { CaseState, Transition } from '#libs/domain';
import { rounded, table, type Result } from '../report.js';
import { countActions, openingBytes, weigh, weighActs, weighByType, type Weight } from './history-account.js';

/** One case, travelled to its end. */
export interface Travelled {
  readonly history: readonly temporal.api.history.v1.IHistoryEvent[];
  readonly log: readonly Transition[];
  readonly state: CaseState;
  readonly carriedBytes: number;
  /** Virtual. */
  readonly days: number;
}

interface Runs {
  readonly prompt: Travelled;
  readonly promptByHand: Travelled;
  readonly late: Travelled;
  readonly lateByHand: Travelled;
}

/** The figures of the four cases; bytes of the opening act's arguments are counted apart wherever it says an act. */
export function summarise(runs: Runs): Result {
  const all = {
    late: account(runs.late),
    'late, by hand': account(runs.lateByHand),
    prompt: account(runs.prompt),
    'prompt, by hand': account(runs.promptByHand),
  };
  const act = perAct(runs.prompt);
  const actByHand = perAct(runs.promptByHand);
  const reminder = perReminder(runs.late, runs.prompt);
  const reminderByHand = perReminder(runs.lateByHand, runs.promptByHand);
  const ratio = all.late.events / all['late, by hand'].events;
  const byType = types(runs);
  const growth = quarters(runs.prompt);
  const opening = openingBytes(runs.late.history);
  const carried = runs.late.carriedBytes;
  return {
    lines: [
      table(
        ['case', 'days', 'acts', 'reminders', 'mails', 'events', 'KB', 'Actions'],
        Object.entries(all).map(([name, a]) => [
          name,
          ...[a.days, a.acts, a.reminders, a.notices, a.events, a.kb, a.actions].map(String),
        ]),
      ),
      '',
      table(
        ['', 'events', 'KB'],
        [
          ['an act', figure(act.events), figure(act.kb)],
          ['an act, by hand', figure(actByHand.events), figure(actByHand.kb)],
          ['a reminder', figure(reminder.events), figure(reminder.kb)],
          ['a reminder, by hand', figure(reminderByHand.events), figure(reminderByHand.kb)],
        ],
      ),
      '',
      `Definition and calendar snapshot, in the opening act's arguments: ${figure(opening / 1024)} KB, once a case.`,
      `A continue-as-new would carry at most ${figure(carried / 1024)} KB, definition and calendar included; this path never needs one.`,
      `An act in each quarter of the prompt case: ${growth.map((quarter) => `${figure(quarter.events)} events, ${figure(quarter.kb)} KB`).join(' | ')}`,
      '',
      table(
        ['event type', 'late', 'KB', 'by hand', 'KB'],
        byType.map(({ type, ...row }) => [
          type,
          String(row.events),
          figure(row.kb),
          String(row.eventsByHand),
          figure(row.kbByHand),
        ]),
      ),
    ],
    targets: [
      { name: 'events, of the hand-written', measured: ratio, atMost: 0.86 },
      { name: 'KB an act', measured: act.kb, atMost: 1.8 },
      { name: 'KB a reminder', measured: reminder.kb, atMost: 1.8 },
    ],
    data: {
      cases: all,
      ratios: {
        events: rounded(ratio, 3),
        kb: rounded(all.late.kb / all['late, by hand'].kb, 3),
        kbWithoutOpening: rounded(
          (all.late.kb - opening / 1024) / (all['late, by hand'].kb - opening / 1024),
          3,
        ),
        actions: rounded(all.late.actions / all['late, by hand'].actions, 3),
        eventsWithoutReminders: rounded(all.prompt.events / all['prompt, by hand'].events, 3),
      },
      perAct: { product: act, handWritten: actByHand },
      perReminder: { product: reminder, handWritten: reminderByHand },
      openingKb: rounded(opening / 1024),
      carriedKb: rounded(carried / 1024),
      quarters: growth,
      byType,
    },
  };
}

interface Figures {
  readonly events: number;
  readonly kb: number;
}

const kb = (bytes: number) => rounded(bytes / 1024);
const figure = (value: number) => value.toFixed(2);

function account({ history, log, days }: Travelled) {
  const { events, bytes } = weigh(history);
  return {
    days: Math.round(days),
    acts: actsOf(log),
    reminders: remindersOf(log),
    notices: log.flatMap(({ events: of }) => of.filter(({ type }) => type === 'notice')).length,
    events,
    kb: kb(bytes),
    actions: countActions(history),
  };
}

function actsOf(log: readonly Transition[]): number {
  return log.filter(({ act }) => act !== null).length;
}

/** Transitions that time made and that send a reminder or an escalation. */
function remindersOf(log: readonly Transition[]): number {
  return log.filter(
    ({ act, events }) =>
      act === null && events.some((event) => event.type === 'notice' && event.rung !== null),
  ).length;
}

function perAct({ history, log }: Travelled): Figures {
  const { events, bytes } = weigh(history);
  return { events: rounded(events / actsOf(log)), kb: kb((bytes - openingBytes(history)) / actsOf(log)) };
}

function perReminder(late: Travelled, prompt: Travelled): Figures {
  const reminders = remindersOf(late.log) - remindersOf(prompt.log);
  const [more, less] = [weigh(late.history), weigh(prompt.history)];
  return {
    events: rounded((more.events - less.events) / reminders),
    kb: kb((more.bytes - less.bytes) / reminders),
  };
}

function quarters({ history }: Travelled): readonly Figures[] {
  const [opening, ...acts] = weighActs(history);
  if (!opening) return [];
  const size = Math.ceil(acts.length / 4);
  return [0, 1, 2, 3].map((quarter) => {
    const part = acts.slice(quarter * size, (quarter + 1) * size);
    const total = part.reduce(
      (sum: Weight, { events, bytes }) => ({ events: sum.events + events, bytes: sum.bytes + bytes }),
      { events: 0, bytes: 0 },
    );
    return { events: rounded(total.events / part.length), kb: kb(total.bytes / part.length) };
  });
}

function types({ late, lateByHand }: Runs) {
  const [ours, theirs] = [weighByType(late.history), weighByType(lateByHand.history)];
  return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort().map((type) => ({
    type,
    events: ours[type]?.events ?? 0,
    kb: kb(ours[type]?.bytes ?? 0),
    eventsByHand: theirs[type]?.events ?? 0,
    kbByHand: kb(theirs[type]?.bytes ?? 0),
  }));
}
