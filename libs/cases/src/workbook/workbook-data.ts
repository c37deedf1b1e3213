import { Injectable } from '@nestjs/common';
import type { CaseDefinition } from '#libs/definitions';
import { readerOf, type Viewer } from '#libs/identity';
import { CaseBatches, People, Programmes, type CaseListRow } from '#libs/persistence';
import { wordsIn } from '#libs/spreadsheets';
import { DefinitionLibrary } from '../definition-library.js';
import { measuresFor } from '../queries/disclosure.js';
import { caseRow, contactRows, dayFormat, measureRow, taskRow, type Around } from './data-rows.js';
import type { WorkbookData } from './sheets.js';

/** The rows of the workbook's sheets as cases stand, with as much of each as the reader may see (I15). */
@Injectable()
export class WorkbookRows {
  constructor(
    private readonly batches: CaseBatches,
    private readonly programmes: Programmes,
    private readonly people: People,
    private readonly library: DefinitionLibrary,
  ) {}

  /** `language` is that of the workbook, which may come back from a reader of another one. As many queries for one case as for a thousand. */
  async of(viewer: Viewer, rows: readonly CaseListRow[], language: string): Promise<WorkbookData> {
    const references = rows.map(({ reference }) => reference);
    const codes = [...new Set(rows.map(({ organisation }) => organisation))];
    const [items, measures, organisations, contacts, coordinators, programmes] = await Promise.all([
      this.batches.items(references),
      this.batches.measures(references),
      this.batches.organisations(codes),
      this.batches.contacts(codes),
      this.people.persons([...new Set(rows.map(({ coordinator }) => coordinator))]),
      this.programmes.list(),
    ]);
    const [itemsOf, measuresOf] = [byKey(items, referenceOf), byKey(measures, referenceOf)];
    const contactsOf = byKey(contacts, ({ at }) => at);
    const arounds: Around[] = [];
    for (const row of rows) {
      const programme = programmes.find(({ code }) => code === row.programme);
      const definition: CaseDefinition = await this.library.of(row);
      arounds.push({
        ...{ viewer, row, definition, language, words: wordsIn(language) },
        organisation: organisations.get(row.organisation),
        coordinator: coordinators.get(row.coordinator)?.name ?? row.coordinator,
        contacts: contactsOf.get(row.organisation) ?? [],
        items: itemsOf.get(row.reference) ?? [],
        measures: measuresOf.get(row.reference) ?? [],
        reader: readerOf(programme?.dataPolicy ?? {}, viewer, row),
        dayIn: dayFormat(programme),
      });
    }
    return {
      cases: arounds.map(caseRow),
      tasks: arounds.flatMap((around) => around.items.map((item) => taskRow(around, item))),
      measures: arounds.flatMap((around) =>
        (measuresFor(around, around.measures) ?? []).map((measure) => measureRow(around, measure)),
      ),
      contacts: contactRows(arounds),
    };
  }
}

function referenceOf({ reference }: { readonly reference: string }): string {
  return reference;
}

function byKey<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
