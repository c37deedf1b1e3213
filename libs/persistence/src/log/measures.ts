import type { MilestoneOutcome, Transition } from '#libs/domain';
import type { measures } from '../schema/index.js';

export type MeasureRow = typeof measures.$inferSelect;

/**
 * Where the measures stand in the forms of a case definition: the task that recommends them, the one that chooses them, and
 * the names of their fields. The measure's outcome comes from its milestone, which has the same key.
 */
const forms = {
  recommended: { task: 'options', list: 'options' },
  chosen: { task: 'choice', list: 'plan' },
} as const;

/** Anything a form may hold; every value is looked at before it is believed. */
type Answers = Readonly<Record<string, unknown>>;

/** What a transition says about measures. */
export interface MeasureSource {
  readonly reference: string;
  /** Keys of the tasks it settled, with what was answered. */
  readonly completed: readonly { readonly task: string; readonly answers: Answers }[];
  readonly milestones: readonly { readonly key: string; readonly outcome: MilestoneOutcome | null }[];
}

/** Whether a transition can change measures at all, so that `record` need not read them otherwise. */
export function concernsMeasures({ completed, milestones }: MeasureSource): boolean {
  return (
    milestones.length > 0 ||
    completed.some(({ task }) => task === forms.recommended.task || task === forms.chosen.task)
  );
}

/** Ids of tasks whose answers nobody disputed: they stand in the act that took them down. */
export function undisputedTasks({ events }: Pick<Transition, 'events'>): readonly string[] {
  return events.flatMap((event) =>
    event.type === 'task-completed' && event.transcript === 'undisputed' ? event.id : [],
  );
}

/**
 * What the tasks that a transition settles were answered with: its own act's answers, those of an opening by task for what was
 * done before, or what was `noted` under the task's id.
 */
export function completedIn(
  { reference, events }: Pick<Transition, 'reference' | 'events'>,
  answers: Answers,
  noted: ReadonlyMap<string, Answers>,
): MeasureSource['completed'] {
  return events.flatMap((event) => {
    if (event.type === 'task-imported') {
      const earlier = answers['earlier'] as Readonly<Record<string, Answers>> | undefined;
      return { task: event.key, answers: earlier?.[event.key] ?? {} };
    }
    if (event.type !== 'task-completed') return [];
    const own = event.transcript === 'undisputed' ? noted.get(event.id) : answers;
    return { task: taskKey(reference, event.id), answers: own ?? {} };
  });
}

/**
 * The case's measures after a transition. Odd answers leave a field empty or a row out; they never fail, because the
 * log must go on.
 */
export function measuresAfter(before: readonly MeasureRow[], source: MeasureSource): readonly MeasureRow[] {
  const { completed } = source;
  let rows = before;
  for (const { task, answers } of completed) {
    if (task === forms.recommended.task) rows = recommended(source.reference, answers);
    if (task === forms.chosen.task) rows = rows.map(withChoice(answers));
  }
  const outcomes = new Map(source.milestones.map(({ key, outcome }) => [key, outcome]));
  return rows.map((row) =>
    outcomes.has(row.key) ? { ...row, outcome: outcomes.get(row.key) ?? null } : row,
  );
}

/** Key of the task an act completed, from the id `<reference>.<key>.<round>`; milestone tasks carry more and match none. */
export function taskKey(reference: string, task: string): string {
  return task.startsWith(`${reference}.`) ? task.slice(reference.length + 1).replace(/\.\d+$/, '') : task;
}

function recommended(reference: string, answers: Answers): readonly MeasureRow[] {
  const byKey = new Map<string, MeasureRow>();
  for (const [index, entry] of entries(answers[forms.recommended.list]).entries()) {
    const key = text(entry.key) ?? `m${index + 1}`;
    byKey.set(key, {
      reference,
      key,
      title: text(entry.title) ?? key,
      theme: text(entry.theme),
      arc: text(entry.arc),
      cost: number(entry.cost),
      yearlySaving: number(entry.yearlySaving),
      chosen: false,
      plannedFor: null,
      budget: null,
      financing: null,
      outcome: null,
      note: null,
    });
  }
  return [...byKey.values()];
}

function withChoice(answers: Answers): (row: MeasureRow) => MeasureRow {
  const chosen = new Map(
    entries(answers[forms.chosen.list])
      .filter((entry) => text(entry.date) !== null)
      .map((entry) => [text(entry.key), entry]),
  );
  return (row) => {
    const entry = chosen.get(row.key);
    return {
      ...row,
      chosen: entry !== undefined,
      plannedFor: day(entry?.date),
      budget: number(entry?.budget),
      financing: text(entry?.financing),
    };
  };
}

function entries(value: unknown): readonly Answers[] {
  if (!Array.isArray(value)) return [];
  return value.filter((entry): entry is Answers => entry !== null && typeof entry === 'object');
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function number(value: unknown): number | null {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
}

/** A real day, or PostgreSQL would refuse the row. */
function day(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : null;
}
