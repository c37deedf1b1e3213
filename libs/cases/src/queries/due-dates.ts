import { Injectable } from '@nestjs/common';
import { isCountry, timeZoneOf } from '#libs/calendars';
import { textsOf } from '#libs/definitions';
import { addDays, type Instant, type LocalDate } from '#libs/domain';
import { mayViewItem, readerOf, type Viewer } from '#libs/identity';
import { CaseViews, Programmes, type DueRow, type Programme } from '#libs/persistence';
import { dayIn } from '#libs/wording';
import { DefinitionLibrary } from '../definition-library.js';
import { opensItem } from '../readers.js';
import { reachIn } from './case-lists.js';

/** One date of a case that something is due on. */
export interface DueDate {
  /** Of the task or approval, or `<reference>.milestone.<key>`. */
  readonly id: string;
  readonly kind: 'task' | 'approval' | 'milestone';
  /** In the programme's zone. */
  readonly day: LocalDate;
  /** Null for what is due on a day. */
  readonly at: Instant | null;
  readonly title: string;
  readonly reference: string;
  readonly organisationName: string;
  readonly programme: string;
  readonly timeZone: string;
  readonly overdue: boolean;
  /** Its clock stands: the date will move. */
  readonly stopped: boolean;
  /** The page of the task or approval is open to the viewer; of a milestone, there is none but the case's. */
  readonly mayRead: boolean;
  /** Rises when the date is another one. */
  readonly revision: number;
}

export interface DueDatesFilter {
  /** From the first day to the last, both inclusive. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly programme?: string;
  /** Only what waits for the viewer. */
  readonly mine?: boolean;
  /** Only of cases that the viewer coordinates. */
  readonly coordinated?: boolean;
}

/** More than anybody settles; whoever has more sees the most urgent. */
const mostWaiting = 1_000;

/** Zones differ by less than two days. */
const margin = 2 * 86_400_000;

/** What is due when, for whoever may see the cases. */
@Injectable()
export class DueDates {
  constructor(
    private readonly views: CaseViews,
    private readonly programmes: Programmes,
    private readonly library: DefinitionLibrary,
  ) {}

  /** Ascending. `now` says for whom the viewer stands in. */
  async between(viewer: Viewer, filter: DueDatesFilter, now: Instant): Promise<readonly DueDate[]> {
    const { from, to, programme, mine = false, coordinated = false } = filter;
    const reach = reachIn(viewer, 'view-case');
    const [rows, waiting, programmes] = await Promise.all([
      this.views.dueBetween({
        ...(reach !== 'every' && { reach }),
        ...(programme !== undefined && { programme }),
        ...(coordinated && { coordinator: viewer.person }),
        from: Date.parse(from) - margin,
        to: Date.parse(to) + margin,
        firstDay: from,
        lastDay: addDays(to, 1),
      }),
      mine ? this.waitingFor(viewer, now) : null,
      this.programmes.list(),
    ]);
    const wanted = rows.filter(
      (due) => waiting === null || (due.kind === 'item' && waiting.has(due.item.id)),
    );
    const known = new Map(programmes.map((each) => [each.code, each]));
    const dates = await Promise.all(
      wanted.map((row) => this.dateOf(viewer, row, known.get(row.row.programme))),
    );
    return dates
      .filter(({ day }) => day >= from && day <= to)
      .sort((a, b) => (a.day === b.day ? (a.at ?? 0) - (b.at ?? 0) : a.day < b.day ? -1 : 1));
  }

  /** Ids of what the viewer may settle. */
  private async waitingFor({ person }: Viewer, at: Instant): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await this.views.worklist({
        person,
        at,
        limit: 200,
        ...(cursor !== undefined && { cursor }),
      });
      for (const { item } of page.items) ids.add(item.id);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined && ids.size < mostWaiting);
    return ids;
  }

  private async dateOf(viewer: Viewer, due: DueRow, programme: Programme | undefined): Promise<DueDate> {
    const { row } = due;
    const country = programme?.country ?? '';
    const timeZone = isCountry(country) ? timeZoneOf(country) : 'UTC';
    const about = {
      reference: row.reference,
      organisationName: row.organisationName ?? row.organisation,
      programme: row.programme,
      timeZone,
    };
    const reader = readerOf(programme?.dataPolicy ?? {}, viewer, row);
    if (due.kind === 'item') {
      const { id, kind, key, due: at, overdue, stoppedAt, revision } = due.item;
      const { title } = textsOf(await this.library.of(row), key, viewer.language);
      const day = dayIn(timeZone, at);
      const mayRead = mayViewItem(due.item, row, viewer) || opensItem(reader, due.item);
      return {
        ...{ ...about, id, kind, day, at, title, overdue, mayRead, revision },
        stopped: stoppedAt !== null,
      };
    }
    return {
      ...about,
      ...{ id: `${row.reference}.milestone.${due.key}`, kind: 'milestone', day: due.day, at: null },
      title: (reader.reads('measures.title') ? due.title : null) ?? due.key,
      ...{ overdue: false, stopped: false, mayRead: false, revision: 0 },
    };
  }
}
