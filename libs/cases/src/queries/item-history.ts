import { Injectable } from '@nestjs/common';
import type { ItemRow } from '#libs/domain';
import { Acts, CaseViews, type StoredAct } from '#libs/persistence';
import { CasePresenter } from './presenter.js';
import type { DecisionView, ItemView } from './views.js';

/** How an item came back, and how it ended. */
@Injectable()
export class ItemHistory {
  constructor(
    private readonly acts: Acts,
    private readonly views: CaseViews,
    private readonly presenter: CasePresenter,
  ) {}

  async of(item: ItemRow): Promise<Pick<ItemView, 'returned' | 'settled'>> {
    const [acts, rows] = await Promise.all([
      this.acts.ofCase(item.reference),
      this.views.itemsOf(item.reference),
    ]);
    const names = await this.presenter.names(acts.map(({ actor }) => actor.person));
    const byId = new Map(rows.map((row) => [row.id, row]));
    const own = acts.findLast((act) => act.item === item.id && settles(act));
    return {
      returned:
        item.round === 1
          ? []
          : acts
              .flatMap((act) => decisionBefore(item, act, byId, names))
              .sort((left, right) => right.at - left.at),
      settled:
        item.settledAt === null
          ? null
          : {
              by: own ? (names.get(own.actor.person) ?? own.actor.person) : '',
              at: item.settledAt,
              reason: own?.reason ?? null,
              outcome: item.outcome,
            },
    };
  }
}

function settles(act: StoredAct): boolean {
  return act.body.type === 'complete-task' || act.body.type === 'decide';
}

/** A decision of the same stage that was not the end of it, taken before this round of the item opened. */
function decisionBefore(
  item: ItemRow,
  act: StoredAct,
  rows: ReadonlyMap<string, ItemRow>,
  names: ReadonlyMap<string, string>,
): readonly DecisionView[] {
  if (act.body.type !== 'decide' || act.item === null) return [];
  const { outcome } = act.body;
  const decided = rows.get(act.item);
  if (decided?.stage !== item.stage || decided.settledAt === null || decided.settledAt > item.openedAt)
    return [];
  if (outcome !== 'return' && !(outcome === 'defer' && item.kind === 'approval')) return [];
  const { conditions } = act.answers;
  return [
    {
      item: act.item,
      outcome,
      reason: act.reason,
      conditions: typeof conditions === 'string' ? conditions : null,
      by: names.get(act.actor.person) ?? act.actor.person,
      at: decided.settledAt,
    },
  ];
}
