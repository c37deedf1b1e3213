import { Injectable } from '@nestjs/common';
import { CompleteTask, TaskDrafts, type Actor, type ItemView, type TaskDraft } from '#libs/cases';
import { coerceDraft, type FormDefinition, type TypedAnswers } from '#libs/definitions';
import { DomainError, type FieldError } from '#libs/domain';
import { decodeBody } from '../forms/form-encoding.js';
import { shownMonth } from '../forms/months.view.js';
import { choosesStored, differingFields, settleChoices } from '../forms/stale.js';
import { isAway } from '../http/faults.js';
import { textOf, type PostedForm } from '../http/form-post.js';
import { requestKey } from '../http/request-key.js';
import type { Speech } from '../text/messages.js';
import { declarationOf, declarationProblems, type TypedDeclaration } from './declaration.js';
import { FormFiles } from './form-edits.js';
import type { TypedHandover } from './hand-over-desk.js';
import type { TypedRequest } from './more-time.view.js';

/** What a task page shows of a form, beside the item itself. */
export interface TaskState {
  readonly typed: TypedAnswers;
  /** Draft version the form is filled on. */
  readonly version: number;
  readonly problems: readonly FieldError[];
  /** Key of the notice above the form. */
  readonly notice: string | null;
  /** What someone else stored meanwhile; the reader chooses field by field. */
  readonly stored: TypedAnswers | null;
  /** Who hands it in, where it may be somebody else than the link's person. */
  readonly declaration: TypedDeclaration;
  /** A request for more time that was not taken. */
  readonly request: TypedRequest | null;
  /** A handover that was not taken. */
  readonly handover: TypedHandover | null;
  /** Key of the form to send again, where an act may be under way. */
  readonly key: string | null;
}

export type DeskAnswer =
  | { readonly kind: 'done' | 'saved' }
  | { readonly kind: 'page'; readonly status: number; readonly state: TaskState };

/** Takes what was posted from a task's form: saves it as a draft first, so that nothing typed is lost, then hands it in. */
@Injectable()
export class TaskDesk {
  constructor(
    private readonly drafts: TaskDrafts,
    private readonly complete: CompleteTask,
    private readonly files: FormFiles,
  ) {}

  async post(
    actor: Actor,
    view: ItemView,
    form: FormDefinition,
    posted: PostedForm,
    speech: Speech,
  ): Promise<DeskAnswer> {
    const { body } = posted;
    const item = view.item.id;
    if (view.item.status !== 'open') return this.late(actor, item, form, body);
    const version = Number(body['version'] ?? 0) || 0;
    const filled = await this.files.filled(actor, item, form, posted, speech);
    const { action } = filled;
    let { typed } = filled;
    const state: TaskState = {
      typed,
      version,
      problems: filled.problems,
      notice: null,
      stored: null,
      declaration: declarationOf(body),
      ...{ request: null, handover: null, key: null },
    };
    let saved: TaskDraft | TaskDraft['version'];
    try {
      if (choosesStored(form, body)) typed = await this.chosen(actor, item, form, body, typed, version);
      saved = await this.save(actor, form, { item, version, answers: typed });
    } catch (error) {
      return refused(error, { ...state, typed });
    }
    if (typeof saved !== 'number')
      return {
        kind: 'page',
        status: 409,
        state: { ...state, version: saved.version, stored: saved.answers, notice: 'notice.stale' },
      };
    const current: TaskState = { ...state, typed, version: saved };
    await this.files.removed(actor, action);
    const moved = action === 'submit' ? movedMonths(form, body, speech) : [];
    const undeclared = action === 'submit' ? declarationProblems(actor, current.declaration, speech) : [];
    const problems = [...filled.problems, ...moved, ...undeclared];
    if (problems.length > 0) return { kind: 'page', status: 422, state: { ...current, problems } };
    return action === 'submit' ? this.submit(actor, item, current, body) : { kind: 'saved' };
  }

  private async submit(
    actor: Actor,
    item: string,
    state: TaskState,
    body: PostedForm['body'],
  ): Promise<DeskAnswer> {
    try {
      const { declaration } = state;
      // Who got a link of their own is known by it.
      const mayDeclare = actor.link !== null && actor.declared === undefined;
      const declared = mayDeclare && declaration.who === 'colleague' ? { declared: declaration } : {};
      await this.complete.execute(
        { ...actor, ...declared },
        { item, answers: state.typed },
        // The same form from another hand is another request.
        requestKey(body['key'], 'declared' in declared ? [state.typed, declaration] : state.typed),
      );
      return { kind: 'done' };
    } catch (error) {
      return refused(error, { ...state, key: textOf(body['key']) });
    }
  }

  /** A repeated post of a form that was handed in is answered as the first; another one shows what was typed beside the receipt. */
  private async late(
    actor: Actor,
    item: string,
    form: FormDefinition,
    body: PostedForm['body'],
  ): Promise<DeskAnswer> {
    const state: TaskState = {
      typed: decodeBody(form, body),
      version: 0,
      problems: [],
      notice: 'notice.already-settled',
      stored: null,
      declaration: declarationOf(body),
      ...{ request: null, handover: null, key: null },
    };
    if (body['do'] !== 'submit') return { kind: 'page', status: 409, state };
    return this.submit(actor, item, state, body);
  }

  /** The new version, or the draft that someone else has stored meanwhile with other words. */
  private async save(actor: Actor, form: FormDefinition, draft: TaskDraft): Promise<number | TaskDraft> {
    try {
      return (await this.drafts.save(actor, draft)).version;
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'draft.stale') throw error;
      const stored = error.details.stored as TaskDraft;
      const kept = coerceDraft(form, stored.answers);
      // The same form posted twice is not someone else's.
      return differingFields(form, draft.answers, kept).length === 0
        ? stored.version
        : { ...stored, answers: kept };
    }
  }

  private async chosen(
    actor: Actor,
    item: string,
    form: FormDefinition,
    body: PostedForm['body'],
    typed: TypedAnswers,
    version: number,
  ): Promise<TypedAnswers> {
    const draft = await this.drafts.load(actor, item);
    // Of another version than the one the choice was made on: the save below says so.
    return draft.version === version
      ? settleChoices(form, body, typed, coerceDraft(form, draft.answers))
      : typed;
  }
}

/** Tables whose first month was changed after their labels were written: the figures may stand beside the wrong months. */
function movedMonths(form: FormDefinition, body: PostedForm['body'], speech: Speech): readonly FieldError[] {
  return form.fields.flatMap(({ key, type }) => {
    const shown = body[shownMonth(key)];
    if (type !== 'months' || shown === undefined || shown === body[`${key}.start`]) return [];
    return [{ field: `${key}.start`, code: 'months.moved', message: speech.say('problem.months-moved') }];
  });
}

function refused(error: unknown, state: TaskState): DeskAnswer {
  if (isAway(error)) return { kind: 'page', status: 503, state: { ...state, notice: 'notice.unavailable' } };
  if (!(error instanceof DomainError)) throw error;
  const page = (status: number, change: Partial<TaskState>): DeskAnswer => ({
    kind: 'page',
    status,
    state: { ...state, ...change },
  });
  switch (error.kind) {
    case 'invalid':
      return page(422, {
        problems: error.details.fields ?? [],
        notice: error.details.fields ? null : `refusal.${error.code}`,
      });
    case 'conflict':
      return page(409, {
        notice: error.code === 'task.not-open' ? 'notice.already-settled' : `refusal.${error.code}`,
      });
    case 'forbidden':
      return page(403, { notice: `refusal.${error.code}` });
    default:
      throw error;
  }
}
