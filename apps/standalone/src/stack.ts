import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockDataFolder, type Environment } from '#libs/config';
import { searchAttributes } from '#libs/contracts';
import { MailInbox } from '#libs/mail';
import { startEmbeddedPostgres } from '#libs/persistence';
import { isPortFree, startDevServer, type TemporalTarget } from '#libs/temporal';

/** Addresses of the parts a process talks to, embedded or given. */
export interface Stack {
  readonly databaseUrl: string;
  readonly temporal: TemporalTarget;
  readonly smtpUrl: string;
  /** Undefined where the part is not ours. */
  readonly inboxUrl: string | undefined;
  readonly temporalUiUrl: string | undefined;
  /** Lets the inbox's page send answers there. */
  readonly answerThrough?: (smtpUrl: string) => void;
  /** Stops the embedded parts, database last. May be called twice. */
  stop(): Promise<void>;
}

/** What the demo and tests ask beyond the environment. */
export interface StackOptions {
  /** Let cases skip time; never for real cases. */
  readonly virtualTime?: boolean;
  /** Addresses the inbox answers with 550, to show an undeliverable mail. */
  readonly refuseMail?: (address: string) => boolean;
  /** One line each about what starts. */
  readonly log: (line: string) => void;
  /** An embedded part ended by itself: nothing works any more. */
  readonly onFatal: (message: string) => void;
}

/** File with which the CLI finds a running installation; readable by its owner only, because it holds the database's password. */
export const runFile = 'run.json';

/**
 * Starts what the environment does not give: PostgreSQL without DATABASE_URL, Temporal without TEMPORAL_ADDRESS, the mail
 * inbox without SMTP_URL. Takes the data folder first, so that a second start ends with one clear line. Whatever was started
 * is stopped again when a later part fails.
 */
export async function startStack(environment: Environment, options: StackOptions): Promise<Stack> {
  const dataDir = environment.PARCOURS_DATA;
  const lock = lockDataFolder(dataDir);
  const stops: (() => Promise<void> | void)[] = [() => lock.release()];
  const stop = async () => {
    for (const part of stops.splice(0).reverse()) await part();
  };
  try {
    await requirePort(environment);
    const databaseUrl = environment.DATABASE_URL ?? (await startDatabase(environment, options, stops));
    const mail = environment.SMTP_URL
      ? { smtpUrl: environment.SMTP_URL }
      : await startInbox(environment, options, stops);
    const temporal = environment.TEMPORAL_ADDRESS
      ? { target: 'environment' as const }
      : await startTemporal(environment, options, stops);
    const path = join(dataDir, runFile);
    writeFileSync(path, JSON.stringify({ pid: process.pid, databaseUrl, temporal: temporal.target }), {
      mode: 0o600,
    });
    stops.push(() => rmSync(path, { force: true }));
    return {
      databaseUrl,
      temporal: temporal.target,
      smtpUrl: mail.smtpUrl,
      inboxUrl: 'inboxUrl' in mail ? mail.inboxUrl : undefined,
      ...('answerThrough' in mail && { answerThrough: mail.answerThrough }),
      temporalUiUrl: 'uiUrl' in temporal ? temporal.uiUrl : environment.TEMPORAL_UI_URL,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Known at once, before the parts take their seconds to start. */
async function requirePort({ PORT, BIND }: Environment): Promise<void> {
  if (!(await isPortFree(PORT, BIND)))
    throw new Error(
      `PORT: port ${PORT} is occupied, so API and console cannot start. Stop what uses it or set PORT to a free port.`,
    );
}

type Stops = (() => Promise<void> | void)[];

async function startDatabase(environment: Environment, options: StackOptions, stops: Stops): Promise<string> {
  const dataDir = join(environment.PARCOURS_DATA, 'postgres');
  mkdirSync(dataDir, { recursive: true });
  const postgres = await startEmbeddedPostgres({ dataDir, log: options.log });
  stops.push(() => postgres.stop());
  return postgres.url;
}

async function startInbox(environment: Environment, options: StackOptions, stops: Stops) {
  const inbox = await MailInbox.start({
    folder: join(environment.PARCOURS_DATA, 'inbox'),
    smtpPort: environment.SMTP_PORT,
    webPort: environment.MAIL_INBOX_PORT,
    bind: environment.BIND,
    ...(options.refuseMail ? { refuse: options.refuseMail } : {}),
  });
  stops.push(() => inbox.stop());
  const answerThrough = (url: string): void => inbox.answerThrough(url);
  return { smtpUrl: inbox.smtpUrl, inboxUrl: inbox.webUrl, answerThrough };
}

async function startTemporal(environment: Environment, options: StackOptions, stops: Stops) {
  const server = await startDevServer({
    dataDir: join(environment.PARCOURS_DATA, 'temporal'),
    port: environment.TEMPORAL_PORT,
    uiPort: environment.TEMPORAL_UI_PORT,
    bind: environment.BIND,
    searchAttributes,
    virtualTime: options.virtualTime ?? false,
    onUnexpectedExit: options.onFatal,
    progress: options.log,
    ...(environment.TEMPORAL_CLI ? { cli: environment.TEMPORAL_CLI } : {}),
  });
  stops.push(() => server.stop());
  return { target: { address: server.address }, uiUrl: server.uiUrl };
}
