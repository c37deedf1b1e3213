import {
  pick,
  unitText as unitWords,
  type ColumnField,
  type FieldUnit,
  type FormDefinition,
  type Localised,
  type TypedAnswers,
} from '#libs/definitions';
import type { FieldError } from '#libs/domain';
import type { DocumentView, PrerequisiteView } from '#libs/cases';
import type { Speech } from '../text/messages.js';

/** Rows of a source, joined, as `ItemView.sourceRows` has them. */
export type OfferedRows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Everything the inputs of one rendered form share. */
export interface FormContext {
  readonly speech: Speech;
  readonly form: FormDefinition;
  readonly typed: TypedAnswers;
  readonly problems: readonly FieldError[];
  readonly currency: string;
  readonly documents: readonly DocumentView[];
  /** Address of a document's download. */
  readonly documentHref: (id: string) => string;
  readonly offered: OfferedRows;
  /** For the words of columns that come from other forms. */
  readonly prerequisites: readonly PrerequisiteView[];
  /** Days that stand in empty fields, by field key, until somebody has read them; none unless told. */
  readonly suggested?: Readonly<Record<string, string>>;
  /** First month a new twelve-month table starts with, `YYYY-MM`. */
  readonly firstMonth: string;
}

/** Id of an input, or of the group a problem's path names. */
export function idOf(path: string): string {
  return `f-${path.replaceAll('.', '-')}`;
}

/** Words in the reader's language. */
export function words({ speech }: Pick<FormContext, 'speech'>, text: Localised): string {
  return pick(text, speech.language);
}

/** `kWh`, `m³` or the programme's currency. */
export function unitText(
  { speech, currency }: Pick<FormContext, 'speech' | 'currency'>,
  unit: FieldUnit,
): string {
  return unitWords(unit, speech.language, currency);
}

/** The sentence that says what is wrong at a path. */
export function problemAt({ problems }: Pick<FormContext, 'problems'>, path: string): string | undefined {
  return problems.find(({ field }) => field === path)?.message;
}

/** A typed value as the text of an input. */
export function inputText({ language }: Speech, value: unknown): string {
  if (typeof value === 'number') return language === 'en' ? String(value) : String(value).replace('.', ',');
  return typeof value === 'string' ? value : '';
}

/** What browsers send for a ticked box, and what answers hold. */
export function isTicked(value: unknown): boolean {
  return value === true || value === 'yes' || value === 'on' || value === 'true' || value === '1';
}

/** A column of an earlier form, for the words beside a row taken from there. */
export function columnNamed(
  { prerequisites }: Pick<FormContext, 'prerequisites'>,
  key: string,
): ColumnField | undefined {
  return prerequisites
    .flatMap(({ form }) => form?.fields ?? [])
    .flatMap((field) => (field.type === 'rows' ? field.columns : []))
    .find((column) => column.key === key);
}
