import type { CaseState, Facts, StageRule, TaskState } from './model/index.js';
import { stageRule, taskRule } from './task-rules.js';

/** The named tasks of a stage and all that, directly or not, come after them. */
function affectedBy(stage: StageRule, keys: readonly string[]): ReadonlySet<string> {
  const affected = new Set(keys);
  let before: number;
  do {
    before = affected.size;
    for (const task of stage.tasks) if (task.after.some((key) => affected.has(key))) affected.add(task.key);
  } while (affected.size > before);
  return affected;
}

/** Turns the affected tasks' settled rounds into history, so that they have to be settled again. */
export function supersede(state: CaseState, keys: readonly string[]): CaseState {
  const stage = state.rules && stageRule(state.rules, state.stage);
  if (!stage) return state;
  const affected = affectedBy(stage, keys);
  const tasks = Object.fromEntries(
    Object.entries(state.tasks).map(([id, task]): [string, TaskState] => [
      id,
      task.stage === stage.key && affected.has(task.key) ? { ...task, superseded: true } : task,
    ]),
  );
  return { ...state, tasks };
}

/** Turns every round of a stage and of those after it into history; a place given back is taken again past the stage that gave it. */
export function supersedeStages(state: CaseState, from: string): CaseState {
  const stages = state.rules?.stages ?? [];
  const index = stages.findIndex(({ key }) => key === from);
  const again = new Set(stages.slice(Math.max(index, 0)).map(({ key }) => key));
  const tasks = Object.fromEntries(
    Object.entries(state.tasks).map(([id, task]): [string, TaskState] => [
      id,
      again.has(task.stage) ? { ...task, superseded: true } : task,
    ]),
  );
  const admitted = stages.slice(0, index).some(({ approval }) => approval?.quota);
  const { place: _, ...rest } = state;
  return admitted ? { ...rest, tasks, place: true } : { ...rest, tasks };
}

/** The round of a task that counts now: the last one, unless a return has overtaken it. */
export function currentRound(state: CaseState, key: string): TaskState | undefined {
  return Object.values(state.tasks).findLast((task) => task.key === key && task.superseded === undefined);
}

/** Number of the round to open next, from 1. */
export function nextRound(rounds: readonly { readonly key: string }[], key: string): number {
  return rounds.filter((round) => round.key === key).length + 1;
}

/**
 * The case's facts without those an earlier round of this task left behind: what the new round does not say again is no
 * longer said. A fact that another task sets too is nobody's alone and stays.
 */
export function factsWithoutEarlierRounds(state: CaseState, task: TaskState): Facts {
  const { rules } = state;
  if (!rules || task.round === 1) return state.facts;
  const rule = taskRule(rules, task);
  if (!rule) return state.facts;
  const others = rules.stages.flatMap((stage) => stage.tasks.filter((each) => each.key !== rule.key));
  const shared = new Set(others.flatMap((each) => each.facts.map((fact) => fact.key)));
  const own = new Set(rule.facts.map((fact) => fact.key).filter((key) => !shared.has(key)));
  return Object.fromEntries(Object.entries(state.facts).filter(([key]) => !own.has(key)));
}
