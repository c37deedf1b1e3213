import { changed, withEntry } from './changed.js';
import { rungsReached } from './ladder.js';
import { definitionOf, itemOf, momentsOf } from './lookup.js';
import type { ApprovalState, CaseState, Dated, Instant, MilestoneState, TaskState } from './model/index.js';

/** Fields every task and approval starts with. */
export function fresh(state: CaseState) {
  const ordinal = Object.keys(state.tasks).length + Object.keys(state.approvals).length;
  return { revision: 0, rung: 0, overdue: false, ordinal };
}

/** Adds a task. Rungs whose moment has passed by its opening count as reached: nobody is reminded of the past. */
export function addTask(state: CaseState, task: TaskState, at: Instant): CaseState {
  return opened({ ...state, tasks: withEntry(state.tasks, task.id, task) }, task.id, at);
}

/** Adds a round of an approval, as `addTask` does. */
export function addApproval(state: CaseState, approval: ApprovalState, at: Instant): CaseState {
  const approvals = withEntry(state.approvals, approval.id, approval);
  return opened({ ...state, approvals }, approval.id, at);
}

/** In a suspended case the clock of what opens stands from the first moment. */
function opened(state: CaseState, id: string, at: Instant): CaseState {
  const stopped = state.suspendedAt === undefined ? state : withDated(state, id, { stoppedAt: at });
  const reached = reachedBy(stopped, id, at);
  return reached === 0 ? stopped : withDated(stopped, id, { rung: reached });
}

/** Rungs of an item's ladder that its present due date puts into the past. */
export function reachedBy(state: CaseState, id: string, at: Instant): number {
  const definition = definitionOf(state);
  const item = itemOf(state, id);
  return definition && item ? rungsReached(momentsOf(definition, item), at) : 0;
}

/** What a task or an approval says about time. */
export function datedOf(state: CaseState, id: string): Dated | undefined {
  if (Object.hasOwn(state.tasks, id)) return state.tasks[id];
  return Object.hasOwn(state.approvals, id) ? state.approvals[id] : undefined;
}

/** Changes a task; an unknown id changes nothing. */
export function withTask(state: CaseState, id: string, change: Partial<TaskState>): CaseState {
  const task = Object.hasOwn(state.tasks, id) ? state.tasks[id] : undefined;
  return task ? { ...state, tasks: { ...state.tasks, [id]: changed(task, change) } } : state;
}

/** Changes an approval; an unknown id changes nothing. */
export function withApproval(state: CaseState, id: string, change: Partial<ApprovalState>): CaseState {
  const approval = Object.hasOwn(state.approvals, id) ? state.approvals[id] : undefined;
  return approval ? { ...state, approvals: { ...state.approvals, [id]: changed(approval, change) } } : state;
}

/** Changes what tasks and approvals share. */
export function withDated(state: CaseState, id: string, change: Partial<Dated>): CaseState {
  return withApproval(withTask(state, id, change), id, change);
}

/** Removes optional fields of a task or approval. */
export function withoutFields(state: CaseState, id: string, names: readonly (keyof Dated)[]): CaseState {
  const task = Object.hasOwn(state.tasks, id) ? state.tasks[id] : undefined;
  if (task) return { ...state, tasks: { ...state.tasks, [id]: without(task, names) } };
  const approval = Object.hasOwn(state.approvals, id) ? state.approvals[id] : undefined;
  if (!approval) return state;
  return { ...state, approvals: { ...state.approvals, [id]: without(approval, names) } };
}

/** A copy without these fields; `undefined` is no JSON. */
export function without<T extends object>(value: T, names: readonly (keyof T)[]): T {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name as keyof T))) as T;
}

/** Replaces a milestone that exists; the new value says everything, so that an earlier outcome does not linger. */
export function replaceMilestone(
  state: CaseState,
  key: string,
  replace: (before: MilestoneState) => MilestoneState,
): CaseState {
  const before = Object.hasOwn(state.milestones, key) ? state.milestones[key] : undefined;
  return before ? { ...state, milestones: { ...state.milestones, [key]: replace(before) } } : state;
}
