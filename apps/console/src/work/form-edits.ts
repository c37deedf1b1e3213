import { Injectable } from '@nestjs/common';
import { RemoveDraftDocument, UploadDocument, type Actor } from '#libs/cases';
import type { FormDefinition, TypedAnswers } from '#libs/definitions';
import { DomainError, type FieldError } from '#libs/domain';
import { decodeBody } from '../forms/form-encoding.js';
import { isAway } from '../http/faults.js';
import { textOf, type PostedForm } from '../http/form-post.js';
import type { Upload } from '../http/uploads.js';
import type { Speech } from '../text/messages.js';

/** Empty rows that the button adds. */
const addedRows = 3;

/** A posted form as its page shows it again. */
export interface FilledForm {
  /** What was typed, as the button changed it, with the ids of the files that could be kept. */
  readonly typed: TypedAnswers;
  /** What the button says: `submit`, `save`, `add:<field>`, `remove:<document>`. */
  readonly action: string;
  /** A sentence for each file that could not be kept. */
  readonly problems: readonly FieldError[];
}

/** Keeps the files that came with a form as drafts of its task, and takes them back. */
@Injectable()
export class FormFiles {
  constructor(
    private readonly upload: UploadDocument,
    private readonly remove: RemoveDraftDocument,
  ) {}

  /** Reads what was posted for a task. A file that its button takes away stays kept until it is {@link removed}. */
  async filled(
    actor: Actor,
    item: string,
    form: FormDefinition,
    { body, uploads }: PostedForm,
    speech: Speech,
  ): Promise<FilledForm> {
    const action = textOf(body['do']);
    const { typed, problems } = await this.take(actor, item, form, uploads, decodeBody(form, body), speech);
    return { typed: edited(form, action, typed), action, problems };
  }

  /** After a `remove:<document>`; one of an earlier round stays with that round. */
  async removed(actor: Actor, action: string): Promise<void> {
    const [verb, document] = splitOnce(action);
    if (verb !== 'remove') return;
    try {
      await this.remove.execute(actor, document);
    } catch (error) {
      // It is off the form already.
      if (!(error instanceof DomainError)) throw error;
    }
  }

  private async take(
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
}

/** What the buttons inside a form do without a script: more rows, a file less. */
function edited(form: FormDefinition, action: string, typed: TypedAnswers): TypedAnswers {
  const [verb, subject] = splitOnce(action);
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

function splitOnce(action: string): readonly [string, string] {
  const at = action.indexOf(':');
  return at < 0 ? [action, ''] : [action.slice(0, at), action.slice(at + 1)];
}

/** Why a file could not be kept, by name. */
export function fileProblem(speech: Speech, code: string, name: string): string {
  const key = `problem.${code.replaceAll('.', '-')}`;
  return speech.say(speech.has(key) ? key : 'problem.document-not-kept', { name });
}
