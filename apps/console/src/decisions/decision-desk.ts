import { Injectable } from '@nestjs/common';
import { DecideApproval, type Actor, type ItemView } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { isAway } from '../http/faults.js';
import { textOf } from '../http/form-post.js';
import { requestKey } from '../http/request-key.js';
import type { CodeGate } from './code-gate.js';
import type { CodeAsk } from './code-ask.view.js';
import {
  decisionInput,
  decisionOf,
  emptyDecision,
  problemsOf,
  type DecisionProblems,
  type TypedDecision,
} from './decision-body.js';

/** What a decision page shows, beside the approval itself. */
export interface DecisionState {
  readonly typed: TypedDecision;
  /** The decision is shown back, to be confirmed. */
  readonly confirming: boolean;
  /** Key of the problem beside a part. */
  readonly problems: DecisionProblems;
  readonly notice: string | null;
  /** A code that the decision still waits for. */
  readonly code: CodeAsk | null;
  /** Key of the form to send again. */
  readonly key: string | null;
}

export type DecisionAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'page'; readonly status: number; readonly state: DecisionState };

/** Decides an approval in two steps: the page reads the decision back, the second post decides. */
@Injectable()
export class DecisionDesk {
  constructor(private readonly decide: DecideApproval) {}

  /** `gate` stands before decisions of a link that may have been forwarded. */
  async post(
    actor: Actor,
    view: ItemView,
    body: Readonly<Record<string, unknown>>,
    gate: CodeGate | null,
  ): Promise<DecisionAnswer> {
    const typed = decisionOf(body);
    const key = textOf(body['key']);
    const state: DecisionState = { typed, confirming: false, problems: {}, notice: null, code: null, key };
    const action = body['do'];
    const settled = view.item.status !== 'open';
    if (!settled && (action === 'review' || action === 'decide' || action === 'code')) {
      const problems = problemsOf(view, typed);
      if (Object.keys(problems).length > 0)
        return { kind: 'page', status: 422, state: { ...state, problems } };
      if (action === 'review') return { kind: 'page', status: 200, state: { ...state, confirming: true } };
      if (action === 'code' && gate) return asked(state, await gate({ code: '', another: true }));
    }
    if (action !== 'decide')
      return {
        kind: 'page',
        status: settled ? 409 : 200,
        state: { ...state, notice: settled ? 'notice.already-settled' : null },
      };
    const input = decisionInput(view, typed);
    const act = (who: Actor) => this.decide.execute(who, input, requestKey(body['key'], typed));
    try {
      await this.passed(actor, act, gate, body['code']);
      return { kind: 'done' };
    } catch (error) {
      return error instanceof CodeAsked ? asked(state, error.ask) : refused(error, state);
    }
  }

  /** A decision taken already is answered as before, whatever became of its code: a double click decides once. */
  private async passed(
    actor: Actor,
    act: (who: Actor) => Promise<unknown>,
    gate: CodeGate | null,
    code: unknown,
  ): Promise<void> {
    try {
      await act(actor);
    } catch (error) {
      if (!gate || !(error instanceof DomainError) || error.code !== 'link.code-needed') throw error;
      const answer = await gate({ code: textOf(code), another: false });
      if (!('actor' in answer)) throw new CodeAsked(answer);
      await act(answer.actor);
    }
  }
}

/** The decision waits for a code; nothing of it is lost. */
class CodeAsked extends Error {
  constructor(readonly ask: CodeAsk) {
    super('A code is needed.');
  }
}

function asked(state: DecisionState, answer: CodeAsk | { readonly actor: Actor }): DecisionAnswer {
  const code = 'actor' in answer ? null : answer;
  const status = code?.tone === 'bad' ? 422 : 200;
  return { kind: 'page', status, state: { ...state, confirming: true, code } };
}

/** An empty decision page; whoever has spoken already finds their own words. */
export function newDecision(view: ItemView): DecisionState {
  const reopens = view.decision?.reopens.filter(({ preselected }) => preselected).map(({ key }) => key) ?? [];
  return {
    typed: { ...emptyDecision, reopens, ...spokenBefore(view) },
    confirming: false,
    problems: {},
    notice: null,
    code: null,
    key: null,
  };
}

/** The viewer's voice in the chair they decide from: their own, or that of whom they stand in for. */
function spokenBefore({ voices, item }: ItemView): Partial<TypedDecision> {
  const own = voices.filter((voice) => voice.own);
  const inChair = own.find(({ spokenBy }) => (spokenBy === null) === (item.actsFor === null));
  const voice = item.mayAct ? inChair : (inChair ?? own[0]);
  if (!voice) return {};
  const { outcome, reason, conditions } = voice;
  return { outcome, conditions, reason: reason ?? '' };
}

function refused(error: unknown, state: DecisionState): DecisionAnswer {
  const page = (status: number, change: Partial<DecisionState>): DecisionAnswer => ({
    kind: 'page',
    status,
    state: { ...state, ...change },
  });
  if (isAway(error)) return page(503, { notice: 'notice.unavailable', confirming: true });
  if (!(error instanceof DomainError)) throw error;
  switch (error.kind) {
    case 'conflict':
      return page(409, {
        notice: error.code === 'approval.not-open' ? 'notice.already-settled' : `refusal.${error.code}`,
      });
    case 'invalid':
      return page(422, { notice: `refusal.${error.code}` });
    case 'forbidden':
      return page(403, { notice: `refusal.${error.code}` });
    default:
      throw error;
  }
}
