import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { everyWording, readSpreadsheet, wordsIn, type Spreadsheet } from '#libs/spreadsheets';
import { languages } from '#libs/wording';
import type { LoggedContact } from '#libs/persistence';
import { baseOf } from './base.js';
import { compareWorkbook } from './compare-workbook.js';
import type { Comparison } from './differences.js';
import {
  rowName,
  sheetKeys,
  sheets,
  type DataRow,
  type RowValues,
  type SheetKey,
  type WorkbookData,
} from './sheets.js';
import { workbookFile } from './workbook-file.js';

const reference = 'CCP-MA-2026-0001';
const seqs = new Map([[reference, 7]]);

function row(sheet: SheetKey, values: RowValues): DataRow {
  const name = rowName(sheet, (column) => String(values[column] ?? ''));
  const editable = new Set(sheets[sheet].columns.filter(({ editable: can }) => can).map(({ key }) => key));
  return { name, reference: sheet === 'contacts' ? null : reference, programme: 'CCP-MA', values, editable };
}

const data: WorkbookData = {
  cases: [
    row('cases', {
      ...{
        reference,
        organisation: 'OLV-01',
        organisationName: 'Olives =1+1',
        town: 'Fès',
        sector: 'olives',
      },
      ...{ coordinator: 'Coordinatrice', stage: 'Diagnostic', status: 'en cours', nextDue: '2027-03-12' },
      ...{ overdue: null, waitingOn: 'Directrice', lastContact: '2027-01-04', promised: '2027-02-01' },
      ...{ contactHow: null, contactSaid: null },
    }),
  ],
  tasks: ['data-request', 'visit-plan'].map((key) =>
    row('tasks', {
      ...{ task: `${reference}.${key}.1`, reference, organisationName: 'Olives =1+1', title: key },
      ...{ stage: 'Diagnostic', assignee: 'Technicien', openedOn: '2027-01-02', due: '2027-03-12' },
      ...{ dueReason: null, status: 'ouverte', overdue: null, settledOn: null },
    }),
  ),
  measures: [
    row('measures', {
      ...{ reference, measure: 'm1', organisation: 'OLV-01', organisationName: 'Olives =1+1' },
      ...{
        measureTitle: '-Recycler la saumure',
        theme: 'Eau',
        arc: null,
        cost: 12_000.5,
        yearlySaving: 4_000,
      },
      ...{
        payback: 3,
        chosen: 'oui',
        plannedFor: '2027-06-01',
        budget: 12_000,
        financing: null,
        outcome: null,
      },
    }),
  ],
  contacts: [
    row('contacts', {
      ...{ person: 'P-101', organisation: 'OLV-01', organisationName: 'Olives =1+1', functions: 'direction' },
      ...{ name: 'Directrice', email: 'd@example.org', phone: '+212 600', language: 'français' },
    }),
  ],
};

type Edit = (book: exceljs.Workbook) => void;

/** The file as somebody's spreadsheet program would leave it. */
async function edited(edit: Edit, language = 'fr'): Promise<Spreadsheet> {
  const file = await workbookFile(data, seqs, { language, exportedAt: 0, name: 'X' });
  const book = new exceljs.Workbook();
  await book.xlsx.load(file as unknown as ArrayBuffer);
  edit(book);
  return readSpreadsheet(Buffer.from(await book.xlsx.writeBuffer()));
}

async function compared(
  edit: Edit,
  { current = data, logged = [] as readonly LoggedContact[], language = 'fr' } = {},
): Promise<Comparison> {
  const file = await edited(edit, language);
  return compareWorkbook({ file, base: baseOf(file)!, current, logged });
}

function cell(book: exceljs.Workbook, sheet: SheetKey, column: string, line = 2): exceljs.Cell {
  const index = sheets[sheet].columns.findIndex(({ key }) => key === column);
  const found = book.worksheets.find(({ name }) =>
    everyWording(`sheet.${sheet}`).includes(name.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')),
  );
  return found!.getCell(line, index + 1);
}

/** The data with one value as somebody else has changed it since. */
function changed(sheet: SheetKey, values: RowValues): WorkbookData {
  return {
    ...data,
    [sheet]: data[sheet].map((one, index) => (index === 0 ? row(sheet, { ...one.values, ...values }) : one)),
  };
}

describe('a workbook that comes back', () => {
  it.each(languages)('says nothing new when nobody has edited it (%s)', async (language) => {
    const comparison = await compared(() => undefined, { language });
    expect(comparison).toEqual({ differences: [], problems: [], rows: 5 });
  });

  it('says nothing new whatever it holds', async () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary-ascii', maxLength: 20 }),
      fc.constantFrom(
        '=cmd|calc',
        '+1',
        '-1',
        '@x',
        'محطة الزيتون',
        'a\u00a0b',
        ' x ',
        'l1\nl2',
        '_x000D_',
        '<&>"',
        '1,5',
      ),
    );
    const free = ['organisationName', 'town', 'coordinator', 'waitingOn'];
    await fc.assert(
      fc.asyncProperty(
        fc.record(Object.fromEntries(free.map((key) => [key, words]))),
        fc.constantFrom(...languages),
        async (values, language) => {
          const current = changed('cases', values);
          const file = await readSpreadsheet(
            await workbookFile(current, seqs, { language, exportedAt: 0, name: 'X' }),
          );
          const comparison = compareWorkbook({ file, base: baseOf(file)!, current, logged: [] });
          expect(comparison).toEqual({ differences: [], problems: [], rows: 5 });
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it.each([
    ['a date cell', new Date('2027-04-02T00:00:00Z')],
    ['a date as its number', 46_479],
    ['a date in words', '2 avril 2027'],
    ['a date in figures with hard spaces', '\u00a002/04/2027 '],
    ['rich text', { richText: [{ text: '02/04' }, { text: '/2027', font: { bold: true } }] }],
    ['the result of a formula', { formula: 'H3+21', result: new Date('2027-04-02T00:00:00Z') }],
    ['Arabic figures', '٠٢/٠٤/٢٠٢٧'],
  ])('takes a due date from %s', async (_, value) => {
    const comparison = await compared((book) => {
      const due = cell(book, 'tasks', 'due');
      due.value = value;
      if (typeof value !== 'object') due.numFmt = 'General';
      cell(book, 'tasks', 'dueReason').value = 'Récolte';
    });
    expect(comparison.problems).toEqual([]);
    expect(comparison.differences).toMatchObject([
      {
        ...{
          place: 'Tâches!H2',
          exported: '2027-03-12',
          now: '2027-03-12',
          wanted: '2027-04-02',
          conflict: false,
        },
        change: { type: 'due', task: `${reference}.data-request.1`, until: '2027-04-02', reason: 'Récolte' },
      },
    ]);
  });

  it('reads 04/02/2027 as the workbook’s language writes it', async () => {
    const enter: Edit = (book) => (cell(book, 'tasks', 'due').value = '04/02/2027');
    const wanted = async (language: string) => (await compared(enter, { language })).differences[0]?.wanted;
    expect([await wanted('fr'), await wanted('en')]).toEqual(['2027-02-04', '2027-04-02']);
  });

  it('finds rows again after sorting, deleting and a title above the headings', async () => {
    const comparison = await compared((book) => {
      const tasks = book.getWorksheet(wordsIn('fr')('sheet.tasks'))!;
      tasks.spliceRows(2, 1);
      tasks.insertRow(1, ['État au 12 mars']);
      cell(book, 'tasks', 'due', 3).value = '2027-05-01';
    });
    expect(comparison.differences.map(({ change, place }) => [change, place])).toMatchObject([
      [{ task: `${reference}.visit-plan.1` }, 'Tâches!H3'],
    ]);
  });

  it('shows a conflict where somebody else has moved the same thing, and none where they agree', async () => {
    const enter: Edit = (book) => (cell(book, 'tasks', 'due').value = '2027-05-01');
    const elsewhere = await compared(enter, { current: changed('tasks', { due: '2027-04-15' }) });
    expect(elsewhere.differences).toMatchObject([
      { exported: '2027-03-12', now: '2027-04-15', wanted: '2027-05-01', conflict: true },
    ]);
    expect((await compared(enter, { current: changed('tasks', { due: '2027-05-01' }) })).differences).toEqual(
      [],
    );
    // What was not edited undoes nobody's change.
    expect(
      (await compared(() => undefined, { current: changed('tasks', { due: '2027-04-15' }) })).differences,
    ).toEqual([]);
  });

  it('takes a call with its promise once', async () => {
    const enter: Edit = (book) => {
      cell(book, 'cases', 'contactHow').value = 'Téléphone';
      cell(book, 'cases', 'contactSaid').value = 'Les factures arrivent';
      cell(book, 'cases', 'promised').value = '2027-02-20';
    };
    const { differences } = await compared(enter);
    expect(differences.map(({ change }) => change)).toEqual([
      { type: 'contact', reference, medium: 'phone', note: 'Les factures arrivent', promised: '2027-02-20' },
    ]);
    const current = changed('cases', { promised: '2027-02-20' });
    const logged = [{ reference, seq: 8, note: 'Les factures arrivent', promised: '2027-02-20' }];
    expect(await compared(enter, { current, logged })).toMatchObject({ differences: [], problems: [] });
  });

  it('edits people and companies, each field by itself', async () => {
    const { differences } = await compared((book) => {
      cell(book, 'contacts', 'phone').value = 212600000001;
      cell(book, 'contacts', 'language').value = 'Arabic';
      cell(book, 'contacts', 'email').value = null;
      cell(book, 'cases', 'town').value = 'Meknès';
    });
    expect(differences.map(({ change }) => change)).toEqual([
      { type: 'organisation', programme: 'CCP-MA', code: 'OLV-01', field: 'town', value: 'Meknès' },
      { type: 'person', programme: 'CCP-MA', person: 'P-101', field: 'email', value: null },
      { type: 'person', programme: 'CCP-MA', person: 'P-101', field: 'phone', value: '212600000001' },
      { type: 'person', programme: 'CCP-MA', person: 'P-101', field: 'language', value: 'ar' },
    ]);
  });

  it.each<[string, SheetKey, string, exceljs.CellValue, string]>([
    ['fixed', 'cases', 'stage', 'Clôture', 'Dossiers!G2'],
    ['fixed', 'measures', 'cost', 99, 'Mesures!H2'],
    ['not-a-day', 'tasks', 'due', 'bientôt', 'Tâches!H2'],
    ['empty', 'tasks', 'due', null, 'Tâches!H2'],
    ['fault', 'contacts', 'phone', { error: '#REF!' }, 'Contacts!G2'],
    ['not-an-email', 'contacts', 'email', 'a@b', 'Contacts!F2'],
    ['not-offered', 'contacts', 'language', 'klingon', 'Contacts!H2'],
    ['empty', 'contacts', 'name', '', 'Contacts!E2'],
    ['medium-missing', 'cases', 'contactSaid', 'Rappeler', 'Dossiers!O2'],
    ['said-missing', 'cases', 'contactHow', 'visite', 'Dossiers!N2'],
    ['promise-cleared', 'cases', 'promised', null, 'Dossiers!M2'],
    ['row-unknown', 'tasks', 'task', 'CCP-MA-2026-0099.x.1', 'Tâches!A2'],
    ['row-unnamed', 'tasks', 'task', null, 'Tâches!A2'],
  ])('says %s with the cell, and does nothing', async (code, sheet, column, value, place) => {
    const { differences, problems } = await compared((book) => (cell(book, sheet, column).value = value));
    expect(differences).toEqual([]);
    expect(problems).toMatchObject([{ code, place }]);
  });

  it('takes the first of two rows of the same task, and says so', async () => {
    const { differences, problems } = await compared((book) => {
      cell(book, 'tasks', 'task', 3).value = `${reference}.data-request.1`;
      cell(book, 'tasks', 'due', 3).value = '2027-05-01';
    });
    expect(differences).toEqual([]);
    expect(problems).toMatchObject([{ code: 'row-twice', place: 'Tâches!A3' }]);
  });

  it('says that a cell is nobody’s to change any more', async () => {
    const closed = { ...data, tasks: data.tasks.map((one) => ({ ...one, editable: new Set<string>() })) };
    const enter: Edit = (book) => (cell(book, 'tasks', 'due').value = '2027-05-01');
    expect(await compared(enter, { current: closed })).toMatchObject({
      differences: [],
      problems: [{ code: 'row-fixed' }],
    });
    const gone = { ...data, tasks: [] };
    expect(await compared(enter, { current: gone })).toMatchObject({
      differences: [],
      problems: [{ code: 'row-gone' }],
    });
  });

  it('reads on where sheets and columns are missing, new, renamed or merged', async () => {
    const { problems } = await compared((book) => {
      book.removeWorksheet(wordsIn('fr')('sheet.measures'));
      cell(book, 'tasks', 'due', 1).value = 'Nouvelle date';
      cell(book, 'contacts', 'person', 1).value = 'Matricule';
      book.getWorksheet(wordsIn('fr')('sheet.tasks'))!.mergeCells('D2:D3');
    });
    expect(problems.map(({ code, column }) => [code, column])).toEqual(
      expect.arrayContaining([
        ['sheet-missing', null],
        ['column-missing', 'due'],
        ['column-unknown', null],
        ['merged', null],
        ['column-missing', 'person'],
      ]),
    );
  });

  it('names every column of a sheet differently in every language', () => {
    for (const sheet of sheetKeys) {
      const wordings = sheets[sheet].columns.map(({ key }) => new Set(everyWording(`column.${key}`)));
      const all = wordings.flatMap((set) => [...set]);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});
