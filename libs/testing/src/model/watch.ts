import {
  calendarOf,
  changedRows,
  fold,
  initialState,
  isWorkingDay,
  localDateAt,
  localTimeAt,
  nextWake,
  openItems,
  project,
  type ActCommand,
  type CaseRules,
  type CaseState,
  type Command,
  type Instant,
  type ItemRow,
  type Rejection,
  type Transition,
  type Wake,
} from '#libs/domain';
import { secret } from './hostile-acts.js';
import { ClockWatch } from './watch-clocks.js';
import { Comparison } from './comparison.js';
import { HandsWatch } from './watch-hands.js';
import { MailWatch } from './watch-mail.js';

/** What must hold after every step, said apart from the core. It reads the log as the database gives it back. */
export class Watch {
  private folded: CaseState;
  private readonly hands: HandsWatch;
  private readonly mail = new MailWatch();
  private readonly clocks = new ClockWatch();
  private readonly comparison = new Comparison();
  private readonly definition: string;

  constructor(
    reference: string,
    readonly rules: CaseRules,
  ) {
    this.folded = initialState(reference);
    this.hands = new HandsWatch(reference, rules);
    this.definition = JSON.stringify(rules);
  }

  /** A new row stands in the log. */
  appended(transition: Transition, command: Command, row: string): void {
    const before = this.folded;
    const after = fold(before, transition);
    this.folded = after;
    this.hands.follow(transition);
    this.mail.follow(transition, command.type);
    this.clocks.follow(transition, before, after);
    if (row.includes(secret)) throw new Error('I8: what was typed in stands in the log');
    if (transition.seq % 12 === 1) requireRows(before, after);
    this.requireDefinition(transition, after);
    this.requireLife(after);
  }

  refused(rejection: Rejection, { actor, type }: ActCommand): void {
    if (JSON.stringify(rejection).includes(secret))
      throw new Error('I8: what was typed in stands in a refusal');
    this.hands.refused(rejection, actor, type);
  }

  /** I7: the workflow's state is what folding the log gives, and rows written one by one are the projection. */
  compare(state: CaseState, length: number): void {
    if (state.seq !== length) throw new Error('I7: the state is not where the log is');
    const difference = this.comparison.differenceOf(state, this.folded);
    if (difference !== null) throw new Error(`I7: folding the log gives another state: ${difference}`);
  }

  /** After a wake at its own moment the next one is later, and a reminder left at a humane hour. */
  woken(state: CaseState, now: Instant, wake: Wake | null): void {
    const next = nextWake(state);
    if (next && next.at <= now) throw new Error(`A wake leads to ${JSON.stringify(next)} again`);
    if (!wake || wake.rung === null || !state.calendar || !state.settings) return;
    const time = localTimeAt(state.calendar, wake.at);
    const minutes = Number(time.slice(11, 13)) * 60 + Number(time.slice(14));
    const humane = minutes === state.settings.reminderAt && isWorkingDay(state.calendar, time.slice(0, 10));
    if (!humane) throw new Error(`A reminder of ${wake.item ?? '-'} left at ${time}`);
  }

  /** I9: nothing but the opening brings a definition, and nothing changes it. */
  private requireDefinition({ events, seq }: Transition, after: CaseState): void {
    if (seq > 1 && events.some((event) => 'rules' in event)) throw new Error('I9: a second definition');
    if (seq % 16 === 1 && JSON.stringify(after.rules) !== this.definition)
      throw new Error('I9: another definition');
  }

  /** I12: an open case waits for somebody who is named; and time goes on unless everything stands or is over. */
  private requireLife(state: CaseState): void {
    const items = openItems(state);
    if (state.status !== 'open') {
      if (items.length > 0) throw new Error('I12: something is open in a closed case');
      return;
    }
    if (items.length === 0) throw new Error('I12: an open case waits for nobody');
    const { calendar } = state;
    for (const item of items) {
      if (item.parties.length === 0) throw new Error(`I12: ${item.id} waits for nobody`);
      if (!calendar || (item.kind === 'approval' && item.state.passedTo)) continue;
      const own = calendarOf(calendar, item);
      if (!isWorkingDay(own, localDateAt(own, item.due))) throw new Error(`${item.id} is due on a day off`);
    }
    const running = items.filter(({ stoppedAt }) => stoppedAt === undefined);
    if (running.some(({ overdue }) => !overdue) && !nextWake(state)) throw new Error('I12: nothing is armed');
  }
}

/** I7: the rows that a step changes, laid over those before, are the projection after it. */
function requireRows(before: CaseState, after: CaseState): void {
  const earlier = before.status === 'new' ? [] : project(before).items;
  const rows = new Map<string, ItemRow>(
    [...earlier, ...changedRows(before, after).items].map((row) => [row.id, row]),
  );
  const own = [...rows.values()].sort((a, b) => a.ordinal - b.ordinal);
  if (JSON.stringify(own) !== JSON.stringify(project(after).items))
    throw new Error('I7: the rows are not the projection');
}
