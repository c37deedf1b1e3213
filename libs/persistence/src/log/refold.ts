import { changedRows, fold, initialState, project, type CaseState, type Transition } from '#libs/domain';
import { hashAct } from '../hash-act.js';
import type { acts } from '../schema/index.js';
import {
  completedIn,
  concernsMeasures,
  measuresAfter,
  undisputedTasks,
  type MeasureRow,
  type MeasureSource,
} from './measures.js';
import type { ProjectionRows } from './projections.js';

/** As much of an act as a rebuild reads. */
export type RefoldedAct = Pick<
  typeof acts.$inferSelect,
  'id' | 'reference' | 'request' | 'hash' | 'actor' | 'body' | 'answers' | 'state' | 'seq'
>;

/** Something that the trail itself has wrong; no projection can be right about it. */
export interface TrailProblem {
  readonly reference: string;
  readonly seq: number;
  readonly problem: 'seq-missing' | 'act-missing' | 'act-tampered' | 'act-not-consumed' | 'not-foldable';
}

export interface Refolded {
  /** Undefined where the log cannot be folded. */
  readonly rows: ProjectionRows | undefined;
  readonly problems: readonly TrailProblem[];
}

/** What the projections of one case must be, from its whole log joined with the acts (I7). */
export function refold(
  reference: string,
  log: readonly Transition[],
  stored: ReadonlyMap<string, RefoldedAct>,
): Refolded {
  const problems: TrailProblem[] = [];
  let state = initialState(reference);
  let measures: readonly MeasureRow[] = [];
  try {
    for (const transition of log) {
      if (transition.seq !== state.seq + 1)
        problems.push({ reference, seq: transition.seq, problem: 'seq-missing' });
      const act = transition.act === null ? undefined : stored.get(transition.act.id);
      problems.push(...actProblems(transition, act));
      const after = fold(state, transition);
      const noted = notedBefore(transition, stored);
      const source = {
        ...measureSource(transition, state, after),
        completed: completedIn(transition, act?.answers ?? {}, noted),
      };
      if (concernsMeasures(source)) measures = measuresAfter(measures, source);
      state = after;
    }
    const { case: row, items, milestones, incidents } = project(state);
    return {
      rows: { cases: [row], items, milestones, incidents, measures, measured: [reference] },
      problems,
    };
  } catch {
    return {
      rows: undefined,
      problems: [
        ...problems,
        { reference, seq: Math.min(state.seq + 1, log.at(-1)?.seq ?? 0), problem: 'not-foldable' },
      ],
    };
  }
}

/** The last words taken down for each task that settled undisputed, as `record` found them. */
function notedBefore(
  transition: Transition,
  stored: ReadonlyMap<string, RefoldedAct>,
): ReadonlyMap<string, RefoldedAct['answers']> {
  const undisputed = new Set(undisputedTasks(transition));
  if (undisputed.size === 0) return new Map();
  return new Map(
    [...stored.values()]
      .filter(({ seq }) => seq !== null && seq < transition.seq)
      .sort((a, b) => Number(a.seq) - Number(b.seq))
      .flatMap(({ body, answers }) =>
        body.type === 'transcribe' && undisputed.has(body.task) ? [[body.task, answers] as const] : [],
      ),
  );
}

function measureSource(
  { reference, events }: Transition,
  before: CaseState,
  after: CaseState,
): Omit<MeasureSource, 'completed'> {
  const touchesMilestones = events.some((event) => event.type.startsWith('milestone-'));
  return {
    reference,
    milestones: touchesMilestones ? changedRows(before, after).milestones : [],
  };
}

function actProblems(transition: Transition, act: RefoldedAct | undefined): readonly TrailProblem[] {
  const { reference, seq } = transition;
  if (transition.act === null) return [];
  if (!act) return [{ reference, seq, problem: 'act-missing' }];
  const problems: TrailProblem[] = [];
  if (act.hash !== transition.act.hash || hashAct(act) !== act.hash)
    problems.push({ reference, seq, problem: 'act-tampered' });
  if (act.state !== 'consumed' || act.seq !== seq)
    problems.push({ reference, seq, problem: 'act-not-consumed' });
  return problems;
}
