// A process with a worker host whose local activity fails for ever, as while the database is away. Started by
// workers.int.spec.ts on dist/, because a forced shutdown ends only with its process.
// Arguments: address, task queue, workflow bundle. Prints `in flight` when the activity is being retried.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

const { TemporalWorkerModule } = await import(
  new URL('../../../dist/libs/temporal/src/index.js', import.meta.url)
);
const [address, taskQueue, codePath] = process.argv.slice(2);

class App {}
Module({
  imports: [
    TemporalWorkerModule.registerAsync({
      useFactory: () => ({
        target: { address },
        taskQueue,
        workflowBundle: { codePath },
        activities: {
          failing: () => {
            console.log('in flight');
            return Promise.reject(new Error('the database is away'));
          },
        },
        mailActivities: {},
        shutdownGraceMs: 200,
        shutdownForceMs: 1000,
        onFatal: () => process.exit(9),
      }),
    }),
  ],
})(App);

const app = await NestFactory.createApplicationContext(App, { logger: false });
app.enableShutdownHooks(['SIGTERM']);
