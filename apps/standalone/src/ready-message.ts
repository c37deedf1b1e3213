import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '#libs/config';
import type { FirstAdministrator } from '#libs/identity';
import type { Stack } from './stack.js';

/** What `npm start` prints when everything answers: where to look, and how to sign in the first time. */
export function readyMessage(
  environment: Environment,
  stack: Stack,
  firstAdministrator: FirstAdministrator | null,
): string {
  const lines = [
    '',
    'Parcours is ready.',
    `  Console      ${environment.PUBLIC_URL}/console`,
    `  API          ${environment.PUBLIC_URL}/api/openapi.json`,
    stack.inboxUrl ? `  Mail inbox   ${stack.inboxUrl}` : null,
    stack.temporalUiUrl ? `  Temporal UI  ${stack.temporalUiUrl}` : null,
    signInLine(environment, firstAdministrator),
    '',
  ];
  return lines.filter((line) => line !== null).join('\n');
}

function signInLine(environment: Environment, created: FirstAdministrator | null): string | null {
  if (!created) return null;
  return created.password === undefined
    ? `  Sign in as   ${created.email} with the password of PARCOURS_ADMIN_PASSWORD`
    : `  Sign in as   ${created.email} with ${created.password} (kept in ${firstSignInFile(environment)} until you delete it)`;
}

function firstSignInFile(environment: Environment): string {
  return join(environment.PARCOURS_DATA, 'first-sign-in.txt');
}

/** A generated password scrolls away with the terminal: it is kept beside the data, for its owner only. */
export function keepFirstSignIn(environment: Environment, { email, password }: FirstAdministrator): void {
  if (password !== undefined)
    writeFileSync(firstSignInFile(environment), `${email}\n${password}\n`, { mode: 0o600 });
}
