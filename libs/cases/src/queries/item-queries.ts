import { Injectable } from '@nestjs/common';
import {
  formOf,
  itemOf,
  pick,
  templateKey,
  textsOf,
  type Answers,
  type CaseDefinition,
} from '#libs/definitions';
import type { ItemRow } from '#libs/domain';
import { mayInProgramme } from '#libs/identity';
import { CaseViews, Documents, Drafts, People, Programmes, type StoredAct } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { CaseAccess, type ItemInCase } from '../case-access.js';
import { CaseAnswers, offeredRows, type LatestActs } from '../case-answers.js';
import { DefinitionLibrary } from '../definition-library.js';
import { documentView } from './document-view.js';
import { ItemHistory } from './item-history.js';
import { CasePresenter } from './presenter.js';
import type { DocumentView, ItemView, PrerequisiteView } from './views.js';

/** Key of the approval that takes one of the quota's places; its stage shows quota and criteria. */
const admission = 'admission';

/** The page of one task or approval, for a signed-in viewer or a link. Changes nothing (I2). */
@Injectable()
export class ItemQueries {
  constructor(
    private readonly access: CaseAccess,
    private readonly library: DefinitionLibrary,
    private readonly answers: CaseAnswers,
    private readonly history: ItemHistory,
    private readonly presenter: CasePresenter,
    private readonly views: CaseViews,
    private readonly documents: Documents,
    private readonly drafts: Drafts,
    private readonly people: People,
    private readonly programmes: Programmes,
  ) {}

  async itemView(actor: Actor, id: string): Promise<ItemView> {
    const found = await this.access.item(actor, id);
    const { item, case: row } = found;
    const { viewer } = actor;
    const [definition, latest, measures, draft, programme, coordinator] = await Promise.all([
      this.library.of(row),
      this.answers.latest(row.reference),
      this.views.measuresOf(row.reference),
      this.drafts.get(id),
      this.programmes.get(row.programme),
      this.people.person(row.coordinator),
    ]);
    const titles = new Map(measures.map(({ key, title }) => [key, title]));
    const [summary] = await this.presenter.items(viewer, row, [item], titles);
    if (!summary) throw new Error(`Item ${id} has no summary.`);
    const texts = textsOf(definition, item.key, viewer.language);
    const previous = latest.get(item.key);
    const { returned, settled } = await this.history.of(item);
    const admits = admissionStage(definition) === item.stage;
    const seesPlaces = admits && mayInProgramme(viewer, 'view-case', row.programme);
    return {
      item: summary,
      case: await this.presenter.summary(viewer, row),
      help: texts.help,
      form: formOf(definition, item.key) ?? null,
      answers: this.currentAnswers(item, summary.mayAct ? draft?.answers : undefined, previous),
      draftVersion: item.status === 'open' ? (draft?.version ?? 0) : 0,
      documents: await this.itemDocuments(id, previous, summary.mayAct),
      sourceRows: offeredRows(definition, item.key, latest),
      prerequisites: await this.prerequisites(found, definition, latest, viewer.language),
      returned,
      settled,
      decision: decisionOf(definition, item, viewer.language),
      quota: seesPlaces ? ((await this.views.quota(row.programme)) ?? null) : null,
      criteria: admits && programme ? pick(programme.criteria, viewer.language) : null,
      currency: programme?.currency ?? '',
      contact: {
        name: coordinator?.name ?? row.coordinator,
        phone: coordinator?.phone ?? null,
        email: coordinator?.email ?? null,
      },
    };
  }

  /** The draft while it is open, else what was handed in; a returned task starts from the round before. */
  private currentAnswers(
    item: ItemRow,
    draft: Readonly<Record<string, unknown>> | undefined,
    previous: StoredAct | undefined,
  ): Answers {
    if (item.status === 'open' && draft) return draft as Answers;
    return (previous?.answers ?? {}) as Answers;
  }

  private async itemDocuments(
    item: string,
    previous: StoredAct | undefined,
    seesDrafts: boolean,
  ): Promise<readonly DocumentView[]> {
    const [all, earlier] = await Promise.all([
      this.documents.ofItem(item),
      this.documents.byIds(previous?.documents ?? []),
    ]);
    // What is not handed in yet is for those who may hand it in.
    const own = all.filter(({ seq }) => seesDrafts || seq !== null);
    return [...earlier.filter(({ id }) => !own.some((row) => row.id === id)), ...own].map(documentView);
  }

  private async prerequisites(
    { item }: ItemInCase,
    definition: CaseDefinition,
    latest: LatestActs,
    language: string,
  ): Promise<readonly PrerequisiteView[]> {
    const shown = (itemOf(definition, item.key)?.shows ?? []).flatMap((key) =>
      runningKeys(definition, key, item, latest),
    );
    const acts = shown.flatMap((key) => {
      const act = latest.get(key);
      return act?.item == null ? [] : [{ key, act, item: act.item }];
    });
    const names = await this.presenter.names(acts.map(({ act }) => act.actor.person));
    return Promise.all(
      acts.map(async ({ key, act, item: id }) => ({
        item: id,
        key,
        title: textsOf(definition, key, language).title,
        form: formOf(definition, key) ?? null,
        answers: act.answers as Answers,
        documents: (await this.documents.byIds(act.documents)).map(documentView),
        by: names.get(act.actor.person) ?? act.actor.person,
        at: (await this.views.item(id))?.settledAt ?? null,
      })),
    );
  }
}

/** A shown milestone template stands for the item's own milestone, or for all of them beside a stage's approval. */
function runningKeys(
  definition: CaseDefinition,
  key: string,
  item: ItemRow,
  latest: LatestActs,
): readonly string[] {
  if (latest.has(key)) return [key];
  const running = [...latest.keys()].filter((candidate) => templateKey(definition, candidate) === key);
  return item.milestone === null
    ? running
    : running.filter((candidate) => candidate === `${key}-${item.milestone}`);
}

function admissionStage(definition: CaseDefinition): string | undefined {
  return definition.rules.stages.find(({ approval }) => approval?.key === admission)?.key;
}

function decisionOf(definition: CaseDefinition, item: ItemRow, language: string): ItemView['decision'] {
  if (item.kind !== 'approval') return null;
  const always = { takesConditions: false, reasoned: ['return', 'reject', 'defer'], ranked: false } as const;
  if (item.extension) return { ...always, outcomes: ['approve', 'reject'], reopens: [] };
  const rule = definition.rules.stages.find(({ approval }) => approval?.key === item.key)?.approval;
  if (!rule) return null;
  return {
    outcomes: rule.outcomes,
    reopens: rule.reopens.map((key) => ({
      key,
      title: textsOf(definition, key, language).title,
      preselected: true,
    })),
    takesConditions: rule.conditions !== undefined,
    reasoned: [...new Set([...always.reasoned, ...(rule.reasons ?? [])])],
    ranked: rule.quota === true,
  };
}
