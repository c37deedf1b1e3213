import { Injectable } from '@nestjs/common';
import { answerProblemText, formOf, validateAnswers } from '#libs/definitions';
import { DomainError } from '#libs/domain';
import { Documents, Drafts } from '#libs/persistence';
import { Acting, type PlannedAct } from '../acting/acting.js';
import type { Acted, Actor } from '../actor.js';
import { CaseAccess, type ItemInCase } from '../case-access.js';
import { CaseAnswers, keyOfItem, offeredRows } from '../case-answers.js';
import { DefinitionLibrary } from '../definition-library.js';

export interface CompleteTaskInput {
  /** Task id. */
  readonly item: string;
  /** As posted: checked against the task's form here. */
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Completes a task; the uploads listed in the answers' files fields are attached. Throws `answers.invalid` with `details.fields`. */
@Injectable()
export class CompleteTask {
  constructor(
    private readonly acting: Acting,
    private readonly access: CaseAccess,
    private readonly library: DefinitionLibrary,
    private readonly answers: CaseAnswers,
    private readonly documents: Documents,
    private readonly drafts: Drafts,
  ) {}

  async execute(actor: Actor, input: CompleteTaskInput, key: string): Promise<Acted> {
    const { item } = input;
    const request = { key, route: `tasks/${item}/completion`, sent: input };
    const acted = await this.acting.perform(actor, request, async () => {
      const found = await this.access.itemToActOn(actor, item, 'task');
      if (found.item.status !== 'open') throw new DomainError('conflict', 'task.not-open', item);
      return this.plan(actor, found, input.answers);
    });
    await this.drafts.discard(item);
    return acted;
  }

  private async plan(
    actor: Actor,
    { item, case: { reference, programme, organisation, ...pinned } }: ItemInCase,
    given: Readonly<Record<string, unknown>>,
  ): Promise<PlannedAct> {
    const definition = await this.library.of(pinned);
    const form = formOf(definition, item.key);
    if (!form) throw new Error(`Task ${item.id} has no form.`);
    const offered = offeredRows(definition, item.key, await this.answers.latest(reference));
    const checked = validateAnswers(form, given, offered);
    if (!checked.ok)
      throw new DomainError('invalid', 'answers.invalid', item.id, {
        fields: checked.problems.map((problem) => ({
          field: problem.path,
          code: problem.code,
          message: answerProblemText(problem, actor.viewer.language),
        })),
      });
    await this.requireOwnDocuments(reference, item.key, checked.documents);
    return {
      reference,
      programme,
      organisation,
      body: {
        type: 'complete-task',
        task: item.id,
        facts: checked.facts,
        documents: checked.documents.length,
      },
      item: item.id,
      answers: checked.answers,
      documents: checked.documents,
    };
  }

  /** Uploads of this task, of any of its rounds: a file that was returned for rework need not be sent again. */
  private async requireOwnDocuments(
    reference: string,
    taskKey: string,
    ids: readonly string[],
  ): Promise<void> {
    const rows = await this.documents.byIds(ids);
    for (const id of ids) {
      const row = rows.find((candidate) => candidate.id === id);
      if (row?.reference !== reference || keyOfItem(reference, row.item) !== taskKey)
        throw new DomainError('invalid', 'document.unknown', id);
    }
  }
}
