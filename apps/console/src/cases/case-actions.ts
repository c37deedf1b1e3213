import { Injectable } from '@nestjs/common';
import { ExtendDeadline, LogContact, OpenCase, SuspendCase, type Actor } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { answered, type Answered } from '../http/answered.js';
import { textOf } from '../http/form-post.js';
import { requestKey } from '../http/request-key.js';
import { PageOwner } from '../http/tokens.js';
import type { CaseAction } from './case-action.js';
import { CaseEndings } from './case-endings.js';

/** The case that was acted on, or a page that says what to change. */
export type ActionAnswer = Answered<{ readonly reference: string }>;

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
      programme: textOf(programme),
      organisation: textOf(organisation),
      ...(textOf(definition) && { definition: textOf(definition) }),
    };
    return answered(() => this.opening.execute(actor, input, requestKey(body['key'], input)));
  }

  async act(
    actor: Actor,
    reference: string,
    action: CaseAction,
    body: Readonly<Record<string, unknown>>,
  ): Promise<ActionAnswer> {
    const reason = textOf(body['reason']);
    const [task, until] = [textOf(body['task']), textOf(body['until'])];
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
          return this.endings.act(actor, { reference, reason, stage: textOf(body['stage']) }, action, key);
      }
    });
  }
}

function contactOf(reference: string, note: string, body: Readonly<Record<string, unknown>>) {
  const promised = textOf(body['promised']);
  const tasks = [body['tasks'] ?? []].flat().filter((id): id is string => typeof id === 'string');
  return {
    reference,
    medium: textOf(body['medium']),
    note,
    ...(promised && { promised }),
    ...(tasks.length > 0 && { tasks }),
  };
}
