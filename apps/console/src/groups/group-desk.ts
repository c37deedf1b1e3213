import { Injectable } from '@nestjs/common';
import {
  CaseLists,
  GroupActs,
  MessageQueries,
  mostTogether,
  NudgeCompanies,
  WriteMessage,
  type Actor,
  type CaseReport,
  type CaseSummary,
  type GroupAct,
  type MessagePreview,
  type MessageReport,
} from '#libs/cases';
import { answered, type Answered } from '../http/answered.js';
import { textOf } from '../http/form-post.js';
import { requestKey } from '../http/request-key.js';
import type { GroupPage } from './group-act.js';
import { inputOf, typedMessage, type TypedMessage } from './typed-message.js';

type Body = Readonly<Record<string, unknown>>;

const acts: Readonly<Record<Exclude<GroupPage, 'message' | 'nudge'>, GroupAct>> = {
  logContact: 'log-contact',
  suspend: 'suspend',
  resume: 'resume',
};

/** What several cases are put through from the posted forms of the console. */
@Injectable()
export class GroupDesk {
  constructor(
    private readonly lists: CaseLists,
    private readonly acting: GroupActs,
    private readonly nudges: NudgeCompanies,
    private readonly messages: WriteMessage,
    private readonly queries: MessageQueries,
  ) {}

  /** The cases named, as far as the viewer may see them. */
  async cases({ viewer }: Actor, references: readonly string[]): Promise<readonly CaseSummary[]> {
    if (references.length === 0) return [];
    const filter = {
      references: references.slice(0, mostTogether),
      sort: 'company',
      limit: mostTogether,
    } as const;
    return (await this.lists.list(viewer, filter)).items;
  }

  async act(
    actor: Actor,
    page: Exclude<GroupPage, 'message' | 'nudge'>,
    references: readonly string[],
    body: Body,
  ): Promise<Answered<readonly CaseReport[]>> {
    const text = (name: string) => textOf(body[name]);
    const [reason, until, promised, medium] = [
      text('reason'),
      text('until'),
      text('promised'),
      text('medium'),
    ];
    const input = {
      act: acts[page],
      references,
      ...{ reason, medium },
      ...(until !== '' && { until }),
      ...(promised !== '' && { promised }),
    };
    if (page !== 'resume' && reason === '')
      return { ok: false, status: 422, notice: 'refusal.reason.required' };
    return answered(() => this.acting.execute(actor, input, requestKey(body['key'], input)));
  }

  async nudge(actor: Actor, references: readonly string[], body: Body): Promise<Answered<MessageReport>> {
    return answered(async () => {
      const sent = await this.nudges.execute(actor, references, requestKey(body['key'], references));
      return this.queries.report(actor.viewer, sent);
    });
  }

  async preview(
    actor: Actor,
    references: readonly string[],
    typed: TypedMessage,
  ): Promise<Answered<MessagePreview>> {
    return answered(() => this.messages.preview(actor, inputOf(references, typed)));
  }

  async send(actor: Actor, references: readonly string[], body: Body): Promise<Answered<MessageReport>> {
    const typed = typedMessage(body);
    return answered(async () => {
      const input = inputOf(references, typed);
      const sent = await this.messages.execute(actor, input, requestKey(body['key'], input));
      return this.queries.report(actor.viewer, sent);
    });
  }
}
