import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Client } from '@temporalio/client';
import { DefaultLogger } from '@temporalio/worker';
import { BootChecks, CaseRecorder, CASES_OPTIONS, ImportProgramme, type CasesOptions } from '#libs/cases';
import { loadEnvironment, projectRoot, type CaseClock, type Environment } from '#libs/config';
import { defaultTaskQueue } from '#libs/contracts';
import { InstallationModule, type InstallationParts } from '#libs/installation';
import { MailDelivery } from '#libs/mail';
import { DATABASE, migrate, openDatabase, type Database } from '#libs/persistence';
import {
  bindActivities,
  bundleWorkflowsFromSource,
  connectClient,
  freePort,
  installRuntime,
  startWorkers,
  type RunningWorkers,
} from '#libs/temporal';
import { ApiModule, configureApi } from '../apps/api/src/index.js';
import { startStack, type Stack } from '../apps/standalone/src/stack.js';
import { WorkerModule } from '../apps/worker/src/index.js';
import { OneMailAtATime } from './one-mail-at-a-time.js';

/** Queue of what the product is measured against; as long as the product's own, since its name is in every history. */
export const benchQueue = 'bench';

/** Password of the benchmark's own, throw-away accounts. */
export const benchPassword = 'parcours benchmark only';

/** The embedded parts, in a folder and on ports of their own. */
export interface Laboratory {
  readonly environment: Environment;
  readonly stack: Stack;
  /** Stops everything and removes the folder. */
  close(): Promise<void>;
}

/** Starts PostgreSQL, Temporal and the mail inbox for one benchmark; nothing of an existing installation is touched. */
export async function startLaboratory(options: { readonly virtualTime: boolean }): Promise<Laboratory> {
  installRuntime({ logger: new DefaultLogger('ERROR') });
  const folder = mkdtempSync(join(tmpdir(), 'parcours-bench-'));
  const names = ['PORT', 'MAIL_INBOX_PORT', 'SMTP_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'];
  const ports: Record<string, string> = {};
  for (const name of names) ports[name] = String(await freePort());
  const cli = process.env['TEMPORAL_CLI'];
  const environment = loadEnvironment({
    ...ports,
    PARCOURS_DATA: folder,
    PARCOURS_ADMIN_EMAIL: 'admin@example.org',
    PARCOURS_ADMIN_PASSWORD: benchPassword,
    LOG_LEVEL: 'error',
    ...(cli === undefined ? {} : { TEMPORAL_CLI: cli }),
  });
  const starting = startStack(environment, {
    virtualTime: options.virtualTime,
    log: () => undefined,
    onFatal: (message) => {
      throw new Error(message);
    },
  });
  let closing: Promise<void> | undefined;
  const close = () =>
    (closing ??= starting
      .then((stack) => stack.stop())
      .finally(() => rmSync(folder, { recursive: true, force: true })));
  // Whoever interrupts a benchmark must not find its servers running on.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void close().finally(() => process.exit(128 + constants.signals[signal]));
    });
  return { environment, stack: await starting, close };
}

/** Services by class, as a Nest application gives them. */
export type Services = <T>(service: abstract new (...args: never[]) => T) => T;

/** The product in one process, with the hand-written and the bare workflow beside it on `benchQueue`. */
export interface Installation {
  readonly app: NestExpressApplication;
  readonly services: Services;
  readonly client: Client;
  readonly options: CasesOptions;
  readonly database: Database;
  close(): Promise<void>;
}

/** Where mail goes and how fast; the installation's own settings unless told. */
export interface MailOptions {
  readonly mailsPerSecond?: number;
  readonly smtpUrl?: string;
}

/** Composes API and workers as `npm start` does, with the sample programme loaded; listens only when told to. */
export async function startInstallation(
  { environment, stack }: Laboratory,
  clock: CaseClock,
  listens: boolean,
  { mailsPerSecond = environment.MAILS_PER_SECOND, smtpUrl = stack.smtpUrl }: MailOptions = {},
): Promise<Installation> {
  const migrating = openDatabase(stack.databaseUrl, { max: 1 });
  await migrate(migrating).finally(() => migrating.close());
  const temporal = await connectClient(stack.temporal);
  const parts: InstallationParts = {
    environment: Object.assign(environment, { MAILS_PER_SECOND: mailsPerSecond }),
    databaseUrl: stack.databaseUrl,
    temporal: stack.temporal,
    smtpUrl,
    replyAddress: null,
    replyPort: null,
    temporalUiUrl: null,
    clock,
    secret: 'a secret of the benchmark only, long enough',
    taskQueue: defaultTaskQueue,
  };
  const imports = [
    InstallationModule.forRoot(parts, temporal),
    ApiModule,
    WorkerModule.forRoot({ onFatal: fail }),
  ];
  const app = await NestFactory.create<NestExpressApplication>(
    { module: Root, imports },
    {
      logger: ['error'],
      bodyParser: false,
      abortOnError: false,
    },
  );
  const services: Services = (service) => app.get(service, { strict: false });
  await services(BootChecks).verify();
  await services(ImportProgramme).ifNone(join(projectRoot(), 'programmes/ccp-maroc'));
  if (listens) {
    configureApi(app);
    await app.listen(environment.PORT, environment.BIND);
  } else await app.init();
  const workers = await startBenchWorkers(stack, services, mailsPerSecond);
  return {
    ...{ app, services, client: temporal.client },
    options: app.get<CasesOptions>(CASES_OPTIONS, { strict: false }),
    database: app.get<Database>(DATABASE, { strict: false }),
    close: async () => {
      await workers.drain();
      await app.close();
    },
  };
}

@Module({})
class Root {}

function fail(error: Error): void {
  throw error;
}

/** Runs the hand-written and the bare workflow beside the product's, over the same log and the same mail. */
async function startBenchWorkers(
  stack: Stack,
  services: Services,
  mailsPerSecond: number,
): Promise<RunningWorkers> {
  const mail = new OneMailAtATime(services(MailDelivery));
  return startWorkers({
    target: stack.temporal,
    taskQueue: benchQueue,
    workflowBundle: await bundleWorkflowsFromSource(join(projectRoot(), 'bench/workflows.ts')),
    activities: bindActivities(services(CaseRecorder), ['load', 'record', 'survey']),
    mailActivities: bindActivities(mail, ['sendMail']),
    mailsPerSecond,
    onFatal: fail,
  });
}
