import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { configureApi } from '../../api/src/index.js';
import { configureConsole } from '../../console/src/index.js';
import { ReplyDoor } from '../../worker/src/index.js';
import { BootChecks, ImportProgramme } from '#libs/cases';
import { loadSecret, SystemClock, type CaseClock, type Environment } from '#libs/config';
import { defaultTaskQueue } from '#libs/contracts';
import { Accounts, type FirstAdministrator } from '#libs/identity';
import { migrate, openDatabase } from '#libs/persistence';
import { connectClient } from '#libs/temporal';
import type { InstallationParts } from '#libs/installation';
import { QuietLogger } from './quiet-logger.js';
import { StandaloneModule } from './standalone.module.js';
import type { Stack } from './stack.js';

export interface ApplicationOptions {
  readonly environment: Environment;
  readonly stack: Stack;
  /** Case time; the demo's is virtual. */
  readonly clock?: CaseClock;
  /** Folder of a programme to load into an installation that has none. */
  readonly sampleProgramme: string;
  /** A worker gave up: nothing works any more. */
  readonly onFatal: (error: Error) => void;
}

export interface RunningApplication {
  readonly app: NestExpressApplication;
  /** Present on the start that created the first administrator. */
  readonly firstAdministrator: FirstAdministrator | null;
  /** Refuses new acts, drains the workers, closes mail and database, in this order. */
  close(): Promise<void>;
}

/** Migrates, verifies (I16), loads the sample on first use, and listens. Throws every boot problem in one message. */
export async function startApplication(options: ApplicationOptions): Promise<RunningApplication> {
  const { environment, stack } = options;
  const database = openDatabase(stack.databaseUrl, { max: 1 });
  await migrate(database).finally(() => database.close());
  const temporal = await connectClient(stack.temporal);
  const parts: InstallationParts = {
    environment,
    databaseUrl: stack.databaseUrl,
    temporal: stack.temporal,
    smtpUrl: stack.smtpUrl,
    ...repliesOf(environment, stack),
    temporalUiUrl: stack.temporalUiUrl ?? null,
    clock: options.clock ?? new SystemClock(),
    secret: environment.PARCOURS_SECRET ?? loadSecret(environment.PARCOURS_DATA),
    taskQueue: defaultTaskQueue,
  };
  const app = await NestFactory.create<NestExpressApplication>(
    StandaloneModule.forRoot(parts, temporal, options.onFatal),
    {
      logger: new QuietLogger({ logLevels: logLevels(environment.LOG_LEVEL), prefix: 'Parcours' }),
      bodyParser: false,
      abortOnError: false,
    },
  );
  try {
    await app.get(BootChecks).verify();
    const firstAdministrator = await app.get(Accounts).ensureFirstAdministrator({
      ...(environment.PARCOURS_ADMIN_EMAIL ? { email: environment.PARCOURS_ADMIN_EMAIL } : {}),
      ...(environment.PARCOURS_ADMIN_PASSWORD ? { password: environment.PARCOURS_ADMIN_PASSWORD } : {}),
    });
    await app.get(ImportProgramme).ifNone(options.sampleProgramme);
    configureApi(app);
    configureConsole(app);
    await app.listen(environment.PORT, environment.BIND);
    const door = app.get(ReplyDoor).url;
    if (door !== null) stack.answerThrough?.(door);
    return { app, firstAdministrator, close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** The local inbox delivers to nobody, so an address of its own needs no mail server. */
function repliesOf(
  { REPLY_ADDRESS: address, REPLY_SMTP_PORT: port, MAIL_FROM: from }: Environment,
  { inboxUrl }: Stack,
): Pick<InstallationParts, 'replyAddress' | 'replyPort'> {
  if (inboxUrl === undefined) return { replyAddress: address ?? null, replyPort: port ?? null };
  const host = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
  return { replyAddress: address ?? `reply@${host}`, replyPort: port ?? 0 };
}

const levels = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const;

function logLevels(least: Environment['LOG_LEVEL']): (typeof levels)[number][] {
  return levels.slice(0, levels.indexOf(least) + 1);
}
