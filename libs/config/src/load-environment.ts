import { validateSync } from 'class-validator';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { Environment } from './environment.js';
import { projectRoot } from './project-root.js';
import { variables } from './variable.js';

/** Everything wrong with the environment, in one message: one line for each problem, with its remedy. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  constructor(readonly problems: readonly string[]) {
    super(
      `The environment cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\nEvery variable is described in .env.example.`,
    );
  }
}

/**
 * The only reader of the process's environment. The file `.env` beside package.json fills in what is not set, also for
 * libraries that read the environment themselves. Throws {@link EnvironmentError} with all problems at once.
 */
export function loadEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  if (env === process.env) readEnvFile(env);
  const values: Record<string, string | number> = {};
  for (const { key, kind, fallback } of variables()) {
    // Empty counts as unset: compose files and CI pass `KEY=` for what they do not have.
    const given = env[key]?.trim() || fallback;
    if (given !== undefined)
      values[key] = kind === 'number' && /^\d+$/.test(String(given)) ? Number(given) : given;
  }
  values['PUBLIC_URL'] = String(values['PUBLIC_URL'] ?? localAddress(values['PORT'])).replace(/\/+$/, '');
  // A path somebody typed starts where they are; the default stays with the installation.
  values['PARCOURS_DATA'] =
    values['PARCOURS_DATA'] === undefined
      ? join(projectRoot(), '.parcours')
      : resolve(String(values['PARCOURS_DATA']));
  const environment = Object.assign(new Environment(), values);
  const problems = [...fieldProblems(environment), ...jointProblems(environment)];
  if (problems.length > 0) throw new EnvironmentError(problems);
  return environment;
}

/** A bad PORT is one problem, not two. */
function localAddress(port: string | number | undefined): string {
  const address = `http://localhost:${port ?? ''}`;
  return URL.canParse(address) ? address : 'http://localhost';
}

function readEnvFile(env: NodeJS.ProcessEnv): void {
  const file = join(projectRoot(), '.env');
  if (!existsSync(file)) return;
  for (const [key, value] of Object.entries(parseEnv(readFileSync(file, 'utf8')))) env[key] ??= value;
}

function fieldProblems(environment: Environment): string[] {
  // One message a variable: several rules of one decorator say the same.
  return validateSync(environment).flatMap(({ constraints }) =>
    Object.values(constraints ?? {})
      .slice(0, 1)
      .map((message) => `${message}.`),
  );
}

function jointProblems(environment: Environment): string[] {
  const problems: string[] = [];
  const users = new Map<number, string>();
  for (const key of ['PORT', 'MAIL_INBOX_PORT', 'SMTP_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'] as const) {
    const port = environment[key];
    const other = users.get(port);
    if (port !== 0 && other !== undefined)
      problems.push(`${other} and ${key} are both ${port}: give each its own port.`);
    users.set(port, key);
  }
  const { PARCOURS_ADMIN_EMAIL: email, PARCOURS_ADMIN_PASSWORD: password } = environment;
  if ((email === undefined) !== (password === undefined))
    problems.push('PARCOURS_ADMIN_EMAIL and PARCOURS_ADMIN_PASSWORD belong together: set both or neither.');
  const { REPLY_ADDRESS: replies, REPLY_IMAP_URL: mailbox, REPLY_SMTP_PORT: replyPort } = environment;
  if (replies === undefined && mailbox !== undefined)
    problems.push('REPLY_IMAP_URL needs REPLY_ADDRESS, the address whose mailbox it is.');
  if (environment.SMTP_URL !== undefined && replies === undefined && replyPort !== undefined)
    problems.push('REPLY_SMTP_PORT needs REPLY_ADDRESS, the address that answers come to.');
  if (
    environment.SMTP_URL !== undefined &&
    replies !== undefined &&
    mailbox === undefined &&
    replyPort === undefined
  )
    problems.push('REPLY_ADDRESS needs a way in: REPLY_IMAP_URL for its mailbox, or REPLY_SMTP_PORT.');
  return problems;
}
