import { Injectable } from '@nestjs/common';
import { contactMedia, filedDocuments, TranscribeTask, type Actor, type ItemView } from '#libs/cases';
import { CaseClock } from '#libs/config';
import type { TypedAnswers } from '#libs/definitions';
import { DomainError, type FieldError } from '#libs/domain';
import { decodeBody } from '../forms/form-encoding.js';
import { firstMonthBefore } from '../forms/months.view.js';
import { isAway, statusOf } from '../http/faults.js';
import type { Speech } from '../text/messages.js';
import { edited, FormFiles } from './form-edits.js';
import { withSources } from './paper-form.js';
import { requestKey, type PostedForm } from './task-desk.js';

/** What the page shows of a transcription that is being typed. */
export interface TranscriptionState {
  /** The task's answers, and the sources under `filedDocuments`. */
  readonly typed: TypedAnswers;
  readonly saidBy: string;
  readonly medium: string;
  readonly problems: readonly FieldError[];
  readonly notice: string | null;
  readonly key: string;
}

export type TranscriptionAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'page'; readonly status: number; readonly state: TranscriptionState };

/** What was taken down before, or nothing yet. */
export function newTranscription(view: ItemView, key: string): TranscriptionState {
  const [only, ...others] = view.speakers;
  return {
    typed: view.answers,
    saidBy: only && others.length === 0 ? only.person : '',
    medium: '',
    problems: [],
    notice: null,
    key,
  };
}

/** What was posted when a session had ended: shown again, acted on by nobody. */
export function resumed(
  view: ItemView,
  body: PostedForm['body'],
  state: TranscriptionState,
): TranscriptionState {
  if (!view.form) return state;
  return {
    ...state,
    typed: decodeBody(withSources(view.form), body),
    saidBy: text(body['saidBy']),
    medium: text(body['medium']),
    notice: 'notice.resumed',
  };
}

/** Takes what was posted for a company from a task's form. */
@Injectable()
export class TranscriptionDesk {
  constructor(
    private readonly transcribe: TranscribeTask,
    private readonly files: FormFiles,
    private readonly clock: CaseClock,
  ) {}

  async post(
    actor: Actor,
    view: ItemView,
    { body, uploads }: PostedForm,
    speech: Speech,
  ): Promise<TranscriptionAnswer> {
    if (!view.form) return { kind: 'done' };
    const form = withSources(view.form);
    const action = text(body['do']);
    const taken = await this.files.take(actor, view.item.id, form, uploads, decodeBody(form, body), speech);
    const typed = edited(form, action, taken.typed);
    await this.files.removed(actor, action);
    const [saidBy, medium, key] = [text(body['saidBy']), text(body['medium']), text(body['key'])];
    const state: TranscriptionState = { typed, saidBy, medium, problems: [], notice: null, key };
    if (action !== 'submit')
      return { kind: 'page', status: 200, state: { ...state, problems: taken.problems } };
    const problems = [...taken.problems, ...this.missing(state, speech)];
    if (problems.length > 0) return { kind: 'page', status: 422, state: { ...state, problems } };
    try {
      const { [filedDocuments]: sources, ...answers } = typed;
      await this.transcribe.execute(
        actor,
        { task: view.item.id, saidBy, medium, answers, sources: [sources ?? []].flat() as string[] },
        requestKey(key, { typed, saidBy, medium }),
      );
      return { kind: 'done' };
    } catch (error) {
      return refused(error, state);
    }
  }

  /** Twelve months that end with the last complete one. */
  firstMonth(): string {
    return firstMonthBefore(this.clock.now());
  }

  private missing({ saidBy, medium }: TranscriptionState, speech: Speech): readonly FieldError[] {
    const problem = (field: string, message: string) => ({ field, code: 'form.incomplete', message });
    return [
      ...(saidBy === '' ? [problem('saidBy', speech.say('problem.said-by'))] : []),
      ...(contactMedia.some((each) => each === medium)
        ? []
        : [problem('medium', speech.say('problem.medium'))]),
    ];
  }
}

function refused(error: unknown, state: TranscriptionState): TranscriptionAnswer {
  if (isAway(error)) return { kind: 'page', status: 503, state: { ...state, notice: 'notice.unavailable' } };
  if (!(error instanceof DomainError) || !['invalid', 'conflict', 'forbidden'].includes(error.kind))
    throw error;
  const { fields } = error.details;
  return {
    kind: 'page',
    status: statusOf[error.kind],
    state: { ...state, problems: fields ?? [], notice: fields ? null : `refusal.${error.code}` },
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
