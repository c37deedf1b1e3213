import type { LoggedContact } from '#libs/persistence';
import type { ContactMedium } from '../usecases/log-contact.js';
import type { BaseRow } from './base.js';
import type { ReadCell } from './cells.js';
import {
  differenceId,
  type Change,
  type Difference,
  type WorkbookProblem,
  type WorkbookProblemCode,
} from './differences.js';
import type { DataRow, SheetKey } from './sheets.js';

/** An editable cell that says something else than what was exported. */
export interface EditedCell {
  readonly read: ReadCell;
  readonly exported: string | null;
  /** As it stands now. */
  readonly standing: string | null;
  readonly place: string;
  /** As somebody wrote it. */
  readonly typed: string | null;
}

export interface EditedRow {
  readonly sheet: SheetKey;
  readonly before: BaseRow;
  /** Undefined for what the reader sees no more. */
  readonly now: DataRow | undefined;
  /** By column. */
  readonly cells: ReadonlyMap<string, EditedCell>;
  readonly subject: string;
}

interface Made {
  readonly differences: readonly Difference[];
  readonly problems: readonly WorkbookProblem[];
}

const nothing: Made = { differences: [], problems: [] };

/** What the edited cells of each row would do. What stands already as the file wants it, does nothing: a file may come twice. */
export function changesOf(rows: readonly EditedRow[], logged: readonly LoggedContact[]): Made {
  const made = rows.map((row) => {
    const { now } = row;
    if (!now) return nothing;
    switch (row.sheet) {
      case 'cases':
        return joined([contact(row, now, logged), organisation(row, now)]);
      case 'tasks':
        return due(row, now);
      case 'contacts':
        return person(row, now);
      case 'measures':
        return nothing;
    }
  });
  return joined(made);
}

function due(row: EditedRow, now: DataRow): Made {
  const reason = valueOf(row.cells.get('dueReason')) ?? '';
  const { reference } = now;
  return single(row, now, 'due', { required: true }, (until) =>
    reference === null || until === null ? null : { type: 'due', reference, task: now.name, until, reason },
  );
}

function organisation(row: EditedRow, now: DataRow): Made {
  const code = String(now.values['organisation']);
  const { programme } = now;
  return joined([
    single(row, now, 'organisationName', { required: true }, (value) => ({
      ...{ type: 'organisation', programme, code, field: 'name', value },
    })),
    single(row, now, 'town', { required: false }, (value) => ({
      ...{ type: 'organisation', programme, code, field: 'town', value },
    })),
  ]);
}

function person(row: EditedRow, now: DataRow): Made {
  const code = String(now.values['person']);
  const { programme } = now;
  return joined(
    (['name', 'email', 'phone', 'language'] as const).map((field) =>
      single(row, now, field, { required: field === 'name' || field === 'language' }, (value) => ({
        ...{ type: 'person', programme, person: code, field, value },
      })),
    ),
  );
}

/** "Called, promised the bills by 12 March": up to three cells of a case that are one word with the company. */
function contact(row: EditedRow, now: DataRow, logged: readonly LoggedContact[]): Made {
  const [how, said, promised] = ['contactHow', 'contactSaid', 'promised'].map((key) => row.cells.get(key));
  const { reference } = now;
  const note = valueOf(said) ?? '';
  const day = valueOf(promised);
  const wanted = day !== null && day !== promised?.exported ? day : null;
  const isLogged = logged.some(
    (one) =>
      one.reference === reference &&
      one.seq > (row.before.seq ?? 0) &&
      one.note === note &&
      one.promised === wanted,
  );
  if (reference === null || isLogged) return nothing;
  const failed = ['contactHow', 'contactSaid', 'promised'].flatMap((key) => refusedCell(row, now, key));
  if (failed.length > 0) return { differences: [], problems: failed };
  if (promised && day === null && promised.standing !== null)
    return refused(row, 'promised', promised, 'promise-cleared');
  const isPromised = promised !== undefined && day !== null && day !== promised.standing;
  if (note === '' && !isPromised)
    return how && valueOf(how) !== null && !promised
      ? refused(row, 'contactHow', how, 'said-missing')
      : nothing;
  const [column, cell] =
    said && note !== '' ? (['contactSaid', said] as const) : (['promised', promised] as const);
  if (!cell) return nothing;
  const medium = valueOf(how) as ContactMedium | null;
  if (medium === null) return refused(row, 'contactHow', how ?? cell, 'medium-missing');
  const change: Change = { type: 'contact', reference, medium, note, promised: wanted };
  return {
    problems: [],
    differences: [
      {
        ...{
          id: differenceId(change),
          sheet: row.sheet,
          column,
          place: cell.place,
          subject: row.subject,
          change,
        },
        exported: promised?.exported ?? null,
        now: promised?.standing ?? null,
        wanted: [note, wanted].filter(Boolean).join(' · '),
        conflict: isPromised && promised.standing !== promised.exported,
      },
    ],
  };
}

/** A cell that by itself is one change. */
function single(
  row: EditedRow,
  now: DataRow,
  column: string,
  { required }: { readonly required: boolean },
  change: (value: string | null) => Change | null,
): Made {
  const cell = row.cells.get(column);
  const failed = refusedCell(row, now, column);
  if (!cell || failed.length > 0) return { differences: [], problems: failed };
  const value = valueOf(cell);
  if (value === cell.standing) return nothing;
  if (value === null && required) return refused(row, column, cell, 'empty');
  if (column === 'email' && value !== null && !/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(value))
    return refused(row, column, cell, 'not-an-email');
  const made = change(value);
  if (!made) return nothing;
  const { exported, standing, place, typed } = cell;
  const { sheet, subject } = row;
  return {
    problems: [],
    differences: [
      {
        ...{ id: differenceId(made), sheet, column, place, subject, exported, change: made },
        now: standing,
        wanted: column === 'due' ? value : typed,
        conflict: standing !== exported,
      },
    ],
  };
}

/** Why an edited cell cannot be taken; what stands as wanted already is no trouble to anybody. */
function refusedCell(row: EditedRow, now: DataRow, column: string): readonly WorkbookProblem[] {
  const cell = row.cells.get(column);
  if (!cell || ('value' in cell.read && cell.read.value === cell.standing)) return [];
  if (!now.editable.has(column))
    return isLeftover(row, column) ? [] : [problem(row, column, cell, 'row-fixed')];
  return 'problem' in cell.read ? [problem(row, column, cell, cell.read.problem)] : [];
}

/** What was said with a company stays in the file after its case has closed. */
function isLeftover(row: EditedRow, column: string): boolean {
  return column === 'contactHow' && row.cells.has('contactSaid');
}

function problem(
  row: EditedRow,
  column: string,
  cell: EditedCell,
  code: WorkbookProblemCode,
): WorkbookProblem {
  const { sheet, subject } = row;
  const { place, exported, typed } = cell;
  return { code, place, sheet, column, subject, exported, wanted: typed };
}

function refused(row: EditedRow, column: string, cell: EditedCell, code: WorkbookProblemCode): Made {
  return { differences: [], problems: [problem(row, column, cell, code)] };
}

function valueOf(cell: EditedCell | undefined): string | null {
  return cell && 'value' in cell.read ? cell.read.value : null;
}

function joined(all: readonly Made[]): Made {
  return {
    differences: all.flatMap(({ differences }) => differences),
    problems: all.flatMap(({ problems }) => problems),
  };
}
