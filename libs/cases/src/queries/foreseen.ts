import {
  fold,
  forecast,
  initialState,
  isPlanOpen,
  itemsOf,
  openItems,
  type Forecast,
  type CaseState,
  type ForecastStop,
  type Instant,
  type Item,
  type StageState,
} from '#libs/domain';
import type { ReadCase } from '../case-states.js';

/** A task or an approval on the path: as it was, as it stands, or as it is foreseen. */
export interface PathItem {
  readonly id: string;
  readonly key: string;
  readonly stage: string;
  readonly kind: Item['kind'];
  readonly milestone: string | null;
  readonly openedAt: Instant;
  readonly due: Instant;
  readonly settledAt: Instant | null;
  /** Times it was done over: rounds before this one. */
  readonly returns: number;
  /** Its due date has passed, as the case stands. */
  readonly late: boolean;
  /** Its condition did not hold: nobody was asked. */
  readonly skipped: boolean;
}

/** A whole path with its dates. */
export interface Path {
  readonly stages: readonly StageState[];
  readonly items: readonly PathItem[];
  readonly closedAt: Instant | null;
  readonly stops: ForecastStop | null;
}

/** What a case's log says of the time to come. Free of words, so that it serves every reader. */
export interface Foreseen {
  /** From the present on. */
  readonly path: Path;
  /** As it was planned: at the opening, and from the measures on when they were chosen. */
  readonly planned: Path;
  /** When it was foreseen: never before the last that happened, should the clock of this machine lag behind another's. */
  readonly asOf: Instant;
  /** Keys of stages whose milestones have no dates, because nobody has chosen the measures yet. */
  readonly openPlans: readonly string[];
}

/** A path as it was planned; `isFinal` when nothing that happens later changes it. */
export interface Plan {
  readonly path: Path;
  readonly isFinal: boolean;
}

/** Foresees a case at `now`, beside what was planned. */
export function foresee({ log, state }: ReadCase, now: Instant, plan: Plan): Foreseen {
  const asOf = Math.max(now, log.at(-1)?.at ?? now);
  return {
    asOf,
    path: pathOf(
      forecast(state, asOf),
      new Set(openItems(state).flatMap((item) => (item.overdue ? item.id : []))),
    ),
    planned: plan.path,
    openPlans: openPlansOf(state),
  };
}

/**
 * The plan is what was foreseen at the opening; from the first stage on whose dates come with the measures, what was foreseen
 * once they were chosen, and nothing before that.
 */
export function planOf({ log, state: { reference } }: ReadCase): Plan {
  let state = initialState(reference);
  let opened: Path | undefined;
  let from: string | undefined;
  for (const transition of log) {
    state = fold(state, transition);
    const [open] = openPlansOf(state);
    if (!opened) {
      opened = pathOf(forecast(state, transition.at));
      if (open === undefined) return { path: opened, isFinal: true };
      from = open;
    } else if (open === undefined && from !== undefined) {
      const chosen = pathOf(forecast(state, transition.at));
      return { path: spliced(state, opened, chosen, from), isFinal: true };
    }
  }
  const nothing: Path = { stages: [], items: [], closedAt: null, stops: null };
  const path = opened && from !== undefined ? spliced(state, opened, nothing, from) : (opened ?? nothing);
  return { path, isFinal: false };
}

/** One path before a stage, another from it on. */
function spliced({ rules }: CaseState, before: Path, after: Path, from: string): Path {
  const keys = (rules?.stages ?? []).map(({ key }) => key);
  const isAfter = (stage: string) => keys.indexOf(stage) >= keys.indexOf(from);
  return {
    ...after,
    stages: [
      ...before.stages.filter(({ key }) => !isAfter(key)),
      ...after.stages.filter(({ key }) => isAfter(key)),
    ],
    items: [
      ...before.items.filter(({ stage }) => !isAfter(stage)),
      ...after.items.filter(({ stage }) => isAfter(stage)),
    ],
  };
}

function openPlansOf(state: CaseState): readonly string[] {
  return (state.rules?.stages ?? []).map(({ key }) => key).filter((key) => isPlanOpen(state, key));
}

function pathOf({ state, stops }: Forecast, late: ReadonlySet<string> = new Set()): Path {
  const rounds = new Map<string, number>();
  const latest = new Map<string, PathItem>();
  for (const item of itemsOf(state)) {
    const { id, kind, openedAt, due, state: own } = item;
    // Requests for more time are talk about a step and no step of the path.
    if (own.status === 'withdrawn' || (item.kind === 'approval' && item.state.extension)) continue;
    const round = (rounds.get(own.key) ?? 0) + 1;
    rounds.set(own.key, round);
    latest.set(own.key, {
      id,
      kind,
      openedAt,
      due,
      key: own.key,
      stage: own.stage,
      milestone: item.kind === 'task' ? (item.state.milestone ?? null) : null,
      settledAt: own.settledAt ?? null,
      returns: round - 1,
      late: late.has(id),
      skipped: item.kind === 'task' && item.state.waivedBecause === 'not-applicable',
    });
  }
  return { stages: state.stages, items: [...latest.values()], closedAt: state.closedAt ?? null, stops };
}
