import { Injectable } from '@nestjs/common';
import { HandOver, type Actor, type ItemView } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { isAway, statusOf } from '../http/faults.js';
import { requestKey } from './task-desk.js';

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
  | { readonly kind: 'handed' }
  | { readonly kind: 'page'; readonly status: number; readonly typed: TypedHandover };

/** Takes the form by which a task is passed on to a colleague. */
@Injectable()
export class HandOverDesk {
  constructor(private readonly handOver: HandOver) {}

  /** Undefined when the post is about something else. */
  async post(
    actor: Actor,
    view: ItemView,
    body: Readonly<Record<string, unknown>>,
  ): Promise<HandOverAnswer | undefined> {
    if (body['do'] !== 'hand-over') return undefined;
    const text = (name: keyof typeof handoverInputs) => {
      const value = body[handoverInputs[name]];
      return typeof value === 'string' ? value.trim() : '';
    };
    const typed = {
      ...{ name: text('name'), function: text('function') },
      ...{ email: text('email'), language: text('language') },
    };
    const input = { ...typed, ...(text('elsewhere') !== '' && { elsewhere: true }) };
    const page = (status: number, notice: string): HandOverAnswer => ({
      ...{ kind: 'page', status },
      typed: { ...typed, notice },
    });
    try {
      const task = view.item.id;
      await this.handOver.execute(actor, { task, ...input }, requestKey(body['key'], input));
      return { kind: 'handed' };
    } catch (error) {
      if (isAway(error)) return page(503, 'notice.unavailable');
      if (!(error instanceof DomainError) || !['invalid', 'conflict', 'forbidden'].includes(error.kind))
        throw error;
      const settled = error.code === 'task.not-open';
      return page(statusOf[error.kind], settled ? 'notice.already-settled' : `refusal.${error.code}`);
    }
  }
}
