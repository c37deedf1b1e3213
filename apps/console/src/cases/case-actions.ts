import { Injectable } from '@nestjs/common';
import { ExtendDeadline, LogContact, OpenCase, SuspendCase, type Actor } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { isAway, statusOf } from '../http/faults.js';
import { PageOwner } from '../http/tokens.js';
import { requestKey } from '../work/task-desk.js';
import type { CaseAction } from './case-action.js';
import { CaseEndings } from './case-endings.js';

/** Done, or a page that says what to change; `notice` is a message key. */
export type ActionAnswer =
  | { readonly ok: true; readonly reference: string }
  | { readonly ok: false; readonly status: number; readonly notice: string };

/** What is done to a whole case, from the posted forms of the console. */
@Injectable()
export class CaseActions {
  constructor(
    private readonly opening: OpenCase,
    private readonly endings: CaseEndings,
    private readonly suspension: SuspendCase,
    private readonly extension: ExtendDeadline,
    private readonly contact: LogContact,
  ) {}

  async open(actor: Actor, body: Readonly<Record<string, unknown>>): Promise<ActionAnswer> {
    const { programme, organisation, definition } = body;
    const input = {
      programme: text(programme),
      organisation: text(organisation),
      ...(text(definition) && { definition: text(definition) }),
    };
    return answered(() => this.opening.execute(actor, input, requestKey(body['key'], input)));
  }

  async act(
    actor: Actor,
    reference: string,
    action: CaseAction,
    body: Readonly<Record<string, unknown>>,
  ): Promise<ActionAnswer> {
    const reason = text(body['reason']);
    const [task, until] = [text(body['task']), text(body['until'])];
    const of = { reference, ...(task && { task }) };
    // The fields of the form decide the key: a corrected form is another act.
    const key = requestKey(body['key'], { ...body, key: null, _csrf: null, [PageOwner.input]: null });
    return answered(() => {
      switch (action) {
        case 'suspend':
          return this.suspension.execute(actor, { ...of, ...(until && { until }), reason }, key);
        case 'resume':
          return this.suspension.resume(actor, { ...of, ...(reason && { reason }) }, key);
        case 'extend':
          if (task === '' || until === '') throw new DomainError('invalid', 'form.incomplete');
          return this.extension.execute(actor, { task, until, reason }, key);
        case 'logContact':
          return this.contact.execute(actor, contactOf(reference, reason, body), key);
        default:
          return this.endings.act(actor, { reference, reason, stage: text(body['stage']) }, action, key);
      }
    });
  }
}

/** Turns an expected refusal into the notice of the page it came from. */
export async function answered(act: () => Promise<{ readonly reference: string }>): Promise<ActionAnswer> {
  try {
    return { ok: true, reference: (await act()).reference };
  } catch (error) {
    if (isAway(error)) return { ok: false, status: 503, notice: 'notice.unavailable' };
    if (error instanceof DomainError && ['invalid', 'conflict', 'forbidden'].includes(error.kind))
      return { ok: false, status: statusOf[error.kind], notice: `refusal.${error.code}` };
    throw error;
  }
}

function contactOf(reference: string, note: string, body: Readonly<Record<string, unknown>>) {
  const promised = text(body['promised']);
  const tasks = [body['tasks'] ?? []].flat().filter((id): id is string => typeof id === 'string');
  return {
    reference,
    medium: text(body['medium']),
    note,
    ...(promised && { promised }),
    ...(tasks.length > 0 && { tasks }),
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
