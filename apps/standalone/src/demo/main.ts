import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadEnvironment, projectRoot, SettableClock, type Environment } from '#libs/config';
import { MailRounds } from '#libs/mail';
import { startApplication, type RunningApplication } from '../application.js';
import { readyMessage } from '../ready-message.js';
import { startStack, type Stack } from '../stack.js';
import { liveThrough } from './programme-life.js';

const administrator = { email: 'admin@example.org', password: 'parcours demo programme' };

/** An environment of the demo's own: embedded parts, a folder of its own that each run begins anew. */
function demoEnvironment(): Environment {
  const environment = loadEnvironment();
  for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL'] as const)
    if (environment[name] !== undefined)
      throw new Error(
        `The demo moves time and invents cases: it runs on embedded parts only. Unset ${name}.`,
      );
  return Object.assign(
    Object.create(Object.getPrototypeOf(environment) as object) as Environment,
    environment,
    {
      PARCOURS_DATA: `${environment.PARCOURS_DATA}-demo`,
      PARCOURS_ADMIN_EMAIL: administrator.email,
      PARCOURS_ADMIN_PASSWORD: administrator.password,
      LOG_LEVEL: 'error',
    },
  );
}

/** Its steps are whole days: at ten in the morning nobody's mail waits for a quiet hour to end. Later than the wall clock, which cases begin with. */
function tomorrowMorning(): number {
  const day = 86_400_000;
  return (Math.floor(Date.now() / day) + 1) * day + 9 * 3_600_000;
}

function fatal(message: string): void {
  console.error(message);
  process.exit(1);
}

const {
  values: { days, stay },
  positionals: [seed = 'ccp-maroc'],
} = parseArgs({
  // `--days 200` stops the programme's life half-way; `--stay` keeps everything running then, also without a terminal.
  options: { days: { type: 'string' }, stay: { type: 'boolean', default: process.stdin.isTTY } },
  allowPositionals: true,
});

let stack: Stack | undefined;
let application: RunningApplication | undefined;
try {
  const environment = demoEnvironment();
  const clock = new SettableClock(tomorrowMorning());
  const refused = new Set<string>();
  rmSync(environment.PARCOURS_DATA, { recursive: true, force: true });
  stack = await startStack(environment, {
    virtualTime: true,
    refuseMail: (address) => refused.has(address),
    log: (line) => console.log(line),
    onFatal: fatal,
  });
  application = await startApplication({
    environment,
    stack,
    clock,
    sampleProgramme: join(projectRoot(), 'programmes/ccp-maroc'),
    onFatal: (error) => fatal(error.message),
  });
  console.log(readyMessage(environment, stack, null));
  console.log(`  Sign in as   ${administrator.email} with ${administrator.password}\n`);
  const rounds = application.app.get(MailRounds);
  const mailHour = () => rounds.run();
  const proven = await liveThrough({
    ...{ environment, stack, clock, mailHour, administrator, refused, seed },
    ...(days !== undefined && { days: Number(days) }),
  });
  process.exitCode = proven ? 0 : 1;
  if (stay) {
    console.log('Look around; Ctrl-C ends the demo.');
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await application?.close();
  await stack?.stop();
}
process.exit();
