import { COUNTRIES } from '#libs/calendars';
import { enterableStages, formOf, pick, textsOf, type CaseDefinition } from '#libs/definitions';
import { contactFunctions, type LocalDate } from '#libs/domain';
import {
  columnName,
  dayOf,
  folded,
  isAmbiguousDay,
  mergedLines,
  tableIn,
  textOf,
  wholeNumberOf,
  type Cell,
  type DayOrder,
  type SheetRow,
  type Spreadsheet,
  type Table,
} from '#libs/spreadsheets';
import { languages } from '#libs/wording';
import { choiceOf } from '../workbook/cells.js';
import type { EnrolmentField } from './fields.js';
import type {
  EnrolmentLine,
  EnrolmentProblem,
  EnrolmentProblemCode,
  FileColumn,
  LineContact,
} from './line.js';

/** An enrolment file, read: nothing of it was compared with what the programme knows. */
export interface EnrolmentReading {
  readonly columns: readonly FileColumn[];
  readonly lines: readonly EnrolmentLine[];
  /** Of the file as a whole. */
  readonly problems: readonly EnrolmentProblem[];
}

/** Columns that somebody has said the meaning of, by letter; an empty key leaves a column out. */
export type ColumnMapping = Readonly<Record<string, string>>;

/** Undefined where no sheet has a row of headings that anybody knows. */
export function readLines(
  { sheets }: Spreadsheet,
  fields: readonly EnrolmentField[],
  definitions: readonly CaseDefinition[],
  mapping: ColumnMapping = {},
): EnrolmentReading | undefined {
  const keys = new Map(fields.flatMap(({ key, known }) => known.map((heading) => [heading, key] as const)));
  const tables = sheets
    .filter(({ hidden }) => !hidden)
    .flatMap((sheet) => tableIn(sheet, (heading) => keys.get(heading)) ?? []);
  const [found] = [...tables].sort((left, right) => right.columns.size - left.columns.size);
  if (!found) return undefined;
  const table = mapped(found, mapping);
  const order = dayOrderOf(found, fields);
  return {
    columns: columnsOf(found, table),
    lines: table.lines
      .filter((line) => [...table.columns.values()].some((column) => line.cells.has(column)))
      .map((line) => new LineReader(table, line, definitions, order).read()),
    problems: mergedLines(table)
      .slice(0, 5)
      .map((range) => problem('merged', 'warning', range, range)),
  };
}

/** The table with its columns as somebody has named them. */
function mapped(table: Table, mapping: ColumnMapping): Table {
  const columns = new Map(table.columns);
  for (const [key, column] of table.columns)
    if (Object.hasOwn(mapping, columnName(column))) columns.delete(key);
  for (const { column } of everyColumn(table)) {
    const wanted = mapping[columnName(column)];
    if (wanted !== undefined && wanted !== '' && !columns.has(wanted)) columns.set(wanted, column);
  }
  return { ...table, columns };
}

function everyColumn({ columns, others }: Table): readonly { readonly column: number }[] {
  return [...[...columns.values()].map((column) => ({ column })), ...others].sort(
    (a, b) => a.column - b.column,
  );
}

function columnsOf(found: Table, table: Table): readonly FileColumn[] {
  const keyOf = new Map([...table.columns].map(([key, column]) => [column, key]));
  return everyColumn(found).map(({ column }) => ({
    ...{ column, letter: columnName(column) },
    heading: found.headings.get(column) ?? '',
    field: keyOf.get(column) ?? null,
    example: textOf(found.lines.find(({ cells }) => cells.has(column))?.cells.get(column)).slice(0, 60),
  }));
}

/** Americans write the month first; where headings are English, figures that could be either are not guessed. */
function dayOrderOf(table: Table, fields: readonly EnrolmentField[]): DayOrder {
  const english = [...table.columns].filter(([key, column]) => {
    const own = fields.find((field) => field.key === key);
    return own !== undefined && folded(own.heading('en')) === folded(table.headings.get(column) ?? '');
  });
  return english.length > table.columns.size / 2 ? null : 'day-first';
}

/** One line, cell by cell; what cannot be read is a problem with its address and reads as nothing. */
class LineReader {
  private readonly problems: EnrolmentProblem[] = [];

  constructor(
    private readonly table: Table,
    private readonly line: SheetRow,
    private readonly definitions: readonly CaseDefinition[],
    private readonly order: DayOrder,
  ) {}

  read(): EnrolmentLine {
    const code = this.text('code')?.toUpperCase().replaceAll(/\s+/g, '') ?? null;
    if (code !== null && (!/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/.test(code) || code.length > 20))
      this.note('code-invalid', 'code');
    const definition = this.definition();
    const followed = this.definitions.find(({ key }) => key === definition) ?? this.definitions[0];
    const { row, place } = { row: this.line.number, place: String(this.line.number) };
    return {
      ...{ row, place, code, definition },
      ...{ name: this.text('name'), town: this.text('town'), product: this.text('product') },
      ...{ sector: this.sector(), country: this.country(), employees: this.employees() },
      contacts: contactFunctions.flatMap((held) => this.contact(held)),
      start: this.day('start'),
      stage: followed ? this.stage(followed) : null,
      ...{ entered: this.days('entered.'), left: this.days('left.'), done: this.days('done.') },
      answers: followed ? this.answers(followed) : new Map(),
      problems: this.problems,
    };
  }

  private cell(key: string): Cell | undefined {
    const column = this.table.columns.get(key);
    return column === undefined ? undefined : this.line.cells.get(column);
  }

  private note(code: EnrolmentProblemCode, key: string): null {
    const column = this.table.columns.get(key);
    const place = `${column === undefined ? '' : columnName(column)}${this.line.number}`;
    this.problems.push(problem(code, 'error', place, textOf(this.cell(key)) || null));
    return null;
  }

  private text(key: string): string | null {
    const cell = this.cell(key);
    if (cell?.kind === 'fault') return this.note('fault', key);
    const text = textOf(cell).replaceAll(/\s+/g, ' ');
    if (text.length > 200) return this.note('too-long', key);
    return text === '' ? null : text;
  }

  private day(key: string): LocalDate | null {
    const cell = this.cell(key);
    if (!cell) return null;
    const day = dayOf(cell, this.order);
    return day ?? this.note(this.order === null && isAmbiguousDay(cell) ? 'ambiguous-day' : 'not-a-day', key);
  }

  private days(beginning: string): ReadonlyMap<string, LocalDate> {
    const days = new Map<string, LocalDate>();
    for (const key of this.table.columns.keys()) {
      if (!key.startsWith(beginning)) continue;
      const day = this.day(key);
      if (day !== null) days.set(key.slice(beginning.length), day);
    }
    return days;
  }

  private employees(): number | null {
    const cell = this.cell('employees');
    if (!cell) return null;
    const number = wholeNumberOf(cell);
    return number !== undefined && number >= 0 && number < 1_000_000
      ? number
      : this.note('not-a-number', 'employees');
  }

  /** A key of small Latin letters, from whatever words: it travels to Temporal. */
  private sector(): string | null {
    const text = this.text('sector');
    if (text === null) return null;
    const key = folded(text)
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 30);
    return /^[a-z]/.test(key) ? key : this.note('sector-missing', 'sector');
  }

  private country(): string | null {
    const text = this.text('country');
    if (text === null) return null;
    if (/^[A-Za-z]{2}$/.test(text)) return text.toUpperCase();
    const named = COUNTRIES.find((country) =>
      languages.some((language) => folded(countryName(language, country)) === folded(text)),
    );
    return named ?? this.note('not-a-country', 'country');
  }

  private contact(held: LineContact['function']): readonly LineContact[] {
    const name = this.text(`${held}.name`);
    const email = this.text(`${held}.email`);
    const phone = this.text(`${held}.phone`);
    const words = this.text(`${held}.language`);
    const language =
      words === null
        ? null
        : (choiceOf('language', words) ?? this.note('not-a-language', `${held}.language`));
    if (name === null && email === null && phone === null) return [];
    if (email !== null && !/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(email))
      this.note('not-an-email', `${held}.email`);
    return [{ function: held, name, email, phone, language }];
  }

  private definition(): string | null {
    const text = this.text('definition');
    if (text === null) return null;
    const wanted = folded(text);
    const found = this.definitions.find(
      ({ key, title }) =>
        folded(key) === wanted || languages.some((one) => folded(pick(title, one)) === wanted),
    );
    return found?.key ?? this.note('definition-unknown', 'definition');
  }

  private stage(definition: CaseDefinition): string | null {
    const text = this.text('stage');
    if (text === null) return null;
    const wanted = folded(text);
    const found = definition.rules.stages.find(
      ({ key }) =>
        folded(key) === wanted ||
        languages.some((one) => folded(textsOf(definition, key, one).title) === wanted),
    );
    if (!found) return this.note('stage-unknown', 'stage');
    const first = definition.rules.stages[0]?.key;
    const reachable = found.key === first || enterableStages(definition).includes(found.key);
    return reachable ? found.key : this.note('stage-too-late', 'stage');
  }

  /** A choice by its key or its words, a day as a day; everything else as it is written, for the form to judge. */
  private answers(definition: CaseDefinition): EnrolmentLine['answers'] {
    const answers = new Map<string, Record<string, unknown>>();
    for (const key of this.table.columns.keys()) {
      const [, task = '', name = ''] = /^answer\.([^.]+)\.(.+)$/.exec(key) ?? [];
      const field = formOf(definition, task)?.fields.find((one) => one.key === name);
      if (!field || !this.cell(key)) continue;
      const value = field.type === 'date' ? this.day(key) : this.text(key);
      if (value === null) continue;
      const chosen =
        field.type === 'choice'
          ? field.options.find(
              ({ key: option, label }) =>
                folded(option) === folded(value) ||
                languages.some((one) => folded(pick(label, one)) === folded(value)),
            )?.key
          : value;
      if (chosen === undefined) this.note('answer-unknown', key);
      else answers.set(task, { ...answers.get(task), [name]: chosen });
    }
    return answers;
  }
}

export function problem(
  code: EnrolmentProblemCode,
  level: EnrolmentProblem['level'],
  place: string,
  about: string | null,
): EnrolmentProblem {
  return { code, level, place, about };
}

function countryName(language: string, country: string): string {
  return new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country;
}
