import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { BootChecks } from '#libs/cases';
import { prepareProcess, runProcess } from '#libs/installation';
import { ApiProcessModule } from './api-process.module.js';
import { configureApi } from './configure-api.js';

/** The API on parts of its own: DATABASE_URL, SMTP_URL and TEMPORAL_ADDRESS. */
await runProcess(async () => {
  const { parts, temporal } = await prepareProcess();
  const app = await NestFactory.create<NestExpressApplication>(ApiProcessModule.forRoot(parts, temporal), {
    bodyParser: false,
    abortOnError: false,
  });
  await app.get(BootChecks).verify();
  configureApi(app);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  await app.listen(parts.environment.PORT, parts.environment.BIND);
});
