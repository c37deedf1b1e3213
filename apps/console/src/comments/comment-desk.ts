import { Injectable } from '@nestjs/common';
import { AddComment, type Actor, type AddCommentInput } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { isAway, statusOf } from '../http/faults.js';
import { textOf, type PostedForm } from '../http/form-post.js';
import type { Speech } from '../text/messages.js';
import { fileProblem } from '../work/form-edits.js';
import { noticeText } from '../work/item-parts.view.js';
import { requestKey } from '../http/request-key.js';

/** What was typed on a comment's form. */
export interface TypedComment {
  readonly text: string;
  /** Person codes. */
  readonly mentions: readonly string[];
  /** The task or approval it is about; empty for the case. */
  readonly item: string;
}

export const emptyComment: TypedComment = { text: '', mentions: [], item: '' };

/** What a comment's form shows beside what was typed. */
export interface CommentState {
  readonly typed: TypedComment;
  /** What is wrong, in words. */
  readonly notice: string | null;
  readonly key: string;
}

export type CommentAnswer =
  | { readonly kind: 'done'; readonly comment: string }
  | { readonly kind: 'page'; readonly status: number; readonly state: CommentState };

/** Reads `text`, `mentions` (repeated) and `item` from a posted body. */
export function commentOf(body: Readonly<Record<string, unknown>>): TypedComment {
  const mentions = [body['mentions'] ?? []].flat().filter((one): one is string => typeof one === 'string');
  return { text: textOf(body['text']), item: textOf(body['item']), mentions: [...new Set(mentions)] };
}

/** Takes comments from the console's forms; what is refused is shown again with everything that was typed. */
@Injectable()
export class CommentDesk {
  constructor(private readonly adding: AddComment) {}

  async post(
    actor: Actor,
    reference: string,
    { body, uploads }: PostedForm,
    speech: Speech,
  ): Promise<CommentAnswer> {
    const typed = commentOf(body);
    const key = textOf(body['key']);
    const page = (status: number, notice: string): CommentAnswer => ({
      kind: 'page',
      status,
      state: { typed, notice, key },
    });
    const large = uploads.find(({ content }) => content === null);
    if (large) return page(422, fileProblem(speech, 'document.too-large', large.name));
    const input: AddCommentInput = {
      reference,
      ...{ text: typed.text, mentions: typed.mentions },
      ...(typed.item !== '' && { item: typed.item }),
      files: uploads.flatMap(({ name, content }) => (content ? [{ name, content: content() }] : [])),
    };
    try {
      const names = uploads.map(({ name }) => name);
      // Other words from a page that was gone back to are another comment.
      const { id } = await this.adding.execute(actor, input, requestKey(key, { ...typed, names }));
      return { kind: 'done', comment: id };
    } catch (error) {
      if (isAway(error)) return page(503, speech.say('notice.unavailable'));
      if (!(error instanceof DomainError) || !['invalid', 'conflict'].includes(error.kind)) throw error;
      const { code, kind, subject } = error;
      const isFile = code.startsWith('document.') && subject !== null;
      const words = isFile ? fileProblem(speech, code, subject) : noticeText(speech, `refusal.${code}`);
      return page(statusOf[kind], words);
    }
  }
}
