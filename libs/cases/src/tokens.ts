import type { Language } from '#libs/wording';

/** Nest tokens that the composition root provides beside `PersistenceModule`. */

/** `Client` of @temporalio/client. */
export const TEMPORAL_CLIENT = Symbol('parcours.temporal-client');
/** `CasesOptions`. */
export const CASES_OPTIONS = Symbol('parcours.cases-options');
/** `MailActivities` of #libs/contracts: the mail queue's own delivery, for fresh links and leftover mail. */
export const CASE_MAILER = Symbol('parcours.case-mailer');
/** `BootProbe`: what only the composition root can check. */
export const BOOT_PROBE = Symbol('parcours.boot-probe');

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
  readonly language: Language;
  /** Mail server whose word about a sender counts (`REPLY_TRUSTED_HOST`). */
  readonly trustedMailHost?: string;
  /** How long an act may take before the caller is told to come back, ms; 5000 unless told. */
  readonly actWithin?: number;
}

/** Further problems, one sentence each: search attributes, retention, mail settings. */
export type BootProbe = () => Promise<readonly string[]>;
