import { Injectable } from '@nestjs/common';
import { Drafts } from '#libs/persistence';
import { Acting } from '../acting/acting.js';
import { refusalFor } from '../acting/refusals.js';
import type { Acted, Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { CheckedAnswers } from './checked-answers.js';

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
    private readonly checked: CheckedAnswers,
    private readonly drafts: Drafts,
  ) {}

  async execute(actor: Actor, input: CompleteTaskInput, key: string): Promise<Acted> {
    const { item } = input;
    const request = { key, route: `tasks/${item}/completion`, sent: input };
    const acted = await this.acting.perform(actor, request, async () => {
      const found = await this.access.itemToActOn(actor, item, 'task');
      if (found.item.status !== 'open') throw refusalFor('task.not-open', item);
      const { answers, facts, documents } = await this.checked.of(actor, found, input.answers);
      const { reference, programme, organisation } = found.case;
      return {
        ...{ reference, programme, organisation, answers, documents },
        body: { type: 'complete-task', task: item, facts, documents: documents.length },
        item,
      };
    });
    await this.drafts.discard(item);
    return acted;
  }
}
