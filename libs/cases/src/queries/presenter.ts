import { Injectable } from '@nestjs/common';
import { isCountry, timeZoneOf } from '#libs/calendars';
import { builtInItem, outcomeText, pick, stageText, textsOf, type CaseDefinition } from '#libs/definitions';
import { partyName, type ItemRow } from '#libs/domain';
import { actsAs, may, mayViewItem, readerOf, type Viewer } from '#libs/identity';
import {
  Acts,
  Handovers,
  People,
  Programmes,
  type CaseItem,
  type CaseListRow,
  type Mail,
  type PartyQuestion,
  type Programme,
} from '#libs/persistence';
import { dayText } from '#libs/wording';
import { DefinitionLibrary } from '../definition-library.js';
import { opensItem } from '../readers.js';
import type { CaseSight } from './case-reading.js';
import type { CaseSummary, ItemSummary } from './views.js';

/** Puts the words of a case's own definition, and the names behind ids, beside its rows. */
@Injectable()
export class CasePresenter {
  constructor(
    private readonly library: DefinitionLibrary,
    private readonly programmes: Programmes,
    private readonly people: People,
    private readonly acts: Acts,
    private readonly handovers: Handovers,
  ) {}

  async summary(viewer: Viewer, row: CaseListRow): Promise<CaseSummary> {
    const [summary] = await this.summaries(viewer, [row]);
    if (!summary) throw new Error(`Case ${row.reference} has no summary.`);
    return summary;
  }

  /** The same where its programme and definition were read already. */
  async summaryIn(viewer: Viewer, row: CaseListRow, sight: CaseSight): Promise<CaseSummary> {
    const { programme, definition } = sight;
    const names = await this.names([row.coordinator]);
    const coordinatorName = names.get(row.coordinator) ?? row.coordinator;
    return this.summaryOf(viewer, row, definition, { programme, coordinatorName });
  }

  /** In their order; each programme, person and definition is asked for once. */
  async summaries(viewer: Viewer, rows: readonly CaseListRow[]): Promise<readonly CaseSummary[]> {
    const [programmes, coordinators] = await Promise.all([
      this.programmes.some(distinct(rows.map(({ programme }) => programme))),
      this.names(rows.map(({ coordinator }) => coordinator)),
    ]);
    return Promise.all(
      rows.map(async (row) => {
        const programme = programmes.get(row.programme);
        const definition = await this.library.of(row);
        return this.summaryOf(viewer, row, definition, {
          programme,
          coordinatorName: coordinators.get(row.coordinator) ?? row.coordinator,
        });
      }),
    );
  }

  /** `measures` has the titles of measures by key, as far as the viewer may read them. */
  async items(
    viewer: Viewer,
    row: CaseListRow,
    items: readonly ItemRow[],
    measures: ReadonlyMap<string, string>,
  ): Promise<readonly ItemSummary[]> {
    return this.itemsOfCases(
      viewer,
      items.map((item) => ({ row, item })),
      () => measures,
    );
  }

  /** The same for items of many cases, in their order: people are asked for once, whatever their number. */
  async itemsOfCases(
    viewer: Viewer,
    listed: readonly CaseItem[],
    measuresOf: (reference: string) => ReadonlyMap<string, string>,
  ): Promise<readonly ItemSummary[]> {
    const [worded, waiting, hidden] = await Promise.all([
      this.wordsOf(viewer, listed),
      this.waitingOnAll(
        viewer,
        listed.filter(({ item }) => item.status === 'open'),
      ),
      this.hiddenFrom(viewer, listed),
    ]);
    return worded.map(({ row, item, words }) => ({
      waitingOn: waiting.get(item.id) ?? '',
      mayRead: !hidden.has(item.id),
      ...settling(viewer, row, item),
      measureTitle:
        item.milestone === null ? null : (measuresOf(row.reference).get(item.milestone) ?? item.milestone),
      ...words,
    }));
  }

  /** Ids of items whose page is closed to the viewer; a programme's policy is asked for only where roles do not settle it. */
  private async hiddenFrom(viewer: Viewer, listed: readonly CaseItem[]): Promise<ReadonlySet<string>> {
    const others = listed.filter(({ row, item }) => !mayViewItem(item, row, viewer));
    const programmes = await this.programmes.some(distinct(others.map(({ row }) => row.programme)));
    const closed = others.filter(({ row, item }) => {
      const policy = programmes.get(row.programme)?.dataPolicy ?? {};
      return !opensItem(readerOf(policy, viewer, row), item);
    });
    return new Set(closed.map(({ item }) => item.id));
  }

  /** Titles alone, by the ids of the items. */
  async titles(viewer: Viewer, listed: readonly CaseItem[]): Promise<ReadonlyMap<string, string>> {
    const worded = await this.wordsOf(viewer, listed);
    return new Map(worded.map(({ item, words }) => [item.id, words.title]));
  }

  /** Each item with what its definition, or the approval that set it as a condition, calls it. */
  private async wordsOf(viewer: Viewer, listed: readonly CaseItem[]) {
    const defined = await Promise.all(
      listed.map(async ({ row, item }) => ({ row, item, definition: await this.library.of(row) })),
    );
    const conditions = await this.acts.conditionsOf(
      distinct(
        defined.flatMap(({ row, item, definition }) =>
          builtInItem(definition, item.key)?.kind === 'condition' ? row.reference : [],
        ),
      ),
    );
    return defined.map(({ row, item, definition }) => ({
      ...{ row, item },
      words: {
        ...this.words(definition, item, viewer.language),
        // What an approval asks for is nobody's business but theirs who may read the item (I15).
        ...(mayViewItem(item, row, viewer) &&
          conditionTexts(conditions.get(row.reference)?.get(item.key)?.text)),
      },
    }));
  }

  /** Names by person id; unknown ids are absent. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await this.people.persons(distinct(ids));
    return new Map([...found.values()].map(({ id, name }) => [id, name]));
  }

  /** To whom mails went, by mail id: their person, or the colleague whom that person's task was handed to. */
  async recipients(
    mails: readonly Pick<Mail, 'id' | 'person' | 'handover'>[],
  ): Promise<ReadonlyMap<string, string>> {
    const [names, colleagues] = await Promise.all([
      this.names(mails.flatMap(({ person }) => person ?? [])),
      this.handovers.names(mails.flatMap(({ handover }) => handover ?? [])),
    ]);
    return new Map(
      mails.flatMap(({ id, person, handover }) => {
        const name = colleagues.get(handover ?? '') ?? names.get(person ?? '') ?? person;
        return name === null ? [] : [[id, name] as const];
      }),
    );
  }

  /** IANA zones in which dates of cases are written, by programme. */
  async timeZones(rows: readonly CaseListRow[]): Promise<(row: CaseListRow) => string> {
    const programmes = await this.programmes.some(distinct(rows.map(({ programme }) => programme)));
    return ({ programme }) => zoneOf(programmes.get(programme));
  }

  private summaryOf(
    viewer: Viewer,
    row: CaseListRow,
    definition: CaseDefinition,
    around: { readonly programme: Programme | undefined; readonly coordinatorName: string },
  ): CaseSummary {
    const { language } = viewer;
    const { programme, coordinatorName } = around;
    const hears = may(viewer, 'log-contact', row);
    return {
      // Before the row: V8 takes ten times as long, and leaves garbage that is dear to collect, where many fields follow a spread.
      programmeName: programme ? pick(programme.name, language) : row.programme,
      coordinatorName,
      definitionTitle: pick(definition.title, language),
      stageTitle: row.stage === null ? null : stageText(definition, row.stage, language),
      outcomeTitle: row.outcome === null ? null : outcomeText(definition, row.outcome, language),
      timeZone: zoneOf(programme),
      currency: programme?.currency ?? 'XXX',
      ...row,
      organisationName: row.organisationName ?? row.organisation,
      // A competitor's federation needs no ranking of its rivals, nor what they said on the phone (I15).
      rank: may(viewer, 'view-answers', row) ? row.rank : null,
      lastContactAt: hears ? row.lastContactAt : null,
      promisedFor: hears ? row.promisedFor : null,
    };
  }

  private words(definition: CaseDefinition, item: ItemRow, language: string) {
    const { extension } = item;
    const { title, why } = textsOf(definition, item.key, language);
    return {
      title: extension ? `${title} (${dayText(language, extension.until)})` : title,
      why,
      stageTitle: stageText(definition, item.stage, language),
      ...item,
    };
  }

  /** Names for those who may see people, and of one's own organisation; the role for everybody else. */
  async waitingOn(viewer: Viewer, row: CaseListRow, item: Waited): Promise<string> {
    const { parties } = item;
    if (!mayName(viewer, row, parties)) return inWords(parties);
    const found = await this.people.resolveParty(questionOf(row, item));
    return found.map(({ name }) => name).join(', ') || inWords(parties);
  }

  /** By item id. */
  private async waitingOnAll(
    viewer: Viewer,
    listed: readonly CaseItem[],
  ): Promise<ReadonlyMap<string, string>> {
    const named = listed.filter(({ row, item }) => mayName(viewer, row, item.parties));
    const found = await this.people.resolveParties(named.map(({ row, item }) => questionOf(row, item)));
    const names = new Map(
      named.map(({ item }, index) => [item.id, (found[index] ?? []).map(({ name }) => name).join(', ')]),
    );
    return new Map(listed.map(({ item }) => [item.id, names.get(item.id) || inWords(item.parties)]));
  }
}

type Waited = Pick<ItemRow, 'parties' | 'excludedPersons' | 'excludedOrganisations'>;

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

/** Of the programme's country. */
function zoneOf(programme: Programme | undefined): string {
  return programme && isCountry(programme.country) ? timeZoneOf(programme.country) : 'UTC';
}

function inWords(parties: ItemRow['parties']): string {
  return parties.map(partyName).join(', ');
}

function mayName(viewer: Viewer, row: CaseListRow, parties: ItemRow['parties']): boolean {
  return (
    may(viewer, 'view-people', row) ||
    (parties.some((party) => 'contact' in party) &&
      viewer.contactOf.some(({ organisation }) => organisation === row.organisation))
  );
}

function questionOf(row: CaseListRow, item: Waited): PartyQuestion {
  const { programme, organisation, country, coordinator } = row;
  return {
    ...{ programme, organisation, country, coordinator, parties: item.parties },
    excluded: { persons: item.excludedPersons, organisations: item.excludedOrganisations },
  };
}

/** Titles stand in lists: the first line, and not all of a long one. */
const longestTitle = 100;

function conditionTexts(text: string | undefined): Partial<Pick<ItemSummary, 'title' | 'why'>> {
  if (text === undefined) return {};
  const [line = ''] = text.split('\n', 1);
  const title = line.length > longestTitle ? `${line.slice(0, longestTitle - 1)}…` : line;
  return { title, why: text };
}

/** Whether the viewer may settle an item, and in whose place. */
function settling(
  viewer: Viewer,
  row: CaseListRow,
  item: ItemRow,
): Pick<ItemSummary, 'mayAct' | 'actsFor' | 'actsForUntil'> {
  const standing = item.status === 'open' && row.status === 'open' ? actsAs(item, row, viewer) : null;
  const principal = viewer.standsInFor.find(({ person }) => person === standing?.person);
  return {
    mayAct: standing !== null,
    actsFor: principal?.name ?? null,
    actsForUntil: principal?.until ?? null,
  };
}
