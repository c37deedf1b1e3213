import type { SettableClock } from '#libs/config';
import {
  fold,
  initialState,
  nextWake,
  openItems,
  type ApprovalOutcome,
  type CaseState,
  type Item,
  type Transition,
} from '#libs/domain';
import { CaseLog } from '#libs/persistence';
import type { VirtualTime } from '#libs/temporal';
import type { Services } from '../installation.js';
import type { Traveller } from '../traveller.js';

const day = 86_400_000;

/** When people act. `prompt`: always a day before their first reminder; `late`: some after reminders and escalations. */
export type Manner = 'prompt' | 'late';

export interface Journey {
  readonly log: readonly Transition[];
  readonly state: CaseState;
  /** The largest state a continue-as-new would have carried, in bytes of JSON. */
  readonly carriedBytes: number;
}

/** Days between the due date and the act, dealt out by the item's name, so that every run of a path is the same. */
const lateness = [-7, -3, -0.5, -6, 3, -2, -8, -0.5, 6, -4];

/** Takes an open case to its end: again and again the item whose moment comes first. One report is returned for rework. */
export async function travel(
  reference: string,
  manner: Manner,
  parts: { services: Services; traveller: Traveller; time: VirtualTime; clock: SettableClock },
): Promise<Journey> {
  const { services, traveller, time, clock } = parts;
  const read = () => services(CaseLog).load(reference);
  let carriedBytes = 0;
  for (;;) {
    const log = await read();
    const state = log.reduce(fold, initialState(reference));
    if (state.status === 'closed') return { log, state, carriedBytes };
    carriedBytes = Math.max(carriedBytes, Buffer.byteLength(JSON.stringify(state)));
    const planned = openItems(state).map((item) => ({ item, at: momentFor(state, item, manner) }));
    const [first] = planned.sort((a, b) => a.at - b.at || (a.item.id < b.item.id ? -1 : 1));
    if (!first) throw new Error(`${reference} is open and waits for nobody.`);
    const { now } = await time.forwardTo(reference, first.at);
    clock.set(Math.max(clock.now(), Math.floor(now)));
    const current = (await read()).reduce(fold, initialState(reference));
    const item = openItems(current).find(({ id }) => id === first.item.id);
    // Time itself may have settled it on the way.
    if (!item) continue;
    await traveller.settle(current, item, outcomeOf(item), now);
  }
}

function outcomeOf(item: Item): ApprovalOutcome {
  return item.state.key === 'validation' && item.state.round === 1 ? 'return' : 'approve';
}

function momentFor(state: CaseState, item: Item, manner: Manner): number {
  const opened = item.kind === 'task' ? item.state.openedAt : item.state.askedAt;
  if (manner === 'prompt') {
    const reminder = nextWake(only(state, item))?.at ?? item.due;
    return Math.max(opened + day / 24, reminder - day);
  }
  const key = item.id.slice(state.reference.length);
  const offset = lateness[sum(key) % lateness.length] ?? -1;
  return Math.max(opened + day / 24, item.due + (item.waives ? -Math.abs(offset) : offset) * day);
}

/** The case as if it waited for this item only, so that its next wake is the item's own. */
function only(state: CaseState, item: Item): CaseState {
  return item.kind === 'task'
    ? { ...state, tasks: { [item.id]: item.state }, approvals: {} }
    : { ...state, tasks: {}, approvals: { [item.id]: item.state } };
}

function sum(text: string): number {
  return Array.from(text).reduce((total, sign) => (total * 31 + sign.charCodeAt(0)) >>> 0, 7);
}
