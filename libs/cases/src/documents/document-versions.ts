import { formOf, pick, textsOf, type CaseDefinition } from '#libs/definitions';
import type { Instant } from '#libs/domain';
import type { DocumentRow } from '#libs/persistence';
import { keyOfItem } from '../case-answers.js';
import { filedDocuments } from './upload-document.js';
import type { Sight } from '../queries/disclosure.js';
import { documentView } from './document-view.js';
import type { DocumentView } from '../queries/views.js';

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

/** What the versions of a case's documents are told from, beside their rows. */
export interface VersionGround {
  readonly sight: Sight;
  readonly language: string;
  /** When each transition was, by its number. */
  readonly moments: ReadonlyMap<number, Instant>;
  /** By person code. */
  readonly names: ReadonlyMap<string, string>;
}

/** Rows that are open to the reader, by task and field. */
export function documentGroups(
  rows: readonly DocumentRow[],
  { sight: { reader, definition }, language, moments, names }: VersionGround,
): readonly DocumentGroup[] {
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
        by: reader.all ? (names.get(documents[0]?.person ?? '') ?? null) : null,
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
