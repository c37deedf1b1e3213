import { templateKey, textsOf, type CaseDefinition } from '#libs/definitions';
import { partyName, voicesOf, type Instant, type StageRule, type StageState } from '#libs/domain';
import type { CaseListRow } from '#libs/persistence';
import type { Foreseen, Path, PathItem } from './foreseen.js';

/** From when to when; a null end is open, or not foreseen. */
export interface SpanView {
  readonly start: Instant;
  readonly end: Instant | null;
}

/** How a stage or a step stands: behind, where the case is, still to come, or left out. */
export const pathStates = ['done', 'open', 'late', 'ahead', 'skipped', 'ended'] as const;
export type PathState = (typeof pathStates)[number];

export interface PathStepView {
  /** Null while it has not been opened. */
  readonly id: string | null;
  readonly key: string;
  readonly kind: 'task' | 'approval';
  readonly title: string;
  /** Title of the measure it is about. */
  readonly measure: string | null;
  /** Roles and functions it waits for, as the core names them. */
  readonly parties: readonly string[];
  readonly state: PathState;
  /** Times it was done over. */
  readonly returns: number;
  readonly due: Instant | null;
  /** What was, and what is foreseen of the rest; null where nothing is. */
  readonly span: SpanView | null;
  /** As foreseen at the opening. */
  readonly planned: SpanView | null;
}

export interface PathStageView {
  readonly key: string;
  readonly title: string;
  readonly state: PathState;
  readonly span: SpanView | null;
  readonly planned: SpanView | null;
  /** Times its decision sent it back. */
  readonly returns: number;
  /** Its dates come with the measures, which nobody has chosen yet. */
  readonly openPlan: boolean;
  readonly steps: readonly PathStepView[];
}

/** When what happens on a case: as planned at its opening, as it was, and as it is foreseen. */
export interface ForecastView {
  readonly reference: string;
  readonly seq: number;
  /** Case time for which it holds. */
  readonly asOf: Instant;
  readonly openedAt: Instant;
  /** End of the path: foreseen, or as it was; null where it cannot be foreseen. */
  readonly end: Instant | null;
  readonly plannedEnd: Instant | null;
  /** Why it cannot be foreseen to its end. */
  readonly stops: { readonly because: string; readonly title: string | null } | null;
  readonly stages: readonly PathStageView[];
}

export interface ForecastQuestion {
  readonly row: CaseListRow;
  readonly now: Instant;
  readonly foreseen: Foreseen;
  readonly definition: CaseDefinition;
  readonly language: string;
  /** Titles of measures that are open to the reader. */
  readonly measures: ReadonlyMap<string, string>;
}

/**
 * A forecast in the words of its definition. It holds for the moment it was made at the earliest: nothing that has happened lies ahead,
 * on a machine whose clock runs behind as well.
 */
export function forecastView(asked: ForecastQuestion): ForecastView {
  const question = { ...asked, now: Math.max(asked.now, asked.foreseen.asOf) };
  const { row, now, foreseen, definition, language } = question;
  const { path, planned } = foreseen;
  const titleOf = (key: string) => textsOf(definition, key, language).title;
  const stopped = path.stops && [...path.items].find(({ id }) => id === path.stops?.item);
  return {
    ...{ reference: row.reference, seq: row.seq, asOf: now, openedAt: row.openedAt },
    end: path.closedAt,
    plannedEnd: planned.closedAt,
    stops: path.stops && { because: path.stops.because, title: stopped ? titleOf(stopped.key) : null },
    stages: definition.rules.stages.map((rule) => stageView(question, rule)),
  };
}

function stageView(question: ForecastQuestion, rule: StageRule): PathStageView {
  const { row, now, foreseen, definition, language } = question;
  const { path, planned, openPlans } = foreseen;
  const { key } = rule;
  const visit = lastVisit(path, key);
  const state = stageState(row, visit, now);
  const items = path.items.filter((item) => item.stage === key);
  const isOver = state === 'done' || state === 'skipped' || row.status === 'closed';
  return {
    key,
    state,
    title: textsOf(definition, key, language).title,
    span: isSkipped(visit) ? null : spanOf(visit),
    planned: plannedSpan(planned, key),
    returns: Math.max(0, ...items.filter(({ kind }) => kind === 'approval').map(({ returns }) => returns)),
    openPlan: openPlans.includes(key),
    steps: [
      ...items.map((item) => stepView(question, item)),
      ...(isOver ? [] : unreached(question, rule, items)),
    ],
  };
}

function stepView(question: ForecastQuestion, item: PathItem): PathStepView {
  const { foreseen, now, definition, language, measures } = question;
  const { key, kind, milestone, openedAt, settledAt, returns, due } = item;
  const isAhead = openedAt > now;
  const before = foreseen.planned.items.find((other) => other.key === key);
  return {
    id: isAhead ? null : item.id,
    key,
    kind,
    returns,
    title: textsOf(definition, key, language).title,
    measure: milestone === null ? null : (measures.get(milestone) ?? milestone),
    parties: partiesOf(definition, key),
    state: isAhead ? 'ahead' : stateOf(question, item),
    due: isAhead ? null : due,
    span: { start: openedAt, end: settledAt },
    planned: before ? { start: before.openedAt, end: before.settledAt } : null,
  };
}

function stateOf({ now, row }: ForecastQuestion, { settledAt, late, skipped }: PathItem): PathState {
  if (skipped) return 'skipped';
  if (settledAt !== null && settledAt <= now) return 'done';
  if (row.status === 'closed') return 'ended';
  return late ? 'late' : 'open';
}

/** Steps of a stage that the forecast does not reach: known by the rules alone. */
function unreached(
  { definition, language }: ForecastQuestion,
  stage: StageRule,
  reached: readonly PathItem[],
): readonly PathStepView[] {
  const rules = [
    ...stage.tasks.map(({ key }) => ({ key, kind: 'task' as const })),
    ...(stage.approval ? [{ key: stage.approval.key, kind: 'approval' as const }] : []),
  ];
  return rules
    .filter(({ key }) => !reached.some((item) => item.key === key))
    .map(({ key, kind }) => ({
      ...{ id: null, key, kind, returns: 0, measure: null, due: null, span: null, planned: null },
      title: textsOf(definition, key, language).title,
      parties: partiesOf(definition, key),
      state: 'ahead',
    }));
}

/** Whose step it is by the rules; empty for one that the core made itself. */
function partiesOf(definition: CaseDefinition, itemKey: string): readonly string[] {
  const key = templateKey(definition, itemKey);
  for (const { tasks, milestones, approval } of definition.rules.stages) {
    const all = [...tasks, ...(milestones ? [milestones.evidence, milestones.verification] : [])];
    const task = all.find((rule) => rule.key === key);
    if (task) return [partyName(task.assignee)];
    if (approval && approval.key === key)
      return [...new Set(voicesOf(approval).flatMap(({ from }) => from.map(partyName)))];
  }
  return [];
}

function lastVisit({ stages }: Path, key: string): StageState | undefined {
  return stages.findLast((stage) => stage.key === key);
}

function isSkipped(visit: StageState | undefined): boolean {
  return visit?.outcome === 'skipped';
}

function spanOf(visit: StageState | undefined): SpanView | null {
  return visit ? { start: visit.enteredAt, end: visit.leftAt ?? null } : null;
}

function plannedSpan(planned: Path, key: string): SpanView | null {
  const visit = lastVisit(planned, key);
  return isSkipped(visit) ? null : spanOf(visit);
}

function stageState(row: CaseListRow, visit: StageState | undefined, now: Instant): PathState {
  if (!visit || visit.enteredAt > now) return 'ahead';
  if (isSkipped(visit)) return 'skipped';
  if (visit.leftAt !== undefined && visit.leftAt <= now) return 'done';
  if (row.status === 'closed') return 'ended';
  return row.overdue ? 'late' : 'open';
}
