import { Injectable } from '@nestjs/common';
import { formOf, sourceRows, type Answers, type CaseDefinition, type RowAnswer } from '#libs/definitions';
import { Acts, CaseViews, type StoredAct } from '#libs/persistence';
import type { Declaration } from './actor.js';
import { declaration } from './acting/declaration.js';

/** What was handed in on a task, whichever act it came with. */
export interface HandedIn {
  /** Task id. */
  readonly item: string;
  readonly answers: Answers;
  /** Ids. */
  readonly documents: readonly string[];
  /** Whose answers they are: the typist of what nobody disputed stands aside for who spoke. */
  readonly author: string;
  readonly declared: Declaration | null;
  /** What the round before this one had handed in; null in the first. */
  readonly before: HandedIn | null;
}

/** The latest answers of each task of a case, by the task's key as it runs (`evidence-m2`). */
export type LatestAnswers = ReadonlyMap<string, HandedIn>;

/** Name under which an opening keeps the answers of tasks done before, by task key. */
export const earlierAnswers = 'earlier';

/** `CCP-MA-2026-0007.data-request.2` is round 2 of `data-request`. */
export function keyOfItem(reference: string, item: string): string {
  return item.slice(reference.length + 1).replace(/\.\d+$/, '');
}

/** The form's own answers, without what an act keeps beside them. */
export function formAnswers(answers: Readonly<Record<string, unknown>>): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !key.startsWith('_'))) as Answers;
}

/** Who declared to have filled the form in, in place of the link's person. */
export function declaredIn({ answers }: Pick<StoredAct, 'answers'>): Declaration | null {
  return (answers[declaration] as Declaration | undefined) ?? null;
}

/** What was handed in so far, to be shown beside a form and to be completed by it. */
@Injectable()
export class CaseAnswers {
  constructor(
    private readonly acts: Acts,
    private readonly views: CaseViews,
  ) {}

  async latest(reference: string): Promise<LatestAnswers> {
    const [acts, items] = await Promise.all([this.acts.ofCase(reference), this.views.itemsOf(reference)]);
    const done = new Set(items.filter(({ status }) => status === 'done').map(({ id }) => id));
    const latest = new Map<string, HandedIn>();
    for (const act of acts)
      for (const handedIn of handedInWith(act, done)) {
        const key = keyOfItem(reference, handedIn.item);
        const known = latest.get(key);
        const before = known?.item === handedIn.item ? known.before : (known ?? null);
        latest.set(key, { ...handedIn, before });
      }
    return latest;
  }
}

function handedInWith(act: StoredAct, done: ReadonlySet<string>): readonly HandedIn[] {
  const { body, reference, actor, documents } = act;
  const of = (item: string, author: string): HandedIn => ({
    ...{ item, author, documents },
    answers: formAnswers(act.answers),
    declared: declaredIn(act),
    before: null,
  });
  switch (body.type) {
    case 'complete-task':
    case 'confirm-transcription':
      return [of(body.task, actor.person)];
    // Settled by silence: whatever settled it otherwise comes later and takes its place.
    case 'transcribe':
      return done.has(body.task) ? [of(body.task, actor.onBehalfOf ?? actor.person)] : [];
    case 'open': {
      const earlier = (act.answers[earlierAnswers] ?? {}) as Readonly<Record<string, Answers>>;
      return Object.entries(earlier).map(([key, answers]) => ({
        ...of(`${reference}.${key}.1`, actor.person),
        answers,
      }));
    }
    default:
      return [];
  }
}

/** Rows that each `rows` field with a source offers, by field key. */
export function offeredRows(
  definition: CaseDefinition,
  taskKey: string,
  answersOf: (taskKey: string) => Answers | undefined,
): Readonly<Record<string, readonly RowAnswer[]>> {
  const form = formOf(definition, taskKey);
  return Object.fromEntries(
    (form?.fields ?? []).flatMap((field) =>
      field.type === 'rows' && field.from ? [[field.key, sourceRows(definition, field, answersOf)]] : [],
    ),
  );
}
