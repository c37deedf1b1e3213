import { Injectable } from '@nestjs/common';
import { DomainError, type Instant } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { CaseViews } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { CaseReadings } from './case-reading.js';
import { CasePresenter } from './presenter.js';
import { measureTitles, milestoneFor } from './disclosure.js';
import { stageViews } from './stage-views.js';
import { trailEntry } from './trail-entry.js';
import { filtered, placed, type TrailFilter } from './trail-filter.js';
import type { CaseView, TrailEntry } from './views.js';

/** Transitions read at most: a case of two years has a few hundred. */
const mostTransitions = 10_000;

/** A page of a case's trail, newest first, with what its words are taken from and what it can be filtered by. */
export interface CaseTrailView extends Pick<CaseView, 'case' | 'stages' | 'items' | 'milestones'> {
  readonly entries: readonly TrailEntry[];
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
    const [sight, rows, items, milestones, measures] = await Promise.all([
      reading.sight,
      this.views.trail(reference, 0, mostTransitions),
      this.views.itemsOf(reference),
      this.views.milestonesOf(reference),
      reading.measures,
    ]);
    const summary = await this.presenter.summaryIn(viewer, row, sight);
    const titles = measureTitles(sight, measures);
    const dayOf = dayIn(summary.timeZone);
    const entries = placed(
      rows.map((each) => trailEntry(sight, each)),
      ({ at }) => dayOf(at),
    );
    const found = filtered(entries, filter).toReversed();
    const older = found.filter(({ seq }) => seq < before);
    const shown = older.slice(0, limit);
    return {
      case: summary,
      stages: stageViews(sight.definition, rows, viewer.language),
      items: await this.presenter.items(viewer, row, items, titles),
      milestones: milestones.map((each) =>
        milestoneFor(sight, { ...each, title: titles.get(each.key) ?? each.key }),
      ),
      entries: shown,
      count: found.length,
      next: older.length > limit ? String(shown.at(-1)?.seq ?? 0) : null,
      people: sight.reader.all ? actors(entries) : [],
      channels: [...new Set(entries.flatMap(({ channel }) => channel ?? []))].sort(),
    };
  }
}

/** The day of an instant in a zone, `YYYY-MM-DD`. */
function dayIn(timeZone: string): (at: Instant) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (at) => format.format(at);
}

function actors(entries: readonly TrailEntry[]): CaseTrailView['people'] {
  const names = new Map<string, string>();
  for (const { person, personName, onBehalfOf, onBehalfOfName } of entries) {
    if (person !== null) names.set(person, personName ?? person);
    if (onBehalfOf !== null) names.set(onBehalfOf, onBehalfOfName ?? onBehalfOf);
  }
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}
