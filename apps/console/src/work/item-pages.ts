import { Injectable } from '@nestjs/common';
import type { JSX } from 'preact';
import { Fragment, h } from 'preact';
import { CaseClock } from '#libs/config';
import { Consequences, ItemQueries, type Actor, type ItemView, type OutcomePreview } from '#libs/cases';
import { firstMonthBefore } from '../forms/months.view.js';
import type { PostedForm } from '../http/form-post.js';
import { newFormKey } from '../http/tokens.js';
import { inZone, type Speech } from '../text/messages.js';
import { decisionInput, decisionOf } from '../decisions/decision-body.js';
import { DecisionDesk, newDecision, type DecisionState } from '../decisions/decision-desk.js';
import { DecisionView, mayDecide } from '../decisions/decision.view.js';
import { notDeclared } from './declaration.js';
import type { Door } from './item-parts.view.js';
import { HandOverDesk } from './hand-over-desk.js';
import { OffersDesk } from './offers-desk.js';
import { readerOf } from './reader.js';
import { resumed, settledOr, type Unsent } from './resumed.js';
import { TaskDesk, type TaskState } from './task-desk.js';
import { ActsFor, WhoSees } from './who-sees.view.js';
import { TaskView } from './task.view.js';

/** A page of a task or approval, or where to go instead. */
export type ItemAnswer =
  | {
      readonly kind: 'page';
      readonly status: number;
      readonly view: ItemView;
      readonly content: JSX.Element;
      readonly speech: Speech;
    }
  | { readonly kind: 'done' | 'saved' | 'handed' | 'taken-back' };

/** The one page of tasks and approvals, behind a link and in the console alike. */
@Injectable()
export class ItemPages {
  constructor(
    private readonly items: ItemQueries,
    private readonly tasks: TaskDesk,
    private readonly decisions: DecisionDesk,
    private readonly offers: OffersDesk,
    private readonly handovers: HandOverDesk,
    private readonly consequences: Consequences,
    private readonly clock: CaseClock,
  ) {}

  /** Reads only (I2). */
  async show(
    actor: Actor,
    item: string,
    door: Door,
    speech: Speech,
    { notice = null, unsent }: { readonly notice?: string | null; readonly unsent?: Unsent | undefined } = {},
  ): Promise<Extract<ItemAnswer, { kind: 'page' }>> {
    const view = await this.items.itemView(actor, item);
    const said = inZone(speech, view.case.timeZone);
    if (!view.form) {
      const fresh = { ...newDecision(view), notice };
      const [body] = unsent?.bodies ?? [];
      const state =
        unsent && body
          ? { ...fresh, typed: decisionOf(body), notice: settledOr(view, unsent.notice) }
          : fresh;
      return this.decisionPage(actor, view, state, door, said, 200);
    }
    const fresh = untouched(view, notice);
    const state = unsent ? resumed(fresh, view, view.form, unsent) : fresh;
    return this.taskPage(actor, view, state, door, said, 200);
  }

  async post(
    actor: Actor,
    item: string,
    door: Door,
    speech: Speech,
    posted: PostedForm,
  ): Promise<ItemAnswer> {
    const view = await this.items.itemView(actor, item);
    const said = inZone(speech, view.case.timeZone);
    if (!view.form) {
      const answer = await this.decisions.post(actor, view, posted.body, door.gate);
      return answer.kind === 'page'
        ? this.decisionPage(
            actor,
            await this.current(actor, view, answer.status),
            answer.state,
            door,
            said,
            answer.status,
          )
        : answer;
    }
    const offer = await this.offers.post(actor, view, posted.body);
    if (offer?.kind === 'done') return offer;
    if (offer) {
      const now = await this.items.itemView(actor, item);
      // Where no form is left that could say why, the page does.
      const isOver = now.item.status !== 'open';
      const notice = offer.notice ?? (isOver ? (offer.request?.notice ?? null) : null);
      const state = { ...untouched(now, notice), request: offer.request };
      return this.taskPage(actor, now, state, door, said, offer.status);
    }
    const handed = await this.handovers.post(actor, view, posted.body);
    if (handed && handed.kind !== 'page') return handed;
    if (handed) {
      // Said where the page begins, too: without scripts nobody is led to the form, far below.
      const state = { ...untouched(view, handed.typed.notice), handover: handed.typed };
      return this.taskPage(actor, view, state, door, said, handed.status);
    }
    const answer = await this.tasks.post(actor, view, view.form, posted, said);
    if (answer.kind !== 'page') return answer;
    // Read again: uploads have come, or someone else has settled it meanwhile.
    const now = await this.items.itemView(actor, item);
    return this.taskPage(actor, now, answer.state, door, said, answer.status);
  }

  /** Of each outcome that is offered; of the one typed, with all its words, where it is read back. */
  private async previews(
    actor: Actor,
    view: ItemView,
    { confirming, typed }: DecisionState,
  ): Promise<readonly OutcomePreview[]> {
    const { item, decision } = view;
    if (!decision || item.status !== 'open' || !mayDecide(view)) return [];
    const imagined = confirming
      ? decision.outcomes.flatMap((outcome) =>
          outcome === typed.outcome ? [{ ...decisionInput(view, typed), outcome }] : [],
        )
      : decision.outcomes.map((outcome) => ({ outcome }));
    return this.consequences.of(actor, item.id, imagined);
  }

  private async current(actor: Actor, view: ItemView, status: number): Promise<ItemView> {
    return status === 409 ? this.items.itemView(actor, view.item.id) : view;
  }

  private taskPage(
    actor: Actor,
    view: ItemView,
    state: TaskState,
    door: Door,
    speech: Speech,
    status: number,
  ): Extract<ItemAnswer, { kind: 'page' }> {
    if (!view.form) throw new Error(`Task ${view.item.id} has no form.`);
    const content = h(TaskView, {
      view,
      form: view.form,
      state,
      reader: readerOf(actor, view, door),
      door,
      speech,
      firstMonth: firstMonthBefore(this.clock.now()),
      formKey: newFormKey(),
    });
    return { kind: 'page', status, view, content: withSights(content, view, speech), speech };
  }

  private async decisionPage(
    actor: Actor,
    view: ItemView,
    state: DecisionState,
    door: Door,
    speech: Speech,
    status: number,
  ): Promise<Extract<ItemAnswer, { kind: 'page' }>> {
    const previews = await this.previews(actor, view, state);
    return {
      kind: 'page',
      status,
      view,
      content: withSights(
        h(DecisionView, { view, state, door, speech, formKey: newFormKey(), previews }),
        view,
        speech,
      ),
      speech,
    };
  }
}

/** The form as it is stored, with nothing typed on it; what an empty field offers stands there. */
function untouched(view: ItemView, notice: string | null): TaskState {
  return {
    typed: { ...view.suggestions, ...view.answers },
    version: view.draftVersion,
    problems: [],
    notice,
    stored: null,
    declaration: notDeclared,
    ...{ request: null, handover: null, key: null },
  };
}

/** Over a page, for whom the reader acts; under it, who sees what (I15). */
function withSights(content: JSX.Element, view: ItemView, speech: Speech): JSX.Element {
  return h(Fragment, {}, h(ActsFor, { view, speech }), content, h(WhoSees, { view, speech }));
}
