/** Sheets of the workbook, in their order. */
export const sheetKeys = ['cases', 'tasks', 'measures', 'contacts'] as const;
export type SheetKey = (typeof sheetKeys)[number];

export interface SheetColumn {
  /** Its heading is the message `column.<key>`. */
  readonly key: string;
  readonly type: 'text' | 'day' | 'number' | 'decimal';
  readonly width: number;
  /** A cell of it may be changed where the row allows: some act stands behind it. */
  readonly editable?: true;
  /** Messages of what may be chosen are `<choices>.<value>`. */
  readonly choices?: 'medium' | 'language';
  /** Made from other cells: what stands in it says nothing. */
  readonly computed?: true;
}

export interface SheetModel {
  readonly columns: readonly SheetColumn[];
  /** Columns that together name a row, for good. */
  readonly names: readonly string[];
}

const text = (key: string, width: number): SheetColumn => ({ key, type: 'text', width });
const day = (key: string): SheetColumn => ({ key, type: 'day', width: 13 });
const company = [text('organisation', 11), text('organisationName', 30)];

/**
 * Every column of the workbook. What may be changed is what an act or an edit of the directory stands behind; measures, stages and
 * outcomes are settled by those who owe them, in their forms, and so are read here only.
 */
export const sheets: Readonly<Record<SheetKey, SheetModel>> = {
  cases: {
    names: ['reference'],
    columns: [
      text('reference', 19),
      text('organisation', 11),
      { ...text('organisationName', 30), editable: true },
      { ...text('town', 18), editable: true },
      text('sector', 14),
      text('coordinator', 24),
      text('stage', 22),
      text('status', 20),
      day('nextDue'),
      text('overdue', 10),
      text('waitingOn', 30),
      day('lastContact'),
      { ...day('promised'), editable: true },
      { ...text('contactHow', 14), editable: true, choices: 'medium' },
      { ...text('contactSaid', 40), editable: true },
    ],
  },
  tasks: {
    names: ['task'],
    columns: [
      text('task', 34),
      text('reference', 19),
      text('organisationName', 30),
      text('title', 34),
      text('stage', 22),
      text('assignee', 28),
      day('openedOn'),
      { ...day('due'), editable: true },
      { ...text('dueReason', 36), editable: true },
      text('status', 14),
      text('overdue', 10),
      day('settledOn'),
    ],
  },
  measures: {
    names: ['reference', 'measure'],
    columns: [
      text('reference', 19),
      text('measure', 9),
      ...company,
      text('measureTitle', 40),
      text('theme', 16),
      text('arc', 10),
      { key: 'cost', type: 'number', width: 14 },
      { key: 'yearlySaving', type: 'number', width: 16 },
      { key: 'payback', type: 'decimal', width: 12, computed: true },
      text('chosen', 9),
      day('plannedFor'),
      { key: 'budget', type: 'number', width: 14 },
      text('financing', 20),
      text('outcome', 24),
    ],
  },
  contacts: {
    names: ['organisation', 'person'],
    columns: [
      text('person', 9),
      ...company,
      text('functions', 26),
      { ...text('name', 28), editable: true },
      { ...text('email', 30), editable: true },
      { ...text('phone', 20), editable: true },
      { ...text('language', 12), editable: true, choices: 'language' },
    ],
  },
};

/** What stands in a row: words, a number, a day as `YYYY-MM-DD`; null for nothing. */
export type RowValues = Readonly<Record<string, string | number | null>>;

/** A row as the cases stand, for one reader. */
export interface DataRow {
  /** From the columns of `names`. */
  readonly name: string;
  /** Case it belongs to; null for a contact. */
  readonly reference: string | null;
  readonly programme: string;
  readonly values: RowValues;
  readonly editable: ReadonlySet<string>;
}

export type WorkbookData = Readonly<Record<SheetKey, readonly DataRow[]>>;

/** How a row is found again, whatever it was sorted by. */
export function rowName(sheet: SheetKey, valueOf: (column: string) => string): string {
  return sheets[sheet].names.map(valueOf).join(' ');
}
