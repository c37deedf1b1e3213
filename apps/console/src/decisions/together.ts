import { Injectable } from '@nestjs/common';
import { DecideMany, ItemQueries, type Actor, type DecisionReport, type ItemView } from '#libs/cases';
import { DomainError, type ApprovalOutcome } from '#libs/domain';
import { textOf } from '../http/form-post.js';
import { requestKey } from '../http/request-key.js';
import { decisionInput, emptyDecision, problemsOf } from './decision-body.js';

/** Decisions that one page takes together. */
export const mostTogether = 50;

/** What was typed on the page that decides several approvals. */
export interface TypedTogether {
  readonly items: readonly string[];
  readonly outcome: string;
  readonly reason: string;
  /** Rank of each item, by its id. */
  readonly ranks: Readonly<Record<string, string>>;
}

export type TogetherAnswer =
  | { readonly kind: 'report'; readonly reports: readonly DecisionReport[] }
  /** Message keys of what is missing, by part; `rank-<item>` for a rank. */
  | { readonly kind: 'page'; readonly problems: Readonly<Record<string, string>> };

/** Reads `item` (repeated), `outcome`, `reason` and `rank.<item>` from a query or a body. */
export function togetherOf(posted: Readonly<Record<string, unknown>>): TypedTogether {
  const text = (name: string) => textOf(posted[name]);
  const items = [posted['item'] ?? []].flat().filter((id): id is string => typeof id === 'string');
  return {
    items: [...new Set(items)].slice(0, mostTogether),
    outcome: text('outcome'),
    reason: text('reason'),
    ranks: Object.fromEntries(items.map((id) => [id, text(`rank.${id}`)])),
  };
}

/** Outcomes that every one of them offers. */
export function sharedOutcomes(views: readonly ItemView[]): readonly ApprovalOutcome[] {
  const [first, ...others] = views.map(({ decision }) => decision?.outcomes ?? []);
  return (first ?? []).filter((outcome) => others.every((each) => each.includes(outcome)));
}

/** One answer to several approvals: each is an act of its own. */
@Injectable()
export class Together {
  constructor(
    private readonly items: ItemQueries,
    private readonly decide: DecideMany,
  ) {}

  /** The approvals that the actor may read; the core says which of them may be decided. */
  async views(actor: Actor, ids: readonly string[]): Promise<readonly ItemView[]> {
    const found = await Promise.all(ids.map((id) => this.viewOf(actor, id)));
    return found.filter((view) => view?.item.kind === 'approval') as readonly ItemView[];
  }

  async post(
    actor: Actor,
    views: readonly ItemView[],
    typed: TypedTogether,
    formKey: unknown,
  ): Promise<TogetherAnswer> {
    const decisions = views.map((view) => ({
      view,
      typed: { ...emptyDecision, ...typed, rank: typed.ranks[view.item.id] ?? '' },
    }));
    const problems: Record<string, string> = {};
    for (const { view, typed: one } of decisions)
      for (const [part, key] of Object.entries(problemsOf(view, one) as Readonly<Record<string, string>>))
        problems[part === 'rank' ? `rank-${view.item.id}` : part] = key;
    if (Object.keys(problems).length > 0) return { kind: 'page', problems };
    const inputs = decisions.map(({ view, typed: one }) => decisionInput(view, one));
    return { kind: 'report', reports: await this.decide.execute(actor, inputs, requestKey(formKey, '')) };
  }

  private async viewOf(actor: Actor, id: string): Promise<ItemView | undefined> {
    try {
      return await this.items.itemView(actor, id);
    } catch (error) {
      if (error instanceof DomainError && ['not-found', 'forbidden'].includes(error.kind)) return undefined;
      throw error;
    }
  }
}
