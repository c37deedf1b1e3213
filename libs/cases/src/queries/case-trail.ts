import { Injectable } from '@nestjs/common';
import { DomainError, type Instant } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { CaseViews } from '#libs/persistence';
import { dayIn } from '#libs/wording';
import { CaseAccess } from '../case-access.js';
import { CaseReadings } from './case-reading.js';
import { HandoverQueries } from '../links/handover-queries.js';
import { CasePresenter } from './presenter.js';
import { measureTitles, milestoneFor } from './disclosure.js';
import { stageViews } from './stage-views.js';
import { trailEntry } from './trail-entry.js';
import { filtered, filteredHandovers, placed, type TrailFilter } from './trail-filter.js';
import { inOrder, pageOf, seqAt, type TrailLine } from './trail-handovers.js';
import type { CaseView, TrailEntry } from './views.js';

/** Transitions read at most: a case of two years has a few hundred. */
const mostTransitions = 10_000;

/** A page of a case's trail, newest first, with what its words are taken from and what it can be filtered by. */
export interface CaseTrailView extends Pick<CaseView, 'case' | 'stages' | 'items' | 'milestones'> {
  readonly entries: readonly TrailLine[];
  /** All that match. */
  readonly count: number;
  /** Cursor of the next, older page. */
  readonly next: string | null;
  /** Whoever acted on the case; nobody where names are not for the viewer. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly channels: readonly NonNullable<TrailEntry['channel']>[];
}

/** The trail as people read it: the latest first, and only what they look for. */
@Injectable()
export class CaseTrails {
  constructor(
    private readonly access: CaseAccess,
    private readonly views: CaseViews,
    private readonly readings: CaseReadings,
    private readonly presenter: CasePresenter,
    private readonly handovers: HandoverQueries,
  ) {}

  /** Throws `cursor.invalid`. */
  async page(
    viewer: Viewer,
    reference: string,
    filter: TrailFilter,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string },
  ): Promise<CaseTrailView> {
    const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
    if (!Number.isSafeInteger(before)) throw new DomainError('invalid', 'cursor.invalid', cursor);
    const row = await this.access.case(viewer, 'view-case', reference);
    const reading = this.readings.of(viewer, row);
    const [sight, rows, items, milestones, measures, changes] = await Promise.all([
      reading.sight,
      this.views.trail(reference, 0, mostTransitions),
      this.views.itemsOf(reference),
      this.views.milestonesOf(reference),
      reading.measures,
      reading.sight.then(({ reader }) => this.handovers.linesOf(row, reader.all)),
    ]);
    const summary = await this.presenter.summaryIn(viewer, row, sight);
    const titles = measureTitles(sight, measures);
    const dayOf = (at: Instant) => dayIn(summary.timeZone, at);
    const entries = placed(
      rows.map((each) => trailEntry(sight, each)),
      ({ at }) => dayOf(at),
    );
    const handed = changes.map((line) => ({
      ...{ ...line, seq: seqAt(entries, line.at), day: dayOf(line.at) },
      stages: items.filter(({ id }) => id === line.item).map(({ stage }) => stage),
    }));
    const lines: readonly TrailLine[] = [...filtered(entries, filter), ...filteredHandovers(handed, filter)];
    const older = inOrder(lines)
      .toReversed()
      .filter(({ seq }) => seq < before);
    const { shown, next } = pageOf(older, limit);
    return {
      case: summary,
      stages: stageViews(sight.definition, rows, viewer.language),
      items: await this.presenter.items(viewer, row, items, titles),
      milestones: milestones.map((each) =>
        milestoneFor(sight, { ...each, title: titles.get(each.key) ?? each.key }),
      ),
      entries: shown,
      count: lines.length,
      next,
      people: sight.reader.all ? actors([...entries, ...handed]) : [],
      channels: [...new Set(entries.flatMap(({ channel }) => channel ?? []))].sort(),
    };
  }
}

function actors(lines: readonly TrailLine[]): CaseTrailView['people'] {
  const names = new Map<string, string>();
  for (const line of lines) {
    if (line.person !== null) names.set(line.person, line.personName ?? line.person);
    if ('events' in line && line.onBehalfOf !== null)
      names.set(line.onBehalfOf, line.onBehalfOfName ?? line.onBehalfOf);
  }
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}
