import { Injectable } from '@nestjs/common';
import { coerceDraft, formOf } from '#libs/definitions';
import { DomainError } from '#libs/domain';
import { mayActOn } from '#libs/identity';
import { Drafts } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { CaseAccess, type ItemInCase } from '../case-access.js';
import { DefinitionLibrary } from '../definition-library.js';

export interface TaskDraft {
  readonly item: string;
  /** Rises at each save; 0 when nothing is saved. */
  readonly version: number;
  /** As typed: right or wrong. */
  readonly answers: Readonly<Record<string, unknown>>;
}

/** What was typed so far on a task's form: shared by everyone who may complete it, on any device. */
@Injectable()
export class TaskDrafts {
  constructor(
    private readonly access: CaseAccess,
    private readonly library: DefinitionLibrary,
    private readonly drafts: Drafts,
  ) {}

  async load(actor: Actor, item: string): Promise<TaskDraft> {
    await this.editable(actor, item);
    const draft = await this.drafts.get(item);
    return { item, version: draft?.version ?? 0, answers: draft?.answers ?? {} };
  }

  /** `version` is the one last seen; another save since then is `draft.stale`, with the stored `TaskDraft` in `details.stored`. */
  async save(actor: Actor, { item, version, answers }: TaskDraft): Promise<TaskDraft> {
    const found = await this.editable(actor, item);
    if (found.item.status !== 'open') throw new DomainError('conflict', 'task.not-open', item);
    const form = formOf(await this.library.of(found.case), found.item.key);
    if (!form) throw new Error(`Task ${item} has no form.`);
    const answer = await this.drafts.save({
      item,
      reference: found.case.reference,
      version,
      answers: coerceDraft(form, answers),
      person: actor.viewer.person,
    });
    if (answer.status === 'stale') {
      const stored: TaskDraft = {
        item,
        version: answer.draft?.version ?? 0,
        answers: answer.draft?.answers ?? {},
      };
      throw new DomainError('conflict', 'draft.stale', item, { stored });
    }
    return { item, version: answer.draft.version, answers: answer.draft.answers };
  }

  private async editable(actor: Actor, item: string): Promise<ItemInCase> {
    const found = await this.access.itemToActOn(actor, item, 'task');
    if (!mayActOn(found.item, found.case, actor.viewer))
      throw new DomainError('forbidden', 'actor.not-assigned', item);
    return found;
  }
}
