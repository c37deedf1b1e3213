import { type CaseClock, type Environment, loadSecret, SystemClock } from '#libs/config';
import type { TemporalTarget } from '#libs/temporal';

/** Under which path of the console the Temporal UI appears. */
export const temporalUiPath = '/console/temporal';

/** Nest token of {@link InstallationParts}. */
export const INSTALLATION = Symbol('parcours.installation');

/** The outside parts of an installation and what it knows about itself. */
export interface InstallationParts {
  readonly environment: Environment;
  readonly databaseUrl: string;
  readonly temporal: TemporalTarget;
  readonly smtpUrl: string;
  /** Where answers to mail go; null: to the coordinator. */
  readonly replyAddress: string | null;
  /** On which they are taken by SMTP; 0 is any free one, null none. */
  readonly replyPort: number | null;
  /** Where the Temporal UI is served, for the console that shows it under {@link temporalUiPath}; null without one. */
  readonly temporalUiUrl: string | null;
  readonly clock: CaseClock;
  readonly secret: string;
  /** Case queue; the mail queue stands beside it. */
  readonly taskQueue: string;
}

/** The parts of a production process: everything comes from the environment. Throws what is missing, in one message. */
export function partsFromEnvironment(environment: Environment, taskQueue: string): InstallationParts {
  const { DATABASE_URL: databaseUrl, SMTP_URL: smtpUrl } = environment;
  const missing = [
    databaseUrl
      ? null
      : 'DATABASE_URL: name the PostgreSQL database, e.g. postgres://user:password@host:5432/parcours.',
    smtpUrl ? null : 'SMTP_URL: name the mail server, e.g. smtps://user:password@host:465.',
    environment.TEMPORAL_ADDRESS
      ? null
      : 'TEMPORAL_ADDRESS: name the Temporal server, e.g. temporal.example.org:7233.',
  ].filter((line) => line !== null);
  if (!databaseUrl || !smtpUrl || missing.length > 0)
    throw new Error(
      `This process runs on parts of its own; \`npm start\` brings embedded ones. Not set:\n- ${missing.join('\n- ')}`,
    );
  return {
    environment,
    databaseUrl,
    smtpUrl,
    replyAddress: environment.REPLY_ADDRESS ?? null,
    replyPort: environment.REPLY_SMTP_PORT ?? null,
    temporal: 'environment',
    temporalUiUrl: environment.TEMPORAL_UI_URL ?? null,
    clock: new SystemClock(),
    secret: environment.PARCOURS_SECRET ?? loadSecret(environment.PARCOURS_DATA),
    taskQueue,
  };
}
