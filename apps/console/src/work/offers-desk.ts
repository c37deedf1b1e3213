import { Injectable } from '@nestjs/common';
import { ExtendDeadline, TranscribeTask, type Actor, type ItemView } from '#libs/cases';
import { answered } from '../http/answered.js';
import { textOf } from '../http/form-post.js';
import { requestKey } from '../http/request-key.js';
import { stepNotice } from './item-notices.js';
import type { TypedRequest } from './more-time.view.js';

/** Done, or the page again with what was typed and why it was not taken. */
export type OffersAnswer =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'page';
      readonly status: number;
      readonly notice: string | null;
      readonly request: TypedRequest | null;
    };

/** What can be done with a task beside handing it in: asking for more time, confirming what was taken down. */
@Injectable()
export class OffersDesk {
  constructor(
    private readonly extension: ExtendDeadline,
    private readonly transcription: TranscribeTask,
  ) {}

  /** Undefined when the post is about something else. */
  async post(
    actor: Actor,
    view: ItemView,
    body: Readonly<Record<string, unknown>>,
  ): Promise<OffersAnswer | undefined> {
    const task = view.item.id;
    if (body['do'] === 'confirm') {
      const since = Number(body['since']);
      const read = Number.isSafeInteger(since) ? since : undefined;
      const key = requestKey(body['key'], { confirm: task, since: read ?? null });
      return offered(
        () => this.transcription.confirm(actor, task, key, read),
        (notice) => ({ notice, request: null }),
      );
    }
    if (body['do'] !== 'more-time') return undefined;
    const { until, reason } = requestOf(body, '');
    const typed = (notice: string) => ({ notice: null, request: { until, reason, notice } });
    if (until === '') return { kind: 'page', status: 422, ...typed('problem.until') };
    const key = requestKey(body['key'], { until, reason });
    return offered(() => this.extension.execute(actor, { task, until, reason }, key), typed);
  }
}

/** What was typed to ask for more time, with what the page says of it. */
export function requestOf(body: Readonly<Record<string, unknown>>, notice: string): TypedRequest {
  return { until: textOf(body['until']), reason: textOf(body['reason']), notice };
}

async function offered(
  act: () => Promise<unknown>,
  shown: (notice: string) => Omit<Extract<OffersAnswer, { kind: 'page' }>, 'kind' | 'status'>,
): Promise<OffersAnswer> {
  const answer = await answered(act);
  return answer.ok ? { kind: 'done' } : { kind: 'page', status: answer.status, ...shown(stepNotice(answer)) };
}
