import { Injectable } from '@nestjs/common';
import type { ItemRow } from '#libs/domain';
import { Acts, CaseViews, conditionsIn, type StoredAct } from '#libs/persistence';
import { declaredIn } from '../case-answers.js';
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
    const names = await this.presenter.names(
      acts.flatMap(({ actor: { person, onBehalfOf } }) =>
        onBehalfOf === null ? person : [person, onBehalfOf],
      ),
    );
    const nameOf = (person: string) => names.get(person) ?? person;
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
              by: own ? nameOf(own.actor.person) : '',
              onBehalfOf: own?.actor.onBehalfOf == null ? null : nameOf(own.actor.onBehalfOf),
              declared: own ? declaredIn(own) : null,
              at: item.settledAt,
              reason: own?.reason ?? null,
              outcome: item.outcome,
              conditions: conditionsIn(own),
            },
    };
  }
}

/** A transcription settles a task where nobody disputed it: anything else that did comes later. */
const settling: ReadonlySet<string> = new Set([
  ...['complete-task', 'confirm-transcription', 'transcribe', 'decide'],
]);

function settles({ body }: StoredAct): boolean {
  return settling.has(body.type);
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
  if (decided.outcome !== outcome) return [];
  if (outcome !== 'return' && !(outcome === 'defer' && item.kind === 'approval')) return [];
  return [
    {
      item: act.item,
      outcome,
      reason: act.reason,
      conditions: conditionsIn(act),
      by: names.get(act.actor.person) ?? act.actor.person,
      at: decided.settledAt,
    },
  ];
}
