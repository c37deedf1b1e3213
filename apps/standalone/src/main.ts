import { join } from 'node:path';
import { loadEnvironment, projectRoot } from '#libs/config';
import { startApplication } from './application.js';
import { keepFirstSignIn, readyMessage } from './ready-message.js';
import { startStack, type Stack } from './stack.js';

/** Longest a shutdown may take: the workers' own limits, and a little for the embedded parts. */
const graceMs = 50_000;

const log = (line: string): void => console.log(line);

/** A start that cannot succeed says so in one message; whatever was started is stopped. */
async function main(): Promise<void> {
  let stack: Stack | undefined;
  let close: (() => Promise<void>) | undefined;
  let ending: Promise<void> | undefined;

  const end = (code: number): Promise<void> =>
    (ending ??= (async () => {
      process.exitCode = code;
      // Nothing may keep the process from ending within its grace time, not even a database that is away.
      setTimeout(() => process.exit(code || 1), graceMs).unref();
      await close?.();
      await stack?.stop();
      process.exit(code);
    })().catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    }));
  const fatal = (message: string): void => {
    console.error(message);
    void end(1);
  };

  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(0));
  try {
    const environment = loadEnvironment();
    stack = await startStack(environment, { log, onFatal: fatal });
    if (ending) {
      await stack.stop();
      return;
    }
    const running = await startApplication({
      environment,
      stack,
      sampleProgramme: join(projectRoot(), 'programmes/ccp-maroc'),
      onFatal: (error) => fatal(`The case workers stopped: ${error.message}`),
    });
    close = () => running.close();
    if (running.firstAdministrator) keepFirstSignIn(environment, running.firstAdministrator);
    log(readyMessage(environment, stack, running.firstAdministrator));
  } catch (error) {
    fatal(error instanceof Error ? error.message : String(error));
  }
}

await main();
