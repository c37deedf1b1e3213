import { Injectable } from '@nestjs/common';
import { CaseViews } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { measureTitles } from './disclosure.js';
import type { Ground } from './item-ground.js';
import { CasePresenter } from './presenter.js';
import type { CaseSummary, ItemSummary } from './views.js';

/** The item and its case as lists show them. */
@Injectable()
export class ItemWords {
  constructor(
    private readonly presenter: CasePresenter,
    private readonly views: CaseViews,
  ) {}

  async of(
    { viewer }: Actor,
    { found, reader, definition }: Ground,
  ): Promise<{ readonly item: ItemSummary; readonly case: CaseSummary }> {
    const { item, case: row } = found;
    const titles = measureTitles({ reader, definition }, await this.views.measuresOf(row.reference));
    const [summaries, summary] = await Promise.all([
      this.presenter.items(viewer, row, [item], titles),
      this.presenter.summary(viewer, row),
    ]);
    if (!summaries[0]) throw new Error(`Item ${item.id} has no summary.`);
    return { item: summaries[0], case: summary };
  }
}
