import { engineVersion } from './engine.js';
import { changed, withEntry } from './changed.js';
import { approvalRule } from './approval-rules.js';
import { evolveTime } from './evolve-time.js';
import { distinctParties } from './lookup.js';
import type { CaseEvent, CaseState, Instant, NoticeEvent, TaskState, Transition } from './model/index.js';
import { factsWithoutEarlierRounds, supersede, supersedeStages } from './rework.js';
import {
  addApproval,
  addTask,
  datedOf,
  fresh,
  replaceMilestone,
  withApproval,
  withDated,
  without,
  withTask,
} from './state-changes.js';

/** A case before its opening: what folding an empty log gives. */
export function initialState(reference: string): CaseState {
  return {
    engine: engineVersion,
    reference,
    seq: 0,
    status: 'new',
    stages: [],
    facts: {},
    tasks: {},
    approvals: {},
    milestones: {},
    incidents: {},
    seen: [],
  };
}

const rememberedRequests = 100;

/** Applies a row of the log. Folding all rows from `initialState` gives the workflow's state exactly (I7). */
export function fold(state: CaseState, transition: Transition): CaseState {
  const { seq, engine, request, at } = transition;
  const after = transition.events.reduce((before, event) => evolve(before, event, at), state);
  const seen = request === null ? after.seen : [...after.seen, { request, seq }].slice(-rememberedRequests);
  return { ...after, seq, engine, seen };
}

/** Applies one event that happened at `at`. Total: an event about something unknown changes nothing. */
export function evolve(state: CaseState, event: CaseEvent, at: Instant): CaseState {
  switch (event.type) {
    case 'case-opened': {
      const { rules, calendar, settings } = event;
      return changed(state, { status: 'open', openedAt: at, rules, calendar, settings });
    }
    case 'stage-entered':
      return changed(state, {
        stage: event.stage,
        stages: [...state.stages, { key: event.stage, enteredAt: at }],
      });
    case 'stage-skipped':
      return {
        ...state,
        stages: [...state.stages, { key: event.stage, enteredAt: at, leftAt: at, outcome: 'skipped' }],
      };
    case 'stage-left': {
      // A visit that the end of a case cut short stays so when a reopening leads there again.
      const visit = state.stages.findLastIndex(({ key }) => key === event.stage);
      const left = { leftAt: at, outcome: event.outcome };
      return {
        ...state,
        stages: state.stages.map((stage, index) => (index === visit ? { ...stage, ...left } : stage)),
      };
    }
    case 'task-opened': {
      const { type: _, ...task } = event;
      return addTask(state, { status: 'open', openedAt: at, ...fresh(state), ...task }, at);
    }
    case 'task-completed': {
      const { by, id } = event;
      const task = Object.hasOwn(state.tasks, id) ? state.tasks[id] : undefined;
      if (!task) return state;
      const completed = withTask(withoutTranscript(state, task), id, { status: 'done', settledAt: at, by });
      // What is said about one milestone says nothing about the case.
      if (task.milestone !== undefined) return completed;
      return { ...completed, facts: { ...factsWithoutEarlierRounds(state, task), ...event.facts } };
    }
    case 'task-transcribed': {
      const { id, facts, by } = event;
      return withTask(state, id, { transcript: { facts, by, at } });
    }
    case 'stage-imported': {
      const { stage: key, enteredAt, leftAt } = event;
      const travelled = {
        ...state,
        stages: [...state.stages, { key, enteredAt, leftAt, outcome: 'imported' }],
      };
      const admitted = state.rules?.stages.some((stage) => stage.key === key && stage.approval?.quota);
      return admitted ? { ...travelled, place: true } : travelled;
    }
    case 'task-imported': {
      const { id, key, stage, round, completedAt, facts, by } = event;
      const dates = { openedAt: completedAt, due: completedAt, settledAt: completedAt };
      const task: TaskState = {
        ...{ id, key, stage, round, by, status: 'done', imported: true },
        ...dates,
        ...fresh(state),
      };
      return { ...state, facts: { ...state.facts, ...facts }, tasks: { ...state.tasks, [id]: task } };
    }
    case 'task-waived': {
      const { id, key, stage, round, because } = event;
      const waived = { status: 'waived', settledAt: at, waivedBecause: because } as const;
      const open = Object.hasOwn(state.tasks, id) ? state.tasks[id] : undefined;
      if (open) return withTask(withoutTranscript(state, open), id, waived);
      const task = { id, key, stage, round, ...waived, openedAt: at, due: at, ...fresh(state) };
      return {
        ...state,
        facts: factsWithoutEarlierRounds(state, task),
        tasks: { ...state.tasks, [id]: task },
      };
    }
    case 'documents-filed':
      return state;
    case 'task-withdrawn':
      return withTask(state, event.id, { status: 'withdrawn', settledAt: at });
    case 'approval-asked': {
      const { type: _, ...approval } = event;
      return addApproval(state, { status: 'open', askedAt: at, ...fresh(state), ...approval }, at);
    }
    case 'voice-given': {
      const { type: _, id, ...voice } = event;
      const approval = Object.hasOwn(state.approvals, id) ? state.approvals[id] : undefined;
      const others = (approval?.voices ?? []).filter(({ seat }) => seat !== voice.seat);
      return withApproval(state, id, { voices: [...others, { ...voice, at }] });
    }
    case 'approval-decided': {
      const { id, by, outcome } = event;
      const approval = Object.hasOwn(state.approvals, id) ? state.approvals[id] : undefined;
      const settled = { status: 'decided', outcome, settledAt: at } as const;
      const decided = withApproval(state, id, by === undefined ? settled : { ...settled, by });
      const takesPlace = outcome === 'approve' && approval && approvalRule(state, approval)?.quota;
      const placed: CaseState = takesPlace ? { ...decided, place: true } : decided;
      return outcome === 'return' ? supersede(placed, event.reopens) : placed;
    }
    case 'approval-passed':
      // One voice decides from now on: what was said so far stands in the log alone.
      return withApproval(state, event.id, { passedTo: event.to, voices: [] });
    case 'approval-withdrawn':
      return withApproval(state, event.id, { status: 'withdrawn', settledAt: at });
    case 'milestone-planned': {
      const { key, date } = event;
      return { ...state, milestones: withEntry(state.milestones, key, { key, date, status: 'planned' }) };
    }
    case 'milestone-reported': {
      const { key, outcome } = event;
      return replaceMilestone(state, key, ({ date }) => ({ key, date, status: 'reported', outcome }));
    }
    case 'milestone-refused':
      return replaceMilestone(state, event.key, ({ key, date }) => ({ key, date, status: 'planned' }));
    case 'milestone-postponed': {
      const { key, date } = event;
      return replaceMilestone(state, key, () => ({ key, date, status: 'planned' }));
    }
    case 'milestone-settled': {
      const { key, outcome } = event;
      return replaceMilestone(state, key, ({ date }) => ({ key, date, status: 'settled', outcome }));
    }
    case 'item-overdue':
    case 'calendar-changed':
    case 'due-moved':
    case 'due-extended':
    case 'suspended':
    case 'resumed':
    case 'contact-logged':
      return evolveTime(state, event, at);
    case 'notice':
      return noticed(state, event);
    case 'incident-raised': {
      const { id, kind, subject } = event;
      return { ...state, incidents: { ...state.incidents, [id]: { id, kind, subject, raisedAt: at } } };
    }
    case 'incident-resolved': {
      const incident = Object.hasOwn(state.incidents, event.id) ? state.incidents[event.id] : undefined;
      if (!incident) return state;
      return { ...state, incidents: { ...state.incidents, [event.id]: { ...incident, resolvedAt: at } } };
    }
    case 'case-closed': {
      const closed = without(state, ['stage', 'suspendedAt', 'resumesOn']);
      const after: CaseState = { ...closed, status: 'closed', outcome: event.outcome, closedAt: at };
      return event.freesPlace ? without(after, ['place']) : after;
    }
    case 'case-recovered':
      return state;
    case 'case-reopened': {
      const open: CaseState = { ...without(state, ['outcome', 'closedAt']), status: 'open' };
      return supersedeStages(open, event.stage);
    }
    default:
      // A later engine's event, met by an earlier one during a rollback: unknown words change nothing.
      return state;
  }
}

function noticed(state: CaseState, { notice, item, rung, to }: NoticeEvent): CaseState {
  if (item === null) return state;
  // Earlier rungs count as reached too: of several reached at once only the latest is sent.
  if (rung !== null) return withDated(state, item, { rung: rung + 1 });
  if (notice !== 'invitation') return state;
  const { invited = [] } = datedOf(state, item) ?? {};
  if (distinctParties([to], invited).length === 0) return state;
  return withDated(state, item, { invited: [...invited, to] });
}

function withoutTranscript(state: CaseState, task: TaskState): CaseState {
  return task.transcript === undefined
    ? state
    : { ...state, tasks: { ...state.tasks, [task.id]: without(task, ['transcript']) } };
}
