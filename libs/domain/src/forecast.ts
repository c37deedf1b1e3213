import { assumedAct } from './assumed-act.js';
import { attempt } from './decide.js';
import { dueOn } from './due.js';
import { localDateAt } from './business-time.js';
import { calendarOf, definitionOf, openItems, type Item } from './lookup.js';
import { nextTurn } from './next-wake.js';
import type { CaseState, Command, Instant, RejectionCode } from './model/index.js';

/** What can be foreseen of a case when nobody is late any more. */
export interface Forecast {
  /**
   * The case as it would stand at the end. Its stages, tasks, approvals and milestones carry the dates; what was not there
   * before is foreseen.
   */
  readonly state: CaseState;
  /** Why it ends before the case does; null when it foresees the closing. */
  readonly stops: ForecastStop | null;
}

export interface ForecastStop {
  /** `clock-stopped`: nothing runs. `facts`: the path depends on a figure nobody can assume. `too-long`: it turns in circles. */
  readonly because: 'clock-stopped' | 'facts' | 'too-long' | RejectionCode;
  /** Id of the task or approval at which it ends. */
  readonly item: string | null;
}

/** More than any path has; a definition that leads in circles ends here. */
const mostSteps = 500;

/**
 * Replays the rest of the path through `decide` and `evolve` themselves: what is open is settled in the order of its due
 * dates, each at its due instant, by its proper party and with a favourable outcome; time wakes the case where it would. What is
 * late already is taken to be settled by the close of the next working day. Measures that nobody has chosen are not foreseen.
 */
export function forecast(present: CaseState, now: Instant): Forecast {
  const { state, stops } = foreseenFrom(withoutLadders(present), now);
  return { state: present.rules ? { ...state, rules: present.rules } : state, stops };
}

/** Reminders change no path, and working out their moments takes a fifth of a forecast. */
function withoutLadders(state: CaseState): CaseState {
  return state.rules ? { ...state, rules: { ...state.rules, ladders: {} } } : state;
}

function foreseenFrom(present: CaseState, now: Instant): Forecast {
  let state = present;
  let at = now;
  for (let step = 0; step < mostSteps; step++) {
    if (state.status !== 'open') return { state, stops: null };
    const next = nextStep(state, at, now, step);
    if ('because' in next) return { state, stops: next };
    const { decision, state: after } = attempt(state, next.command, next.at);
    if (!decision.ok) return { state, stops: { because: decision.rejection.code, item: next.item } };
    at = next.at;
    state = after;
  }
  return { state, stops: { because: 'too-long', item: null } };
}

interface Step {
  readonly command: Command;
  readonly at: Instant;
  readonly item: string | null;
}

function nextStep(state: CaseState, at: Instant, now: Instant, step: number): Step | ForecastStop {
  const due = nextDue(state, at, now);
  const turn = nextTurn(state);
  // At the same moment people come first: somebody who answers on the last day is in time.
  if (turn && (!due || turn.at < due.at))
    return { command: { type: 'wake' }, at: Math.max(turn.at, at), item: turn.item };
  if (!due) return { because: 'clock-stopped', item: null };
  const command = assumedAct(state, due.item, due.at, step);
  return command ? { command, at: due.at, item: due.item.id } : { because: 'facts', item: due.item.id };
}

/** The open item that is settled first; a standing clock settles nothing. */
function nextDue(
  state: CaseState,
  at: Instant,
  now: Instant,
): { readonly item: Item; readonly at: Instant } | undefined {
  let first: { readonly item: Item; readonly at: Instant } | undefined;
  for (const item of openItems(state)) {
    if (item.stoppedAt !== undefined) continue;
    const moment = Math.max(momentOf(state, item, now), at);
    if (!first || moment < first.at) first = { item, at: moment };
  }
  return first;
}

/** When it is likely to be settled: when due, or on the day promised; what is late, the next working day. */
function momentOf(state: CaseState, item: Item, now: Instant): Instant {
  const wanted = Math.max(item.due, item.silentUntil ?? item.due);
  const definition = definitionOf(state);
  if (wanted > now || !definition) return wanted;
  const calendar = calendarOf(definition.calendar, item);
  return dueOn({ calendar, now }, localDateAt(calendar, now)).at;
}
