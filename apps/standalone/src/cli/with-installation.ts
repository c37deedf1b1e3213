import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadSecret, SystemClock } from '#libs/config';
import { defaultTaskQueue } from '#libs/contracts';
import { InstallationModule } from '#libs/installation';
import { connectClient } from '#libs/temporal';
import { asOperator } from './operator.js';

/** Runs a command over the use cases of the installation that runs on this environment; without one there is no case to talk to. */
export async function withInstallation<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  return asOperator(async ({ environment, database, temporal }) => {
    if (!temporal)
      throw new Error(
        'This needs the running installation: start it with npm start, or set TEMPORAL_ADDRESS.',
      );
    const parts = {
      environment,
      databaseUrl: database.url,
      temporal,
      smtpUrl: environment.SMTP_URL ?? `smtp://${environment.BIND}:${environment.SMTP_PORT}`,
      replyAddress: null,
      replyPort: null,
      temporalUiUrl: null,
      clock: new SystemClock(),
      secret: environment.PARCOURS_SECRET ?? loadSecret(environment.PARCOURS_DATA),
      taskQueue: defaultTaskQueue,
    };
    const module = InstallationModule.forRoot(parts, await connectClient(temporal));
    const app = await NestFactory.createApplicationContext(module, {
      logger: ['error'],
      abortOnError: false,
    });
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  });
}
