import { Injectable } from '@nestjs/common';
import { HandOver, TakeBack, type Actor, type ItemView } from '#libs/cases';
import { answered } from '../http/answered.js';
import { textOf } from '../http/form-post.js';
import { requestKey } from '../http/request-key.js';
import { stepNotice } from './item-notices.js';

/** What was typed in a handover that was not taken. */
export interface TypedHandover {
  readonly name: string;
  readonly function: string;
  readonly email: string;
  readonly language: string;
  /** Key of why. */
  readonly notice: string;
}

/** Names of the inputs; those of a declaration stand on the same page. */
export const handoverInputs = {
  name: 'colleague-name',
  function: 'colleague-function',
  email: 'colleague-email',
  language: 'colleague-language',
  elsewhere: 'colleague-elsewhere',
} as const;

export type HandOverAnswer =
  | { readonly kind: 'handed' | 'taken-back' }
  | { readonly kind: 'page'; readonly status: number; readonly typed: TypedHandover };

/** What was typed to pass a task on, with what the page says of it. */
export function handoverOf(body: Readonly<Record<string, unknown>>, notice: string): TypedHandover {
  const text = (name: keyof typeof handoverInputs) => textOf(body[handoverInputs[name]]);
  return {
    ...{ name: text('name'), function: text('function') },
    ...{ email: text('email'), language: text('language'), notice },
  };
}

/** Takes the form by which a task is passed on to a colleague, and the button that takes it back. */
@Injectable()
export class HandOverDesk {
  constructor(
    private readonly handOver: HandOver,
    private readonly takeBack: TakeBack,
  ) {}

  /** Undefined when the post is about something else. */
  async post(
    actor: Actor,
    view: ItemView,
    body: Readonly<Record<string, unknown>>,
  ): Promise<HandOverAnswer | undefined> {
    const task = view.item.id;
    if (body['do'] === 'take-back') {
      await this.takeBack.execute(actor, { task, handover: textOf(body['handover']) });
      return { kind: 'taken-back' };
    }
    if (body['do'] !== 'hand-over') return undefined;
    const { notice: _none, ...typed } = handoverOf(body, '');
    const isMeant = textOf(body[handoverInputs.elsewhere]) !== '';
    const input = { ...typed, ...(isMeant && { elsewhere: true }) };
    const key = requestKey(body['key'], input);
    const answer = await answered(() => this.handOver.execute(actor, { task, ...input }, key));
    if (answer.ok) return { kind: 'handed' };
    return { kind: 'page', status: answer.status, typed: { ...typed, notice: stepNotice(answer) } };
  }
}
