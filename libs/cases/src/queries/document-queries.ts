import { Injectable } from '@nestjs/common';
import { formOf, pick, textsOf, type CaseDefinition } from '#libs/definitions';
import { DomainError, type Instant } from '#libs/domain';
import { may, type Viewer } from '#libs/identity';
import { CaseLog, CaseViews, Comments, Documents, type DocumentRow } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { keyOfItem } from '../case-answers.js';
import { DefinitionLibrary } from '../definition-library.js';
import { Readers } from '../readers.js';
import { filedDocuments } from '../usecases/upload-document.js';
import { documentsFor } from './disclosure.js';
import { documentView } from './document-view.js';
import { CasePresenter } from './presenter.js';
import type { DocumentView } from './views.js';

/** What one act handed in for a field. */
export interface DocumentVersion {
  /** From 1. */
  readonly number: number;
  /** Of the task. */
  readonly round: number;
  readonly at: Instant;
  /** Name of who handed it in; null where names are not shown. */
  readonly by: string | null;
  readonly documents: readonly DocumentView[];
}

/** The documents of one field of one task, the newest version first. */
export interface DocumentGroup {
  /** Latest item of the task. */
  readonly item: string;
  readonly title: string;
  /** Label of the field; null for papers that no form asks for. */
  readonly field: string | null;
  readonly versions: readonly DocumentVersion[];
}

/** Files that came with a comment. */
export interface CommentFiles {
  readonly comment: string;
  readonly at: Instant;
  readonly by: string;
  readonly documents: readonly DocumentView[];
}

export interface CaseDocuments {
  readonly groups: readonly DocumentGroup[];
  /** Empty for whoever reads no comments. */
  readonly comments: readonly CommentFiles[];
  /** Tasks whose file papers can be added to; empty for whoever files none. */
  readonly tasks: readonly { readonly item: string; readonly title: string }[];
}

/** Every paper of a case, in versions. */
@Injectable()
export class DocumentQueries {
  constructor(
    private readonly access: CaseAccess,
    private readonly readers: Readers,
    private readonly library: DefinitionLibrary,
    private readonly views: CaseViews,
    private readonly documents: Documents,
    private readonly comments: Comments,
    private readonly log: CaseLog,
    private readonly presenter: CasePresenter,
  ) {}

  /** As far as the programme opens them to the viewer. */
  async ofCase(viewer: Viewer, reference: string): Promise<CaseDocuments> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const [reader, definition, rows, items] = await Promise.all([
      this.readers.of(viewer, row),
      this.library.of(row),
      this.views.documentsOf(reference),
      this.views.itemsOf(reference),
    ]);
    const opened = documentsFor({ reader, definition }, rows);
    if (!opened) throw new DomainError('forbidden', 'action.forbidden', 'view-answers');
    const open = new Set(opened.map(({ id }) => id));
    const shown = rows.filter(({ id }) => open.has(id));
    const tasks = items.filter(({ kind }) => kind === 'task');
    const summaries = may(viewer, 'file-documents', row)
      ? await this.presenter.items(viewer, row, tasks, new Map())
      : [];
    return {
      groups: await this.groupsOf(shown, definition, viewer.language, reader.all),
      comments: may(viewer, 'comment', row) ? await this.ofComments(reference) : [],
      tasks: summaries.map(({ id, title }) => ({ item: id, title })),
    };
  }

  private async groupsOf(
    rows: readonly DocumentRow[],
    definition: CaseDefinition,
    language: string,
    seesNames: boolean,
  ): Promise<readonly DocumentGroup[]> {
    const [first] = rows;
    if (!first) return [];
    const [moments, names] = await Promise.all([
      this.log.moments(first.reference),
      this.presenter.names(rows.map(({ person }) => person)),
    ]);
    const groups = groupedBy(rows, ({ reference, item, field }) => `${keyOfItem(reference, item)} ${field}`);
    return [...groups.values()].flatMap((files): readonly DocumentGroup[] => {
      const last = files.at(-1);
      if (!last) return [];
      const key = keyOfItem(last.reference, last.item);
      const versions = [...groupedBy(files, ({ seq }) => seq ?? 0)]
        .sort(([left], [right]) => left - right)
        .map(([seq, documents], index): DocumentVersion => ({
          number: index + 1,
          round: roundOf(documents[0]?.item ?? ''),
          at: moments.get(seq) ?? 0,
          by: seesNames ? (names.get(documents[0]?.person ?? '') ?? null) : null,
          documents: documents.map(documentView),
        }));
      return [
        {
          item: last.item,
          title: textsOf(definition, key, language).title,
          field: labelOf(definition, key, last.field, language),
          versions: versions.reverse(),
        },
      ];
    });
  }

  private async ofComments(reference: string): Promise<readonly CommentFiles[]> {
    const [files, comments] = await Promise.all([
      this.documents.ofComments(reference),
      this.comments.ofCase(reference),
    ]);
    const withFiles = comments.filter(({ id }) => files.some(({ comment }) => comment === id));
    const names = await this.presenter.names(withFiles.map(({ person }) => person));
    return withFiles
      .map(({ id, at, person }) => ({
        comment: id,
        at,
        by: names.get(person) ?? person,
        documents: files.filter(({ comment }) => comment === id).map(documentView),
      }))
      .reverse();
  }
}

function groupedBy<Row, Key>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): ReadonlyMap<Key, readonly Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

function roundOf(item: string): number {
  return Number(/\.(\d+)$/.exec(item)?.[1] ?? 1);
}

function labelOf(definition: CaseDefinition, task: string, field: string, language: string): string | null {
  if (field === filedDocuments) return null;
  const found = formOf(definition, task)?.fields.find(({ key }) => key === field);
  return found ? pick(found.label, language) : null;
}
