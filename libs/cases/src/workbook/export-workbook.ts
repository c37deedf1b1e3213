import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { DomainError } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { wordsIn } from '#libs/spreadsheets';
import { CaseLists, type CaseListFilter } from '../queries/case-lists.js';
import type { CaseSummary, Page } from '../queries/views.js';
import { WorkbookRows } from './workbook-data.js';
import { workbookFile } from './workbook-file.js';

/** More would take a spreadsheet program minutes; a programme has some dozens. */
export const mostCasesInWorkbook = 1_000;

export interface WrittenFile {
  readonly name: string;
  readonly content: Buffer;
}

/** All cases of a filter, with tasks, measures and contacts, as one workbook to read and to edit. */
@Injectable()
export class ExportWorkbook {
  constructor(
    private readonly lists: CaseLists,
    private readonly rows: WorkbookRows,
    private readonly clock: CaseClock,
  ) {}

  /** Throws `workbook.too-many-cases`. */
  async execute(viewer: Viewer, filter: CaseListFilter): Promise<WrittenFile> {
    const cases = await this.casesOf(viewer, filter);
    const { language } = viewer;
    const data = await this.rows.of(viewer, cases, language);
    const exportedAt = this.clock.now();
    const seqs = new Map(cases.map(({ reference, seq }) => [reference, seq]));
    const content = await workbookFile(data, seqs, { language, exportedAt, name: viewer.name });
    const day = new Date(exportedAt).toISOString().slice(0, 10);
    return { name: `${wordsIn(language)('workbook.file-name')}-${day}.xlsx`, content };
  }

  private async casesOf(
    viewer: Viewer,
    { cursor: _from, ...filter }: CaseListFilter,
  ): Promise<readonly CaseSummary[]> {
    const cases: CaseSummary[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<CaseSummary> = await this.lists.list(viewer, {
        ...{ ...filter, limit: 200 },
        ...(cursor !== null && { cursor }),
      });
      cases.push(...page.items);
      cursor = page.next;
      if (cases.length > mostCasesInWorkbook)
        throw new DomainError('invalid', 'workbook.too-many-cases', null, {
          hint: `A workbook holds at most ${mostCasesInWorkbook} cases: filter by programme, stage or status.`,
        });
    } while (cursor !== null);
    return cases;
  }
}
