import type { Locator } from 'playwright-core';
import {
  twelveMonths,
  type ChoiceField,
  type ColumnField,
  type FieldBase,
  type FilesField,
  type FormDefinition,
  type FormField,
  type MonthsAnswer,
  type MonthsField,
  type RowsField,
  type SignatureAnswer,
} from '#libs/definitions';
import { sampleFile } from '../../../apps/standalone/src/demo/sample-files.js';
import type { Words } from './words.js';

/** Answers by field, as the programme's samples have them: files by their names. */
export type Said = Readonly<Record<string, unknown>>;

/** Fills a form in as somebody does who sees nothing of it but its labels. */
export class FormFiller {
  constructor(
    private readonly form: Locator,
    private readonly words: Words,
    /** What a line is called that the page offers. */
    private readonly lineOf: (key: string) => string,
  ) {}

  async fill({ fields }: FormDefinition, answers: Said): Promise<void> {
    for (const field of fields)
      if (answers[field.key] !== undefined) await this.answer(field, answers[field.key]);
  }

  private async answer(field: FormField, answer: unknown): Promise<void> {
    switch (field.type) {
      case 'rows':
        return this.fillRows(field, answer as readonly Said[]);
      case 'months':
        return this.fillMonths(field, answer as Partial<MonthsAnswer>);
      case 'files':
        return this.attach(field, answer as readonly string[]);
      case 'signature':
        return this.sign(field, answer as SignatureAnswer);
      case 'choice':
        return this.group(field)
          .getByRole('radio', { name: this.option(field, answer), exact: true })
          .check();
      default:
        return this.write(this.form, field, answer);
    }
  }

  /** One value; in a line, a choice is a list. */
  private async write(within: Locator, field: ColumnField, answer: unknown): Promise<void> {
    const input = within.getByLabel(this.label(field), { exact: true });
    if (field.type === 'confirmation')
      await within.getByRole('checkbox', { name: this.words.of(field.label), exact: true }).check();
    else if (field.type === 'choice') await input.selectOption({ label: this.option(field, answer) });
    else await input.fill(typed(answer));
  }

  private async fillRows(field: RowsField, rows: readonly Said[]): Promise<void> {
    const group = this.group(field);
    const lines = rows.map((row, index) => ({
      row,
      line: group.getByRole('group', {
        name: field.from
          ? this.lineOf(String(row['key']))
          : this.words.say('rows.row', { number: index + 1 }),
        exact: true,
      }),
    }));
    const last = lines.at(-1)?.line;
    if (last && (await last.count()) === 0) {
      await group.getByRole('button', { name: this.words.say('rows.add') }).click();
      await last.waitFor();
    }
    for (const { row, line } of lines)
      for (const column of field.columns)
        if (row[column.key] !== undefined) await this.write(line, column, row[column.key]);
  }

  /** From the month on that the page offers. */
  private async fillMonths(field: MonthsField, { series = {} }: Partial<MonthsAnswer>): Promise<void> {
    const group = this.group(field);
    const start = await group.getByLabel(this.words.say('months.start')).inputValue();
    const months = twelveMonths(start).map((month) => this.words.month(month));
    for (const { key, label } of field.series) {
      const table = group.getByRole('group', { name: `${this.words.of(label)} (` });
      for (const [index, cell] of (series[key] ?? []).entries())
        await table.getByLabel(months[index] ?? '', { exact: true }).fill(typed(cell));
    }
  }

  private async attach(field: FilesField, names: readonly string[]): Promise<void> {
    const files = names.map((name) => {
      const { bytes, mediaType, ...file } = sampleFile(name.replace(/^file:/, ''));
      return { name: file.name, mimeType: mediaType, buffer: Buffer.from(bytes) };
    });
    await this.group(field).getByLabel(this.words.say('files.add'), { exact: true }).setInputFiles(files);
  }

  private async sign(field: FieldBase, { name, function: position }: SignatureAnswer): Promise<void> {
    const group = this.group(field);
    await group.getByLabel(this.words.say('signature.name'), { exact: true }).fill(name);
    await group.getByLabel(this.words.say('signature.function'), { exact: true }).fill(position);
    await group.getByRole('checkbox', { name: this.words.say('signature.agreed') }).check();
  }

  private group(field: FieldBase): Locator {
    return this.form.getByRole('group', { name: this.label(field), exact: true });
  }

  private label({ label, required }: FieldBase): string {
    return `${this.words.of(label)}${required ? '' : ` ${this.words.say('form.optional')}`}`;
  }

  private option({ options }: Pick<ChoiceField, 'options'>, answer: unknown): string {
    const chosen = options.find(({ key }) => key === answer);
    if (!chosen) throw new Error(`${String(answer)} is not offered.`);
    return this.words.of(chosen.label);
  }
}

/** A number with the comma that our readers of French and Arabic write. */
function typed(answer: unknown): string {
  return typeof answer === 'number' ? String(answer).replace('.', ',') : String(answer);
}
