import type { Localised } from './localised.js';

/** A form as page, API and checker see it. Answers are plain JSON: `{[field.key]: value}`, see `Answers`. */
export interface FormDefinition {
  readonly key: string;
  readonly title: Localised;
  readonly intro?: Localised;
  readonly fields: readonly FormField[];
  /** Documents accepted in the place of figures, e.g. photographed bills. */
  readonly insteadOf: readonly Instead[];
}

export interface Instead {
  /** Key of the `files` field: as soon as it holds one file, `replaces` is no longer required. */
  readonly files: string;
  /** Field keys, or `field.series` for one series of a `months` field. */
  readonly replaces: readonly string[];
}

export type FormField =
  | TextField
  | ParagraphField
  | NumberField
  | MonthsField
  | RowsField
  | ChoiceField
  | DateField
  | ConfirmationField
  | SignatureField
  | FilesField;

/** Words such as `kWh`, or the programme's own currency. */
export type FieldUnit = Localised | 'currency';

/** What a column of a `rows` field may be. */
export type ColumnField =
  TextField | ParagraphField | NumberField | ChoiceField | DateField | ConfirmationField;

export interface FieldBase {
  readonly key: string;
  readonly label: Localised;
  readonly help?: Localised;
  readonly required: boolean;
  /** Asked only while another field of the same form (of the same row, for a column) has such a value. */
  readonly when?: FieldCondition;
}

export type FieldCondition =
  | { readonly field: string; readonly is: string | boolean }
  | { readonly field: string; readonly in: readonly string[] };

/** One line. Answer: string. */
export interface TextField extends FieldBase {
  readonly type: 'text';
  /** Characters; 200 unless the definition says otherwise. */
  readonly maxLength: number;
}

/** Several lines. Answer: string. */
export interface ParagraphField extends FieldBase {
  readonly type: 'paragraph';
  /** Characters; 4000 unless the definition says otherwise. */
  readonly maxLength: number;
}

/** Answer: number. */
export interface NumberField extends FieldBase {
  readonly type: 'number';
  /** Shown behind the field. */
  readonly unit?: FieldUnit;
  readonly min?: number;
  readonly max?: number;
  /** Decimals allowed; 0 asks for a whole number. */
  readonly decimals: number;
  /** Fact the answer sets. */
  readonly fact?: string;
}

/** A table of twelve months by several series. Answer: `MonthsAnswer`. */
export interface MonthsField extends FieldBase {
  readonly type: 'months';
  readonly series: readonly MonthsSeries[];
}

export interface MonthsSeries {
  readonly key: string;
  readonly label: Localised;
  readonly unit: FieldUnit;
  readonly required: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly decimals: number;
}

/** Repeating rows. Answer: `RowAnswer[]`; rows in which nothing was typed are dropped. */
export interface RowsField extends FieldBase {
  readonly type: 'rows';
  readonly columns: readonly ColumnField[];
  readonly min: number;
  readonly max: number;
  /** The rows are not invented here: they are rows of an earlier task's form, of which some or all are completed. */
  readonly from?: RowsSource;
  /** The rows are measures that rules need. */
  readonly fact?: MeasuresFactSource;
}

export interface RowsSource {
  /** Key of the task whose stored answers hold the rows. */
  readonly task: string;
  /** Key of its `rows` field. */
  readonly field: string;
  /** Columns of the source, or of the source's own source, to show read only before this field's own columns. */
  readonly shows: readonly string[];
  /** Every source row must be completed; otherwise each may be left out by leaving it empty. */
  readonly all: boolean;
}

/** How rows become a fact of type `measures`. */
export interface MeasuresFactSource {
  readonly key: string;
  /** Column of type `date` that gives each measure its date. */
  readonly date?: string;
  /** Measures fact that must hold every key. */
  readonly subsetOf?: string;
}

/** One of several options. Answer: the option's key. */
export interface ChoiceField extends FieldBase {
  readonly type: 'choice';
  readonly options: readonly ChoiceOption[];
  readonly fact?: string;
}

export interface ChoiceOption {
  readonly key: string;
  readonly label: Localised;
}

/** Where a day comes from that an empty field offers: the agreed visit that has begun, or the one that is to come, else that one. */
export const prefills = ['past-visit', 'agreed-visit'] as const;
export type Prefill = (typeof prefills)[number];

/** Answer: `YYYY-MM-DD`. */
export interface DateField extends FieldBase {
  readonly type: 'date';
  readonly fact?: string;
  /** Offered, never answered: whoever hands the form in has read it. */
  readonly prefill?: Prefill;
}

/** A box to tick; `required` asks for the tick. Answer: boolean. */
export interface ConfirmationField extends FieldBase {
  readonly type: 'confirmation';
  readonly fact?: string;
}

/** Signing by typing one's name and function under a text. Answer: `SignatureAnswer`. */
export interface SignatureField extends FieldBase {
  readonly type: 'signature';
  /** The text that is signed. */
  readonly agreement: Localised;
}

export const fileKinds = ['pdf', 'image', 'spreadsheet', 'document'] as const;
/** `image` includes photos taken with a phone. */
export type FileKind = (typeof fileKinds)[number];

/** Uploaded documents. Answer: document ids. */
export interface FilesField extends FieldBase {
  readonly type: 'files';
  /** Least number when the field is required or filled in. */
  readonly min: number;
  readonly max: number;
  readonly accept: readonly FileKind[];
}

export interface MonthsAnswer {
  /** First of the twelve months, `YYYY-MM`. */
  readonly start: string | null;
  /** Twelve values a series, null where nothing was entered (documents stand in for them). */
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
}

/** `key` names the row (`m1`, `m2` … or that of the source row) and never changes once stored. */
export interface RowAnswer {
  readonly key: string;
  readonly [column: string]: string | number | boolean | null;
}

export interface SignatureAnswer {
  readonly name: string;
  readonly function: string;
  readonly agreed: boolean;
}

export type Answer =
  string | number | boolean | MonthsAnswer | readonly RowAnswer[] | SignatureAnswer | readonly string[];

/** What a checked form holds; fields left empty are absent. */
export type Answers = Readonly<Record<string, Answer>>;
