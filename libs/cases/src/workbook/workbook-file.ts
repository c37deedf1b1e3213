import {
  columnName,
  wordsIn,
  writeWorkbook,
  type Words,
  type WrittenColumn,
  type WrittenSheet,
} from '#libs/spreadsheets';
import { contactMedia } from '../usecases/log-contact.js';
import { baseSheet, sheetName } from './base.js';
import { contactLanguages } from './cells.js';
import {
  sheetKeys,
  sheets,
  type DataRow,
  type SheetColumn,
  type SheetKey,
  type WorkbookData,
} from './sheets.js';

/** The file: sheets to read and edit, how to use them, and hidden what they said when they left. */
export function workbookFile(
  data: WorkbookData,
  seqs: ReadonlyMap<string, number>,
  about: {
    readonly language: string;
    readonly exportedAt: number;
    /** Of who exports. */
    readonly name: string;
  },
): Promise<Buffer> {
  const { language, exportedAt, name } = about;
  const words = wordsIn(language);
  return writeWorkbook({
    language,
    title: words('workbook.title'),
    sheets: [
      ...sheetKeys.map((key) => written(key, data[key], language)),
      baseSheet(data, seqs, { language, exportedAt }),
    ],
    guide: { name: words('sheet.guide'), lines: guideLines(words, name, exportedAt) },
  });
}

function written(key: SheetKey, rows: readonly DataRow[], language: string): WrittenSheet {
  const words = wordsIn(language);
  const { columns } = sheets[key];
  const payback = columns.findIndex((column) => column.computed);
  return {
    name: sheetName(key, language),
    columns: columns.map((column) => writtenColumn(column, words)),
    rows: rows.map(({ values, editable }, index) => {
      const result = values['payback'];
      const calculated =
        payback >= 0 && typeof result === 'number'
          ? { payback: { formula: paybackFormula(index + 2), result } }
          : {};
      return { editable, values: { ...values, ...calculated } };
    }),
  };
}

/** Years until the saving has paid for the measure, calculated anew when somebody tries other figures. */
function paybackFormula(row: number): string {
  const letter = (key: string) =>
    columnName(sheets.measures.columns.findIndex((column) => column.key === key) + 1);
  const [cost, saving] = [letter('cost'), letter('yearlySaving')].map((column) => `${column}${row}`);
  return `IF(${saving}>0,${cost}/${saving},"")`;
}

function writtenColumn({ key, type, width, editable, choices }: SheetColumn, words: Words): WrittenColumn {
  const options = choices === 'medium' ? contactMedia : contactLanguages;
  return {
    ...{ key, type, width, heading: words(`column.${key}`) },
    ...(choices && { choices: options.map((option) => words(`${choices}.${option}`)) }),
    ...(editable && { prompt: words(`prompt.${key}`) }),
  };
}

function guideLines(words: Words, name: string, exportedAt: number): readonly string[] {
  const day = new Date(exportedAt).toISOString().slice(0, 10);
  return [
    words('workbook.title'),
    words('guide.exported', { day, name }),
    ...['editable', 'fixed', 'due', 'contact', 'people', 'rows', 'back'].map((key) => words(`guide.${key}`)),
  ];
}
