import { Injectable } from '@nestjs/common';
import { contactMedia, filedDocuments, TranscribeTask, type Actor, type ItemView } from '#libs/cases';
import { CaseClock } from '#libs/config';
import type { TypedAnswers } from '#libs/definitions';
import { DomainError, type FieldError } from '#libs/domain';
import { decodeBody } from '../forms/form-encoding.js';
import { firstMonthBefore } from '../forms/months.view.js';
import { isAway, statusOf } from '../http/faults.js';
import { textOf, type PostedForm } from '../http/form-post.js';
import { requestKey } from '../http/request-key.js';
import type { Speech } from '../text/messages.js';
import { FormFiles } from '../work/form-edits.js';
import { withSources } from '../work/paper-form.js';

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
    saidBy: textOf(body['saidBy']),
    medium: textOf(body['medium']),
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

  async post(actor: Actor, view: ItemView, posted: PostedForm, speech: Speech): Promise<TranscriptionAnswer> {
    if (!view.form) return { kind: 'done' };
    const { body } = posted;
    const form = withSources(view.form);
    const { typed, action, ...filled } = await this.files.filled(actor, view.item.id, form, posted, speech);
    await this.files.removed(actor, action);
    const [saidBy, medium, key] = [textOf(body['saidBy']), textOf(body['medium']), textOf(body['key'])];
    const state: TranscriptionState = { typed, saidBy, medium, problems: [], notice: null, key };
    if (action !== 'submit')
      return { kind: 'page', status: 200, state: { ...state, problems: filled.problems } };
    const problems = [...filled.problems, ...this.missing(state, speech)];
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
