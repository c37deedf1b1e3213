import { NestFactory } from '@nestjs/core';
import { FindLost, RecoverCase } from '#libs/cases';
import { loadSecret, SystemClock } from '#libs/config';
import { defaultTaskQueue } from '#libs/contracts';
import { InstallationModule } from '#libs/installation';
import { connectClient } from '#libs/temporal';
import { asOperator } from './operator.js';

/** `parcours recover`: starts a case's workflow, or every lost one, again from its log. Harmless while it runs. */
export async function recoverCase(
  reference: string | undefined,
  options: { readonly all: boolean },
): Promise<void> {
  if ((reference === undefined) !== options.all)
    throw new Error('Name one case, or recover all that were found lost with --all.');
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
      const recovery = app.get(RecoverCase);
      if (options.all) await app.get(FindLost).among(0);
      const recovered =
        reference === undefined ? await recovery.restartAll() : [await recovery.restart(reference)];
      if (recovered.length === 0) console.log('No workflow is lost.');
      for (const one of recovered)
        console.log(`${one.reference} ${one.started ? 'runs again' : 'was running all the time'}.`);
    } finally {
      await app.close();
    }
  });
}
