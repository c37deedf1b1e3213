import { templateKey, type Answers, type CaseDefinition } from '#libs/definitions';
import type { CaseEvent } from '#libs/domain';
import { measureColumns, type MeasureColumn, type Reader } from '#libs/identity';
import type { DocumentRow, MeasureRow } from '#libs/persistence';
import { keyOfItem } from '../case-answers.js';
import { documentView } from '../documents/document-view.js';
import type { DocumentView, ItemView, MeasureView, MilestoneView, PrerequisiteView } from './views.js';

/** What stands behind a view of a case: whose eyes, and which definition names its fields. */
export interface Sight {
  readonly reader: Reader;
  readonly definition: CaseDefinition;
}

/** Columns that are not open are null; null where none is. */
export function measuresFor({ reader }: Sight, rows: readonly MeasureRow[]): readonly MeasureView[] | null {
  if (!reader.readsAnyOf('measures.')) return null;
  return rows.map((row) => {
    const open = <K extends MeasureColumn>(column: K) =>
      reader.reads(`measures.${column}`) ? row[column] : null;
    const columns = Object.fromEntries(measureColumns.map((column) => [column, open(column)]));
    return { ...columns, key: row.key, title: open('title') ?? row.key } as MeasureView;
  });
}

/** The titles of measures, as far as they are open. */
export function measureTitles({ reader }: Sight, rows: readonly MeasureRow[]): ReadonlyMap<string, string> {
  return new Map(reader.reads('measures.title') ? rows.map(({ key, title }) => [key, title]) : []);
}

/** What became of a measure is the company's affair; that a date was kept is not. */
export function milestoneFor({ reader }: Sight, milestone: MilestoneView): MilestoneView {
  return reader.reads('measures.outcome') ? milestone : { ...milestone, outcome: null };
}

/** `task` as it runs: `evidence-m2`. */
export function answersFor({ reader, definition }: Sight, task: string, answers: Answers): Answers {
  const key = templateKey(definition, task) ?? task;
  return Object.fromEntries(
    Object.entries(answers).filter(([field]) => reader.reads(`answers.${key}.${field}`)),
  );
}

/** Whether the viewer may open the file. */
export function mayOpen(
  { reader, definition }: Sight,
  { reference, item, field }: Pick<DocumentRow, 'reference' | 'item' | 'field'>,
): boolean {
  const task = keyOfItem(reference, item);
  return reader.reads(`documents.${templateKey(definition, task) ?? task}.${field}`);
}

/** Null where nothing handed in is open. */
export function documentsFor(sight: Sight, rows: readonly DocumentRow[]): readonly DocumentView[] | null {
  if (!sight.reader.readsAnyOf('documents.')) return null;
  // Drafts are for those who may hand them in, on the item's own page.
  return rows.filter((row) => row.seq !== null && mayOpen(sight, row)).map(documentView);
}

/** The trail without what was answered, and without what became of the measures. */
export function eventsFor({ reader }: Sight, events: readonly CaseEvent[]): readonly CaseEvent[] {
  if (reader.all) return events;
  const tells = (event: CaseEvent) => event.type.startsWith('milestone-') && 'outcome' in event;
  return events
    .filter((event) => !tells(event) || reader.reads('measures.outcome'))
    .map((event) => ('facts' in event ? { ...event, facts: {} } : event));
}

/** An item's page for who reads single fields: no words of anybody, no way to act, what is open of the answers. */
export function itemViewFor(sight: Sight, view: ItemView): ItemView {
  if (sight.reader.all) return view;
  const opened = (answers: Answers, task: string) => answersFor(sight, task, answers);
  const files = (documents: readonly DocumentView[]) =>
    documents.filter((document) => !document.draft && mayOpen(sight, document));
  const prerequisites = view.prerequisites
    .map((one): PrerequisiteView => ({
      ...one,
      answers: opened(one.answers, one.key),
      documents: files(one.documents),
      by: null,
      before: null,
    }))
    .filter(({ answers, documents }) => Object.keys(answers).length > 0 || documents.length > 0);
  return {
    ...view,
    answers: opened(view.answers, view.item.key),
    documents: files(view.documents),
    prerequisites,
    ...{
      suggestions: {},
      sourceRows: {},
      returned: [],
      voices: [],
      wanted: [],
      speakers: [],
      draftVersion: 0,
    },
    ...{ transcript: null, extensionRequest: null, condition: null, quota: null, handovers: [] },
    settled: view.settled && {
      ...view.settled,
      ...{ by: '', onBehalfOf: null, declared: null, reason: null, conditions: [] },
    },
  };
}
