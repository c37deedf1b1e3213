import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { BootChecks } from '#libs/cases';
import { InstallationModule, prepareProcess, runProcess, type InstallationParts } from '#libs/installation';
import type { TemporalClient } from '#libs/temporal';
import { WorkerModule } from './worker.module.js';

@Module({})
class WorkerProcessModule {
  static forRoot(parts: InstallationParts, temporal: TemporalClient): DynamicModule {
    const onFatal = (error: Error): void => {
      console.error(`The case workers stopped: ${error.message}`);
      process.exit(1);
    };
    return {
      module: WorkerProcessModule,
      imports: [InstallationModule.forRoot(parts, temporal), WorkerModule.forRoot({ onFatal })],
    };
  }
}

/** The workers on parts of their own: DATABASE_URL, SMTP_URL and TEMPORAL_ADDRESS. */
await runProcess(async () => {
  const { parts, temporal } = await prepareProcess();
  const app = await NestFactory.createApplicationContext(WorkerProcessModule.forRoot(parts, temporal), {
    abortOnError: false,
  });
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  await app.get(BootChecks).verify();
  console.log('The case workers are ready.');
});
