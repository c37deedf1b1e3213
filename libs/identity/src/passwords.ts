import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '#libs/domain';

/** Characters (UTF-16 units); `PARCOURS_ADMIN_PASSWORD` is held to the same. There is no rule about digits or signs. */
const shortestPassword = 8;
const longestPassword = 200;

/** OWASP's argon2id parameters: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash nobody knows the password of, so that an unknown address takes as long to refuse as a wrong password. */
const decoy = hash('a password that no account has', cost);

/** Throws `password.too-short` or `password.too-long`; both say the limit. */
function checkPassword(password: string): void {
  if (password.length < shortestPassword)
    throw new DomainError('invalid', 'password.too-short', null, {
      hint: `Use at least ${shortestPassword} characters; a sentence is easy to remember.`,
    });
  if (password.length > longestPassword)
    throw new DomainError('invalid', 'password.too-long', null, {
      hint: `Use at most ${longestPassword} characters.`,
    });
}

/** Checks the password's length and answers its argon2id hash as a PHC string. */
export async function hashPassword(password: string): Promise<string> {
  checkPassword(password);
  return hash(password.normalize('NFC'), cost);
}

/** Whether the password belongs to the hash; with null it does the same work and answers false. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  if (password.length > longestPassword) return false;
  const matches = await verify(stored ?? (await decoy), password.normalize('NFC'));
  return stored !== null && matches;
}
