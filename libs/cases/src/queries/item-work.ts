import { Injectable } from '@nestjs/common';
import type { Answers } from '#libs/definitions';
import { Drafts } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { VisitSuggestions } from '../visits/visit-suggestions.js';
import { DecisionDesk } from './decision-desk.js';
import type { Ground } from './item-ground.js';
import { ItemHistory } from './item-history.js';
import { TaskOffers } from './task-offers.js';
import type { ItemSummary, ItemView } from './views.js';

const nothingSuggested: ItemView['suggestions'] = {};

/** What may be done with an item, and what was done with it. */
@Injectable()
export class ItemWork {
  constructor(
    private readonly offers: TaskOffers,
    private readonly desk: DecisionDesk,
    private readonly history: ItemHistory,
    private readonly drafts: Drafts,
    private readonly suggestions: VisitSuggestions,
  ) {}

  /** `item` as the actor sees it. */
  async of(actor: Actor, item: ItemSummary, ground: Ground) {
    const { found, state, definition, latest } = ground;
    const isOpen = item.status === 'open';
    const [offers, desk, past, draft, suggested] = await Promise.all([
      this.offers.of(actor, found, state),
      this.desk.of(actor.viewer, found, state, definition),
      this.history.of(found.item),
      this.drafts.get(item.id),
      isOpen && item.mayAct ? this.suggestions.of(actor, ground) : nothingSuggested,
    ]);
    const answers: ItemView['answers'] =
      isOpen && item.mayAct && draft
        ? (draft.answers as Answers)
        : (offers.transcript?.answers ?? latest.get(item.key)?.answers ?? {});
    const draftVersion = isOpen ? (draft?.version ?? 0) : 0;
    const suggestions = Object.fromEntries(
      Object.entries(suggested).filter(([field]) => answers[field] === undefined),
    );
    return { ...past, ...offers, ...desk, answers, draftVersion, suggestions };
  }
}
