import 'reflect-metadata';
import { Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { BootChecks } from '#libs/cases';
import { InstallationModule, prepareProcess, runProcess, type InstallationParts } from '#libs/installation';
import type { TemporalClient } from '#libs/temporal';
import { WorkerModule } from './worker.module.js';

@Module({})
class WorkerProcessModule implements OnModuleInit {
  constructor(private readonly checks: BootChecks) {}

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

  /** Before the workers start in `onApplicationBootstrap`: no case is served by an installation that is not right (I16). */
  async onModuleInit(): Promise<void> {
    await this.checks.verify();
  }
}

/** The workers on parts of their own: DATABASE_URL, SMTP_URL and TEMPORAL_ADDRESS. */
await runProcess(async () => {
  const { parts, temporal } = await prepareProcess();
  const app = await NestFactory.createApplicationContext(WorkerProcessModule.forRoot(parts, temporal), {
    abortOnError: false,
  });
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  console.log('The case workers are ready.');
});
