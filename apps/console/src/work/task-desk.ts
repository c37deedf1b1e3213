import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  CompleteTask,
  RemoveDraftDocument,
  TaskDrafts,
  UploadDocument,
  type Actor,
  type ItemView,
  type TaskDraft,
} from '#libs/cases';
import { canonicalJson, coerceDraft, type FormDefinition, type TypedAnswers } from '#libs/definitions';
import { DomainError, type FieldError } from '#libs/domain';
import { decodeBody } from '../forms/form-encoding.js';
import { shownMonth } from '../forms/months.view.js';
import { choosesStored, differingFields, settleChoices } from '../forms/stale.js';
import { isAway } from '../http/faults.js';
import type { Upload } from '../http/uploads.js';
import type { Speech } from '../text/messages.js';

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
  /** Key of the form to send again, where an act may be under way. */
  readonly key: string | null;
}

export type DeskAnswer =
  | { readonly kind: 'done' | 'saved' }
  | { readonly kind: 'page'; readonly status: number; readonly state: TaskState };

export interface PostedForm {
  readonly body: Readonly<Record<string, unknown>>;
  readonly uploads: readonly Upload[];
}

/** Empty rows that the button adds. */
const addedRows = 3;

/** Takes what was posted from a task's form: saves it as a draft first, so that nothing typed is lost, then hands it in. */
@Injectable()
export class TaskDesk {
  constructor(
    private readonly drafts: TaskDrafts,
    private readonly complete: CompleteTask,
    private readonly upload: UploadDocument,
    private readonly remove: RemoveDraftDocument,
  ) {}

  async post(
    actor: Actor,
    view: ItemView,
    form: FormDefinition,
    posted: PostedForm,
    speech: Speech,
  ): Promise<DeskAnswer> {
    const { body } = posted;
    const action = typeof body['do'] === 'string' ? body['do'] : 'save';
    const item = view.item.id;
    let typed = decodeBody(form, body);
    if (view.item.status !== 'open') return this.late(actor, item, typed, body, action);
    const version = Number(body['version'] ?? 0) || 0;
    const files = await this.takeFiles(actor, item, form, posted.uploads, typed, speech);
    typed = this.edited(form, action, files.typed);
    const state: TaskState = {
      typed,
      version,
      problems: files.problems,
      notice: null,
      stored: null,
      key: null,
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
    if (action.startsWith('remove:')) await this.removed(actor, action.slice('remove:'.length));
    const moved = action === 'submit' ? movedMonths(form, body, speech) : [];
    const problems = [...files.problems, ...moved];
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
      await this.complete.execute(
        actor,
        { item, answers: state.typed },
        requestKey(body['key'], state.typed),
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
    typed: TypedAnswers,
    body: PostedForm['body'],
    action: string,
  ): Promise<DeskAnswer> {
    const state: TaskState = {
      typed,
      version: 0,
      problems: [],
      notice: 'notice.already-settled',
      stored: null,
      key: null,
    };
    if (action !== 'submit') return { kind: 'page', status: 409, state };
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

  private async takeFiles(
    actor: Actor,
    item: string,
    form: FormDefinition,
    uploads: readonly Upload[],
    typed: TypedAnswers,
    speech: Speech,
  ): Promise<{ readonly typed: TypedAnswers; readonly problems: readonly FieldError[] }> {
    const lists = new Map<string, string[]>();
    const problems: FieldError[] = [];
    const fields = form.fields.filter(({ type }) => type === 'files').map(({ key }) => key);
    for (const { field, name, content } of uploads) {
      if (!fields.includes(field)) continue;
      const list = lists.get(field) ?? ([typed[field] ?? []].flat() as string[]);
      lists.set(field, list);
      try {
        if (!content) throw new DomainError('invalid', 'document.too-large', name);
        const { id } = await this.upload.execute(actor, { item, field, name, content: content() });
        if (!list.includes(id)) list.push(id);
      } catch (error) {
        const code =
          error instanceof DomainError ? error.code : isAway(error) ? 'document.not-kept' : undefined;
        if (code === undefined) throw error;
        problems.push({ field, code, message: fileProblem(speech, code, name) });
      }
    }
    return { typed: { ...typed, ...Object.fromEntries(lists) }, problems };
  }

  private edited(form: FormDefinition, action: string, typed: TypedAnswers): TypedAnswers {
    const [verb, subject = ''] = splitOnce(action);
    if (verb === 'remove')
      return Object.fromEntries(
        Object.entries(typed).map(([key, value]) =>
          form.fields.some((field) => field.key === key && field.type === 'files')
            ? [key, [value].flat().filter((id) => id !== subject)]
            : [key, value],
        ),
      );
    const field = form.fields.find(({ key }) => key === subject);
    if (verb !== 'add' || field?.type !== 'rows') return typed;
    const rows = Array.isArray(typed[subject]) ? (typed[subject] as unknown[]) : [];
    const length = Math.min(field.max, Math.max(rows.length, field.min + 2) + addedRows);
    return { ...typed, [subject]: Array.from({ length }, (_, index) => rows[index] ?? {}) };
  }

  private async removed(actor: Actor, document: string): Promise<void> {
    try {
      await this.remove.execute(actor, document);
    } catch (error) {
      // It is off the form already; one of an earlier round stays with that round.
      if (!(error instanceof DomainError)) throw error;
    }
  }
}

/**
 * The key an act is sent under: that of the rendered form and of what it says, so that the same post twice is one act and a
 * corrected one is a new act.
 */
export function requestKey(key: unknown, content: unknown): string {
  return `${textOf(key).slice(0, 80)}.${createHash('sha256').update(canonicalJson(content)).digest('base64url').slice(0, 16)}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function splitOnce(action: string): [string, string?] {
  const at = action.indexOf(':');
  return at < 0 ? [action] : [action.slice(0, at), action.slice(at + 1)];
}

/** Tables whose first month was changed after their labels were written: the figures may stand beside the wrong months. */
function movedMonths(form: FormDefinition, body: PostedForm['body'], speech: Speech): readonly FieldError[] {
  return form.fields.flatMap(({ key, type }) => {
    const shown = body[shownMonth(key)];
    if (type !== 'months' || shown === undefined || shown === body[`${key}.start`]) return [];
    return [{ field: `${key}.start`, code: 'months.moved', message: speech.say('problem.months-moved') }];
  });
}

function fileProblem(speech: Speech, code: string, name: string): string {
  const key = `problem.${code.replaceAll('.', '-')}`;
  return speech.say(speech.has(key) ? key : 'problem.document-not-kept', { name });
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
