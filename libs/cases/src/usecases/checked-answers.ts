import { Injectable } from '@nestjs/common';
import { answerProblemText, formOf, validateAnswers } from '#libs/definitions';
import { DomainError, type Facts } from '#libs/domain';
import { Documents } from '#libs/persistence';
import type { Actor } from '../actor.js';
import type { ItemInCase } from '../case-access.js';
import { CaseAnswers, keyOfItem, offeredRows } from '../case-answers.js';
import { DefinitionLibrary } from '../definition-library.js';

/** Answers that fit their form. */
export interface FittingAnswers {
  readonly answers: Readonly<Record<string, unknown>>;
  /** What the rules need of them. */
  readonly facts: Facts;
  /** Ids of the uploads they list. */
  readonly documents: readonly string[];
}

/** Checks what was typed against a task's form; throws `answers.invalid` with `details.fields`, or `document.unknown`. */
@Injectable()
export class CheckedAnswers {
  constructor(
    private readonly library: DefinitionLibrary,
    private readonly answers: CaseAnswers,
    private readonly documents: Documents,
  ) {}

  async of(
    actor: Actor,
    { item, case: row }: ItemInCase,
    given: Readonly<Record<string, unknown>>,
  ): Promise<FittingAnswers> {
    const definition = await this.library.of(row);
    const form = formOf(definition, item.key);
    if (!form) throw new Error(`Task ${item.id} has no form.`);
    const latest = await this.answers.latest(row.reference);
    const offered = offeredRows(definition, item.key, (key) => latest.get(key)?.answers);
    const checked = validateAnswers(form, given, offered);
    if (!checked.ok)
      throw new DomainError('invalid', 'answers.invalid', item.id, {
        fields: checked.problems.map((problem) => ({
          field: problem.path,
          code: problem.code,
          message: answerProblemText(problem, actor.viewer.language),
        })),
      });
    await this.requireOwnDocuments(row.reference, item.key, checked.documents);
    return checked;
  }

  /** Uploads of this task, of any of its rounds: a file that was returned for rework need not be sent again. */
  async requireOwnDocuments(reference: string, taskKey: string, ids: readonly string[]): Promise<void> {
    const rows = await this.documents.byIds(ids);
    for (const id of ids) {
      const row = rows.find((candidate) => candidate.id === id);
      if (row?.reference !== reference || keyOfItem(reference, row.item) !== taskKey)
        throw new DomainError('invalid', 'document.unknown', id);
    }
  }
}
