import { NestFactory } from '@nestjs/core';
import { RecoverCase } from '#libs/cases';
import { loadSecret, SystemClock } from '#libs/config';
import { defaultTaskQueue } from '#libs/contracts';
import { InstallationModule } from '#libs/installation';
import { connectClient } from '#libs/temporal';
import { asOperator } from './operator.js';

/** `parcours recover`: starts a case's workflow again from its log. Harmless while it runs. */
export async function recoverCase(reference: string): Promise<void> {
  await asOperator(async ({ environment, database, temporal }) => {
    if (!temporal)
      throw new Error(
        'Recovering needs the running installation: start it with npm start, or set TEMPORAL_ADDRESS.',
      );
    const parts = {
      environment,
      databaseUrl: database.url,
      temporal,
      smtpUrl: environment.SMTP_URL ?? `smtp://${environment.BIND}:${environment.SMTP_PORT}`,
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
      const { started } = await app.get(RecoverCase).restart(reference);
      console.log(started ? `${reference} runs again.` : `${reference} was running all the time.`);
    } finally {
      await app.close();
    }
  });
}
