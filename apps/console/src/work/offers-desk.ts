import { Injectable } from '@nestjs/common';
import { ExtendDeadline, TranscribeTask, type Actor, type ItemView } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { isAway, statusOf } from '../http/faults.js';
import type { TypedRequest } from './more-time.view.js';
import { requestKey } from './task-desk.js';

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
      return answered(
        () => this.transcription.confirm(actor, task, key, read),
        (notice) => ({ notice, request: null }),
      );
    }
    if (body['do'] !== 'more-time') return undefined;
    const { until, reason } = requestOf(body, '');
    const typed = (notice: string) => ({ notice: null, request: { until, reason, notice } });
    if (until === '') return { kind: 'page', status: 422, ...typed('problem.until') };
    const key = requestKey(body['key'], { until, reason });
    return answered(() => this.extension.execute(actor, { task, until, reason }, key), typed);
  }
}

/** What was typed to ask for more time, with what the page says of it. */
export function requestOf(body: Readonly<Record<string, unknown>>, notice: string): TypedRequest {
  return { until: text(body['until']), reason: text(body['reason']), notice };
}

async function answered(
  act: () => Promise<unknown>,
  shown: (notice: string) => Omit<Extract<OffersAnswer, { kind: 'page' }>, 'kind' | 'status'>,
): Promise<OffersAnswer> {
  try {
    await act();
    return { kind: 'done' };
  } catch (error) {
    if (isAway(error)) return { kind: 'page', status: 503, ...shown('notice.unavailable') };
    if (!(error instanceof DomainError) || !['invalid', 'conflict', 'forbidden'].includes(error.kind))
      throw error;
    const notice = error.code === 'task.not-open' ? 'notice.already-settled' : `refusal.${error.code}`;
    return { kind: 'page', status: statusOf[error.kind], ...shown(notice) };
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
