import { Injectable } from '@nestjs/common';
import { DomainError, type Instant } from '#libs/domain';
import type { CaseScope } from '#libs/identity';
import { Acts, Drafts, People } from '#libs/persistence';
import { Acting } from '../acting/acting.js';
import { refusalFor } from '../acting/refusals.js';
import type { Acted, Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { formAnswers } from '../case-answers.js';
import { CheckedAnswers } from './checked-answers.js';
import { checkedMedium } from './log-contact.js';
import { transcriptionMedium, transcriptionSources } from './transcription.js';

export interface TranscribeTaskInput {
  /** Task id. */
  readonly task: string;
  /** Code of the contact who said it. */
  readonly saidBy: string;
  /** How it reached us, one of `contactMedia`. */
  readonly medium: string;
  /** As posted: checked against the task's form here. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** Uploads of the task that show the source: a photo of the paper, a screenshot. */
  readonly sources?: readonly string[];
}

/** Takes down what an SME said by phone, message or on paper; the SME corrects or confirms it and is its author. */
@Injectable()
export class TranscribeTask {
  constructor(
    private readonly acting: Acting,
    private readonly access: CaseAccess,
    private readonly checked: CheckedAnswers,
    private readonly people: People,
    private readonly drafts: Drafts,
    private readonly acts: Acts,
  ) {}

  async execute(actor: Actor, input: TranscribeTaskInput, key: string): Promise<Acted> {
    const { task, saidBy, sources = [] } = input;
    const acted = await this.acting.perform(
      actor,
      { key, route: `tasks/${task}/transcriptions`, sent: input },
      async () => {
        const found = await this.access.itemToActOn(actor, task, 'task');
        const { reference, programme, organisation, country } = found.case;
        await this.access.caseToActOn(actor, 'transcribe', reference);
        if (found.item.status !== 'open') throw refusalFor('task.not-open', task);
        await this.requireSpeaker(found.item.parties, { programme, organisation, country }, saidBy);
        const { facts, answers, documents } = await this.checked.of(actor, found, input.answers);
        await this.checked.requireOwnDocuments(reference, found.item.key, sources);
        return {
          ...{ reference, programme, organisation, saidBy },
          body: { type: 'transcribe', task, facts, documents: documents.length },
          item: task,
          answers: { ...answers, ...noted(checkedMedium(input.medium), sources) },
          documents: [...new Set([...documents, ...sources])],
        };
      },
    );
    await this.drafts.discard(task);
    return acted;
  }

  /**
   * The contact confirms what was taken down, and hands it in as their own. `since` is the moment of the transcription they
   * read; what has been taken down anew since then is `transcription.changed`.
   */
  async confirm(actor: Actor, task: string, key: string, since?: Instant): Promise<Acted> {
    const acted = await this.acting.perform(
      actor,
      { key, route: `transcriptions/${task}/confirmation`, sent: { task, since } },
      async () => {
        const { item, case: row } = await this.access.itemToActOn(actor, task, 'task');
        const { reference, programme, organisation } = row;
        const transcribed = (await this.acts.ofItem(task)).findLast(({ body }) => body.type === 'transcribe');
        const read = since ?? item.transcribedAt;
        return {
          ...{ reference, programme, organisation },
          body: { type: 'confirm-transcription', task, ...(read === null ? {} : { since: read }) },
          item: task,
          answers: formAnswers(transcribed?.answers ?? {}),
          documents: transcribed?.documents ?? [],
        };
      },
    );
    await this.drafts.discard(task);
    return acted;
  }

  private async requireSpeaker(
    parties: Parameters<People['resolveParty']>[0]['parties'],
    scope: CaseScope,
    saidBy: string,
  ): Promise<void> {
    const contacts = await this.people.resolveParty({ ...scope, parties, coordinator: null });
    if (contacts.some(({ id }) => id === saidBy)) return;
    throw new DomainError('invalid', 'transcription.for-nobody', saidBy, {
      hint: `Name the contact the task is for: ${contacts.map(({ id }) => id).join(', ') || 'nobody is registered'}.`,
    });
  }
}

function noted(medium: string, sources: readonly string[]) {
  return {
    [transcriptionMedium]: medium,
    ...(sources.length === 0 ? {} : { [transcriptionSources]: sources }),
  };
}
