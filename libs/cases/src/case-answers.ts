import { Injectable } from '@nestjs/common';
import { formOf, sourceRows, type Answers, type CaseDefinition, type RowAnswer } from '#libs/definitions';
import { Acts, type StoredAct } from '#libs/persistence';

/** The latest completion of each task of a case, by the task's key as it runs (`evidence-m2`). */
export type LatestActs = ReadonlyMap<string, StoredAct>;

/** `CCP-MA-2026-0007.data-request.2` is round 2 of `data-request`. */
export function keyOfItem(reference: string, item: string): string {
  return item.slice(reference.length + 1).replace(/\.\d+$/, '');
}

/** What was handed in so far, to be shown beside a form and to be completed by it. */
@Injectable()
export class CaseAnswers {
  constructor(private readonly acts: Acts) {}

  async latest(reference: string): Promise<LatestActs> {
    const latest = new Map<string, StoredAct>();
    for (const act of await this.acts.ofCase(reference)) {
      if (act.body.type === 'complete-task') latest.set(keyOfItem(reference, act.body.task), act);
    }
    return latest;
  }
}

/** Rows that each `rows` field with a source offers, by field key. */
export function offeredRows(
  definition: CaseDefinition,
  taskKey: string,
  latest: LatestActs,
): Readonly<Record<string, readonly RowAnswer[]>> {
  const form = formOf(definition, taskKey);
  const answersOf = (key: string) => latest.get(key)?.answers as Answers | undefined;
  return Object.fromEntries(
    (form?.fields ?? []).flatMap((field) =>
      field.type === 'rows' && field.from ? [[field.key, sourceRows(definition, field, answersOf)]] : [],
    ),
  );
}
