import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { BootChecks } from '#libs/cases';
import { loadEnvironment } from '#libs/config';
import { defaultTaskQueue } from '#libs/contracts';
import { partsFromEnvironment } from '#libs/installation';
import { migrate, openDatabase } from '#libs/persistence';
import { connectClient } from '#libs/temporal';
import { ApiProcessModule } from './api-process.module.js';
import { configureApi } from './configure-api.js';

/** The API on parts of its own: DATABASE_URL, SMTP_URL and TEMPORAL_ADDRESS. */
async function main(): Promise<void> {
  const environment = loadEnvironment();
  const parts = partsFromEnvironment(environment, defaultTaskQueue);
  const database = openDatabase(parts.databaseUrl, { max: 1 });
  await migrate(database).finally(() => database.close());
  const temporal = await connectClient(parts.temporal);
  const app = await NestFactory.create<NestExpressApplication>(ApiProcessModule.forRoot(parts, temporal), {
    bodyParser: false,
    abortOnError: false,
  });
  try {
    await app.get(BootChecks).verify();
    configureApi(app);
    app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
    await app.listen(environment.PORT, environment.BIND);
  } catch (error) {
    await app.close();
    throw error;
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
