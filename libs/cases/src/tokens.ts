/** Nest tokens that the composition root provides. */

/** `Database` of #libs/persistence. */
export const DATABASE = Symbol('DATABASE');
/** `Client` of @temporalio/client. */
export const TEMPORAL_CLIENT = Symbol('TEMPORAL_CLIENT');
/** `CaseClock` of #libs/config: case time for link expiry and new cases. */
export const CASE_CLOCK = Symbol('CASE_CLOCK');
/** `CasesOptions`. */
export const CASES_OPTIONS = Symbol('CASES_OPTIONS');
/** `CaseMailer`: the activity's own delivery, for fresh links and leftover mail. */
export const CASE_MAILER = Symbol('CASE_MAILER');

export interface CasesOptions {
  /** Case queue; mail runs beside it. */
  readonly taskQueue: string;
  /** Start of every link, without a trailing slash. */
  readonly publicUrl: string;
  /** Installation's secret: links are derived from it. */
  readonly secret: string;
  readonly dataDir: string;
  /** Folder of the definition files. */
  readonly definitionsDir: string;
  /** Language of the texts administrators see in Temporal's UI. */
  readonly language: 'fr' | 'en' | 'ar' | 'es';
  /** How long an act may take before the caller is told to come back, ms; 5000 unless told. */
  readonly actWithin?: number;
}
