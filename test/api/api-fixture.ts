import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Module, type DynamicModule } from '@nestjs/common';
import { ApiModule, configureApi } from '../../apps/api/src/index.js';
import { configureConsole, ConsoleModule } from '../../apps/console/src/index.js';
import { ApiProcessModule } from '../../apps/api/src/api-process.module.js';
import { CaseRecorder, ImportProgramme } from '#libs/cases';
import { loadEnvironment, projectRoot, SystemClock, type CaseClock } from '#libs/config';
import { InstallationModule, type InstallationParts } from '#libs/installation';
import { Accounts } from '#libs/identity';
import { MailDelivery, MailInbox } from '#libs/mail';
import { bindActivities, connectClient, type RunningWorkers, type TemporalClient } from '#libs/temporal';
import { testDatabase } from '../../libs/testing/src/database.js';
import { ownReferences } from '../../libs/testing/src/own-references.js';
import { temporalFixture, type TemporalFixture } from '../../libs/testing/src/temporal.js';

/** The API as it runs in a process of its own, on real parts, with workers beside it and the sample programme. */
export interface ApiFixture {
  readonly app: NestExpressApplication;
  /** Address without a trailing slash. */
  readonly url: string;
  readonly temporal: TemporalFixture;
  readonly workers: RunningWorkers;
  /** Where its mails arrive. */
  readonly inbox: MailInbox;
  /** Bearer token of a person of the sample programme, or of `admin`. */
  token(person: string): Promise<string>;
  /** Shuts the application down, as a signal would; once. */
  closeApp(): Promise<void>;
  close(): Promise<void>;
}

/** Of everybody who has signed in. */
export const testPassword = 'a password for tests only';
const admin = 'admin@example.org';

/** The API and the pages in one process, as an installation on one machine has them. */
@Module({})
class ApiAndConsole {
  static forRoot(parts: InstallationParts, temporal: TemporalClient): DynamicModule {
    return {
      module: ApiAndConsole,
      imports: [InstallationModule.forRoot(parts, temporal), ApiModule, ConsoleModule],
    };
  }
}

export async function apiFixture(
  options: {
    readonly temporalAddress?: string;
    readonly withConsole?: boolean;
    /** What hands in bounces shows. */
    readonly bounceSecret?: string;
    /** Case time; the machine's unless told. */
    readonly clock?: CaseClock;
    /** To listen on, so that the links of mails lead here; any port unless told, and links that lead nowhere. */
    readonly port?: number;
  } = {},
): Promise<ApiFixture> {
  const [{ url: databaseUrl, drop, database }, temporal, dataDir] = await Promise.all([
    testDatabase(),
    temporalFixture(),
    mkdtemp(join(tmpdir(), 'parcours-api-')),
  ]);
  await ownReferences(database);
  const inbox = await MailInbox.start({ folder: join(dataDir, 'inbox'), smtpPort: 0, webPort: 0 });
  const { port } = options;
  const publicUrl = port === undefined ? 'http://parcours.test' : `http://127.0.0.1:${port}`;
  const target = { address: options.temporalAddress ?? temporal.address };
  const parts: InstallationParts = {
    environment: loadEnvironment({
      ...{ PARCOURS_DATA: dataDir, PUBLIC_URL: publicUrl },
      ...(options.bounceSecret !== undefined && { BOUNCE_SECRET: options.bounceSecret }),
    }),
    databaseUrl,
    temporal: target,
    smtpUrl: inbox.smtpUrl,
    // Nobody listens: whoever may see the Temporal UI hears that it is away.
    replyAddress: null,
    replyPort: null,
    temporalUiUrl: 'http://127.0.0.1:1',
    clock: options.clock ?? new SystemClock(),
    secret: 'a secret for tests only, long enough',
    taskQueue: temporal.taskQueue,
  };
  const app = await NestFactory.create<NestExpressApplication>(
    (options.withConsole ? ApiAndConsole : ApiProcessModule).forRoot(parts, await connectClient(target)),
    { bodyParser: false, abortOnError: false, logger: ['fatal', 'error'] },
  );
  await app.get(ImportProgramme).ifNone(join(projectRoot(), 'programmes/ccp-maroc'));
  const accounts = app.get(Accounts);
  await accounts.ensureFirstAdministrator({ email: admin, password: testPassword });
  configureApi(app);
  if (options.withConsole) configureConsole(app);
  await app.listen(port ?? 0, '127.0.0.1');
  const workers = await temporal.startWorkers({
    activities: bindActivities(app.get(CaseRecorder), ['load', 'record', 'survey']),
    mailActivities: bindActivities(app.get(MailDelivery), ['deliver']),
  });
  const url = await app.getUrl();
  const tokens = new Map<string, Promise<string>>();
  const signIn = async (person: string): Promise<string> => {
    const email = person === 'admin' ? admin : `${person.toLowerCase()}@example.org`;
    if (person !== 'admin') await accounts.give(person, email, testPassword);
    const response = await fetch(`${url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: testPassword }),
    });
    return ((await response.json()) as { token: string }).token;
  };
  let closing: Promise<void> | undefined;
  const closeApp = () => (closing ??= app.close());
  return {
    ...{ closeApp, app, url, temporal, workers, inbox },
    token: (person) => {
      const known = tokens.get(person) ?? signIn(person);
      tokens.set(person, known);
      return known;
    },
    close: async () => {
      await temporal.close();
      await closeApp();
      await inbox.stop();
      await database.close();
      await drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
