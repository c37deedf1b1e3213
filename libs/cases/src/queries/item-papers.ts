import { Injectable } from '@nestjs/common';
import { formOf, itemOf, templateKey, textsOf, type CaseDefinition } from '#libs/definitions';
import type { Instant, ItemRow } from '#libs/domain';
import { CaseViews, Documents } from '#libs/persistence';
import type { HandedIn, LatestAnswers } from '../case-answers.js';
import { filedDocuments } from '../documents/upload-document.js';
import { documentView } from '../documents/document-view.js';
import { CasePresenter } from './presenter.js';
import type { DocumentView, EarlierHandInView, PrerequisiteView } from './views.js';

/** What lies on the table beside an item: its own documents, and what its definition shows of other steps. */
@Injectable()
export class ItemPapers {
  constructor(
    private readonly presenter: CasePresenter,
    private readonly views: CaseViews,
    private readonly documents: Documents,
  ) {}

  /** `previous` is what was handed in last, in this round or the one before. */
  async ofItem(
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

  /** With what they were before a return, where they were handed in anew since. */
  async prerequisites(
    item: ItemRow,
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
