import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { BootChecks } from '#libs/cases';
import { InstallationModule, prepareProcess, runProcess, type InstallationParts } from '#libs/installation';
import type { TemporalClient } from '#libs/temporal';
import { configureConsole } from './configure-console.js';
import { ConsoleModule } from './console.module.js';

@Module({})
class ConsoleProcessModule {
  static forRoot(parts: InstallationParts, temporal: TemporalClient): DynamicModule {
    return {
      module: ConsoleProcessModule,
      imports: [InstallationModule.forRoot(parts, temporal), ConsoleModule],
    };
  }
}

/** The console on parts of its own: DATABASE_URL, SMTP_URL and TEMPORAL_ADDRESS. */
await runProcess(async () => {
  const { parts, temporal } = await prepareProcess();
  const app = await NestFactory.create<NestExpressApplication>(
    ConsoleProcessModule.forRoot(parts, temporal),
    {
      bodyParser: false,
      abortOnError: false,
    },
  );
  await app.get(BootChecks).verify();
  configureConsole(app);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  await app.listen(parts.environment.PORT, parts.environment.BIND);
});
