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
    signInLine(firstAdministrator),
    '',
  ];
  return lines.filter((line) => line !== null).join('\n');
}

function signInLine(created: FirstAdministrator | null): string | null {
  if (!created) return null;
  return created.password === undefined
    ? `  Sign in as   ${created.email} with the password of PARCOURS_ADMIN_PASSWORD`
    : `  Sign in as   ${created.email} with ${created.password} (shown this once)`;
}
