import { rungMoments, rungsReached } from './ladder.js';
import { definitionOf, itemOf } from './lookup.js';
import type { ApprovalState, CaseState, Instant, MilestoneState, TaskState } from './model/index.js';

/** Fields every task and approval starts with. */
export function fresh(state: CaseState) {
  const ordinal = Object.keys(state.tasks).length + Object.keys(state.approvals).length;
  return { revision: 0, rung: 0, overdue: false, ordinal };
}

/** Adds a task. Rungs whose moment has passed by its opening count as reached: nobody is reminded of the past. */
export function addTask(state: CaseState, task: TaskState, at: Instant): CaseState {
  return pastRungsReached({ ...state, tasks: { ...state.tasks, [task.id]: task } }, task.id, at);
}

/** Adds a round of an approval, as `addTask` does. */
export function addApproval(state: CaseState, approval: ApprovalState, at: Instant): CaseState {
  const approvals = { ...state.approvals, [approval.id]: approval };
  return pastRungsReached({ ...state, approvals }, approval.id, at);
}

function pastRungsReached(state: CaseState, id: string, at: Instant): CaseState {
  const definition = definitionOf(state);
  const item = itemOf(state, id);
  if (!definition || !item || item.ladder.length === 0) return state;
  const moments = rungMoments(definition.calendar, definition.settings, item.ladder, item.due);
  return withDated(state, id, { rung: rungsReached(moments, at) });
}

/** Changes a task; an unknown id changes nothing. */
export function withTask(state: CaseState, id: string, change: Partial<TaskState>): CaseState {
  const task = Object.hasOwn(state.tasks, id) ? state.tasks[id] : undefined;
  return task ? { ...state, tasks: { ...state.tasks, [id]: { ...task, ...change } } } : state;
}

/** Changes an approval; an unknown id changes nothing. */
export function withApproval(state: CaseState, id: string, change: Partial<ApprovalState>): CaseState {
  const approval = Object.hasOwn(state.approvals, id) ? state.approvals[id] : undefined;
  return approval ? { ...state, approvals: { ...state.approvals, [id]: { ...approval, ...change } } } : state;
}

/** Changes what tasks and approvals share. */
export function withDated(
  state: CaseState,
  id: string,
  change: { readonly overdue: true } | { readonly rung: number },
): CaseState {
  return withApproval(withTask(state, id, change), id, change);
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
