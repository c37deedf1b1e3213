import { Injectable } from '@nestjs/common';
import { Acting } from '../acting/acting.js';
import { refusalFor } from '../acting/refusals.js';
import type { Acted, Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { CheckedAnswers } from '../usecases/checked-answers.js';
import { optionalWords } from '../usecases/reason.js';

export interface FileDocumentsInput {
  /** Task id. */
  readonly task: string;
  /** Ids of drafts uploaded to the task. */
  readonly documents: readonly string[];
  /** Where they come from. */
  readonly reason?: string;
}

/** Adds papers that arrived outside to a task's file, also when it is done or lies before the case's opening. */
@Injectable()
export class FileDocuments {
  constructor(
    private readonly acting: Acting,
    private readonly access: CaseAccess,
    private readonly checked: CheckedAnswers,
  ) {}

  async execute(actor: Actor, input: FileDocumentsInput, key: string): Promise<Acted> {
    const { task } = input;
    return this.acting.perform(actor, { key, route: `tasks/${task}/filing`, sent: input }, async () => {
      const found = await this.access.itemToActOn(actor, task, 'task');
      const { reference, programme, organisation } = found.case;
      await this.access.caseToActOn(actor, 'file-documents', reference);
      const documents = [...new Set(input.documents)];
      if (documents.length === 0) throw refusalFor('task.documents-missing', task);
      await this.checked.requireOwnDocuments(reference, found.item.key, documents);
      const reason = optionalWords(input.reason);
      return {
        ...{ reference, programme, organisation, documents },
        body: { type: 'file-documents', task, documents: documents.length },
        item: task,
        ...(reason === undefined ? {} : { reason }),
      };
    });
  }
}
