import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { builtInItem } from '#libs/definitions';
import type { ApprovalOutcome } from '#libs/domain';
import { mayActOn, reachOf, type Viewer } from '#libs/identity';
import { CaseViews, type CaseItem, type LateItem, type ProgrammePart } from '#libs/persistence';
import { DefinitionLibrary } from '../definition-library.js';
import { BrokenTexts, type BrokenLetter } from '../mail-texts/broken-texts.js';
import { CommentQueries, type WaitingMention } from '../comments/comment-queries.js';
import { WorkQueries } from './work-queries.js';
import type { IncidentView, Page, WorkItem } from './views.js';

export interface TodayQuestion {
  readonly cursor?: string;
  /** Code of the one programme to show; all of the viewer's unless told. */
  readonly programme?: string;
}

/** What waits in the programmes that are not shown; each number at most 100. */
export interface ElsewhereView {
  /** For the viewer to do or to read. */
  readonly waiting: number;
  /** Of these, past their due date. */
  readonly late: number;
  readonly incidents: number;
  /** What others owe past its due date, in cases the viewer looks after. */
  readonly owed: number;
  /** Mails whose own texts the viewer should mend. */
  readonly texts: number;
}

/** Everything that waits for somebody, on one page. */
export interface TodayView {
  readonly work: Page<WorkItem>;
  /** Outcomes offered, by the id of each approval among the work. */
  readonly outcomes: ReadonlyMap<string, readonly ApprovalOutcome[]>;
  readonly mentions: readonly WaitingMention[];
  /** The newest. */
  readonly incidents: readonly IncidentView[];
  readonly incidentCount: number;
  /** Mails whose own texts the viewer may mend, and should. */
  readonly brokenLetters: readonly BrokenLetter[];
  /** What others owe past its due date, in cases the viewer looks after; the longest late first. */
  readonly late: readonly WorkItem[];
  /** All that is late and not the viewer's to do, at most 100. */
  readonly lateCount: number;
  /** As in the navigation: work and mentions in every programme, at most 100. */
  readonly count: number;
  /** Null where every programme is shown. */
  readonly elsewhere: ElsewhereView | null;
}

/** Counted at most: a page says `99+` beyond. */
const most = 100;
/** Of what the viewer may settle; the rest stands on further pages. */
const shownWork = 30;
const shownLate = 8;
const shownIncidents = 5;

/** What somebody finds on their own page. */
@Injectable()
export class TodayQueries {
  constructor(
    private readonly work: WorkQueries,
    private readonly comments: CommentQueries,
    private readonly texts: BrokenTexts,
    private readonly views: CaseViews,
    private readonly library: DefinitionLibrary,
    private readonly clock: CaseClock,
  ) {}

  async today(viewer: Viewer, { cursor, programme }: TodayQuestion = {}): Promise<TodayView> {
    const shown: ProgrammePart | undefined = programme === undefined ? undefined : { only: programme };
    const [found, late, { incidents, count: incidentCount }, mentions, elsewhere, broken] = await Promise.all(
      [
        this.views.worklist({
          ...{ person: viewer.person, at: this.clock.now(), limit: shownWork, ahead: most },
          ...(shown && { part: shown }),
          ...(cursor !== undefined && { cursor }),
        }),
        this.late(viewer, shown),
        this.work.newestIncidents(
          viewer,
          { open: true, ...(programme !== undefined && { programme }) },
          shownIncidents,
        ),
        this.comments.mentions(viewer, shown),
        programme === undefined ? null : this.elsewhere(viewer, programme),
        this.texts.of(viewer),
      ],
    );
    const brokenLetters = broken.filter((one) => programme === undefined || one.programme.code === programme);
    const [lines, outcomes, count] = await Promise.all([
      // The names of both lists are asked for at once.
      this.work.lines(viewer, [...found.items, ...late.shown]),
      this.outcomesOf(found.items),
      cursor === undefined
        ? Math.min(most, found.ahead + mentions.length + (elsewhere?.waiting ?? 0))
        : this.count(viewer),
    ]);
    return {
      work: { items: lines.slice(0, found.items.length), next: found.next },
      late: lines.slice(found.items.length),
      lateCount: late.count,
      ...{ outcomes, mentions, incidents, incidentCount, brokenLetters, count },
      elsewhere: elsewhere && {
        ...elsewhere,
        waiting: Math.min(most, elsewhere.waiting),
        incidents: Math.min(most, elsewhere.incidents - incidentCount),
        texts: Math.min(most, broken.length - brokenLetters.length),
      },
    };
  }

  /** How much waits for the viewer, for the navigation of every page. */
  async count(viewer: Viewer): Promise<number> {
    const [work, mentions] = await Promise.all([
      this.views.worklistCount({ person: viewer.person, at: this.clock.now() }, most),
      this.comments.mentionCount(viewer),
    ]);
    return Math.min(most, work + mentions);
  }

  /** Incidents that wait for somebody; none for who does not work on them. */
  async openIncidents(viewer: Viewer): Promise<number> {
    const reach = reachOf(viewer, 'report-incident');
    if (reach.length === 0) return 0;
    const filter = { open: true, ...(reach !== 'every' && { reach }) };
    return (await this.views.newestIncidents(filter, 1)).count;
  }

  /** Mails whose own texts the viewer may mend, and should. */
  async brokenLetters(viewer: Viewer): Promise<number> {
    return (await this.texts.of(viewer)).length;
  }

  /** Without texts; of incidents, those of all programmes together. */
  private async elsewhere(viewer: Viewer, programme: string): Promise<Omit<ElsewhereView, 'texts'>> {
    const part = { except: programme };
    const asked = { person: viewer.person, at: this.clock.now(), part, limit: most };
    const [work, owed, incidents, mentions] = await Promise.all([
      this.views.worklist(asked),
      this.owed(viewer, part),
      this.openIncidents(viewer),
      this.comments.mentionCount(viewer, part),
    ]);
    return {
      waiting: work.items.length + mentions,
      late: work.items.filter(({ item }) => item.overdue).length,
      ...{ incidents, owed: owed.length },
    };
  }

  private async late(
    viewer: Viewer,
    part?: ProgrammePart,
  ): Promise<{ readonly shown: readonly CaseItem[]; readonly count: number }> {
    const others = await this.owed(viewer, part);
    const shown = others.slice(0, shownLate).map(({ item }) => item.id);
    return { shown: await this.views.caseItems(shown), count: others.length };
  }

  private async owed(viewer: Viewer, part?: ProgrammePart): Promise<readonly LateItem[]> {
    const reach = reachOf(viewer, 'suspend-case');
    if (reach.length === 0) return [];
    const found = await this.views.late(reach, most, part);
    return found.filter(({ item, row }) => !mayActOn(item, row, viewer));
  }

  private async outcomesOf(work: readonly CaseItem[]): Promise<TodayView['outcomes']> {
    const approvals = work.filter(({ item }) => item.kind === 'approval');
    const offered = await Promise.all(
      approvals.map(async ({ item: { id, key }, row }) => {
        const definition = await this.library.of(row);
        const rule = definition.rules.stages.find(({ approval }) => approval?.key === key)?.approval;
        const isExtension = builtInItem(definition, key)?.kind === 'extension';
        return [id, rule?.outcomes ?? (isExtension ? extensionOutcomes : [])] as const;
      }),
    );
    return new Map(offered);
  }
}

const extensionOutcomes: readonly ApprovalOutcome[] = ['approve', 'reject'];
