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
import type { Instant, ItemRow } from '#libs/domain';
import { mayInProgramme, type Viewer } from '#libs/identity';
import { CaseViews, Documents, Drafts, People, Programmes, type CaseListRow } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { CaseAccess, type ItemInCase } from '../case-access.js';
import { CaseAnswers, offeredRows, type HandedIn, type LatestAnswers } from '../case-answers.js';
import { CaseStates } from '../case-states.js';
import { DefinitionLibrary } from '../definition-library.js';
import { Readers } from '../readers.js';
import { filedDocuments } from '../usecases/upload-document.js';
import { DecisionDesk } from './decision-desk.js';
import { itemViewFor, measureTitles } from './disclosure.js';
import { documentView } from './document-view.js';
import { ItemHistory } from './item-history.js';
import { CasePresenter } from './presenter.js';
import { sightsOf } from './who-sees-what.js';
import { TaskOffers } from './task-offers.js';
import type { DocumentView, EarlierHandInView, ItemView, PrerequisiteView } from './views.js';

/** Key of the approval that takes one of the quota's places; its stage shows quota and criteria. */
const admission = 'admission';

/** The page of one task or approval, for a signed-in viewer or a link. Changes nothing (I2). */
@Injectable()
export class ItemQueries {
  constructor(
    private readonly access: CaseAccess,
    private readonly library: DefinitionLibrary,
    private readonly answers: CaseAnswers,
    private readonly states: CaseStates,
    private readonly history: ItemHistory,
    private readonly offers: TaskOffers,
    private readonly desk: DecisionDesk,
    private readonly presenter: CasePresenter,
    private readonly views: CaseViews,
    private readonly documents: Documents,
    private readonly drafts: Drafts,
    private readonly people: People,
    private readonly programmes: Programmes,
    private readonly readers: Readers,
  ) {}

  async itemView(actor: Actor, id: string): Promise<ItemView> {
    const found = await this.access.item(actor, id);
    const { item, case: row } = found;
    const { viewer } = actor;
    const [definition, latest, state, measures, draft, programme, coordinator] = await Promise.all([
      this.library.of(row),
      this.answers.latest(row.reference),
      this.states.of(row.reference),
      this.views.measuresOf(row.reference),
      this.drafts.get(id),
      this.programmes.get(row.programme),
      this.people.person(row.coordinator),
    ]);
    const reader = await this.readers.ofItem(viewer, row, item);
    const titles = measureTitles({ reader, definition }, measures);
    const [summary] = await this.presenter.items(viewer, row, [item], titles);
    if (!summary) throw new Error(`Item ${id} has no summary.`);
    const texts = textsOf(definition, item.key, viewer.language);
    const offers = await this.offers.of(actor, found, state);
    const seesDrafts = summary.mayAct || offers.may.transcribe || offers.may.fileDocuments;
    const previous = latest.get(item.key);
    const { returned, settled } = await this.history.of(item);
    const admits = admissionStage(definition) === item.stage;
    const seesPlaces = admits && mayInProgramme(viewer, 'view-case', row.programme);
    const places = seesPlaces ? await this.places(viewer, row) : null;
    const view: ItemView = {
      item: summary,
      case: await this.presenter.summary(viewer, row),
      help: texts.help,
      form: formOf(definition, item.key) ?? null,
      answers:
        item.status === 'open' && summary.mayAct && draft
          ? (draft.answers as Answers)
          : (offers.transcript?.answers ?? previous?.answers ?? {}),
      draftVersion: item.status === 'open' ? (draft?.version ?? 0) : 0,
      documents: await this.itemDocuments(id, previous, seesDrafts),
      sourceRows: offeredRows(definition, item.key, (key) => latest.get(key)?.answers),
      prerequisites: await this.prerequisites(found, definition, latest, {
        language: viewer.language,
        returnedAt: returned.find(({ outcome }) => outcome === 'return')?.at ?? null,
      }),
      returned,
      settled,
      ...offers,
      ...(await this.desk.of(viewer, found, state, definition)),
      quota: places,
      criteria: admits && programme ? pick(programme.criteria, viewer.language) : null,
      sights: sightsOf(programme?.dataPolicy ?? {}, definition, item.key, viewer.language),
      currency: programme?.currency ?? '',
      contact: {
        name: coordinator?.name ?? row.coordinator,
        phone: coordinator?.phone ?? null,
        email: coordinator?.email ?? null,
      },
    };
    return itemViewFor({ reader, definition }, view);
  }

  private async places(viewer: Viewer, row: CaseListRow): Promise<ItemView['quota']> {
    const places = await this.views.quota(row.programme);
    if (!places) return null;
    const compares = mayInProgramme(viewer, 'view-answers', row.programme);
    const list = compares ? await this.views.waitingList(row.programme) : null;
    return { ...places, rank: compares ? row.rank : null, list };
  }

  private async itemDocuments(
    item: string,
    previous: HandedIn | undefined,
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
    latest: LatestAnswers,
    { language, returnedAt }: { readonly language: string; readonly returnedAt: Instant | null },
  ): Promise<readonly PrerequisiteView[]> {
    const shown = (itemOf(definition, item.key)?.shows ?? []).flatMap((key) =>
      runningKeys(definition, key, item, latest),
    );
    const handedIn = shown.flatMap((key) => {
      const found = latest.get(key);
      return found ? [{ key, ...found }] : [];
    });
    const names = await this.presenter.names(handedIn.map(({ author }) => author));
    return Promise.all(
      handedIn.map(async ({ key, item: id, answers, documents, author, before }) => {
        const at = (await this.views.item(id))?.settledAt ?? null;
        const isRedone = returnedAt !== null && at !== null && at > returnedAt;
        return {
          item: id,
          key,
          title: textsOf(definition, key, language).title,
          form: formOf(definition, key) ?? null,
          answers,
          documents: await this.handedInDocuments(id, documents),
          by: names.get(author) ?? author,
          at,
          before: isRedone && before ? await this.earlierHandIn(before) : null,
        };
      }),
    );
  }

  private async earlierHandIn({ answers, documents }: HandedIn): Promise<EarlierHandInView> {
    return { answers, documents: (await this.documents.byIds(documents)).map(documentView) };
  }

  /** Those of the act, and whatever was filed with the task later. */
  private async handedInDocuments(item: string, ids: readonly string[]): Promise<readonly DocumentView[]> {
    const [listed, all] = await Promise.all([this.documents.byIds(ids), this.documents.ofItem(item)]);
    const filed = all.filter(
      ({ field, seq, id }) => field === filedDocuments && seq !== null && !ids.includes(id),
    );
    return [...listed, ...filed].map(documentView);
  }
}

/** A shown milestone template stands for the item's own milestone, or for all of them beside a stage's approval. */
function runningKeys(
  definition: CaseDefinition,
  key: string,
  item: ItemRow,
  latest: LatestAnswers,
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
