import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '#libs/domain';

/** How long a browser stays known, and so its cookie. */
export const deviceProofDays = 90;

/** People who may share a browser; the oldest proof goes. */
const mostProofs = 5;
const lasts = deviceProofDays * 86_400_000;

/**
 * The value of the cookie that says: in this browser a code mailed to that person was typed in. It names nobody; who it speaks of
 * shows only by deriving it again. Proofs of other people in `cookie` are kept. `now` is case time.
 */
export function withDeviceProof(
  secret: string,
  cookie: string | undefined,
  person: string,
  now: Instant,
): string {
  const others = proofsOf(cookie).filter((proof) => !proves(secret, proof, person));
  return [`${now.toString(36)}.${mac(secret, person, now)}`, ...others].slice(0, mostProofs).join('~');
}

/** Whether the cookie proves that person, and still does. */
export function hasDeviceProof(
  secret: string,
  cookie: string | undefined,
  person: string,
  now: Instant,
): boolean {
  return proofsOf(cookie).some((proof) => {
    const age = now - madeAt(proof);
    return age >= 0 && age < lasts && proves(secret, proof, person);
  });
}

function proofsOf(cookie: string | undefined): readonly string[] {
  return (cookie ?? '')
    .slice(0, 500)
    .split('~')
    .filter((proof) => shape.test(proof));
}

const shape = /^[0-9a-z]{1,10}\.[A-Za-z0-9_-]{43}$/;

function proves(secret: string, proof: string, person: string): boolean {
  const given = Buffer.from(proof.slice(proof.indexOf('.') + 1));
  const expected = Buffer.from(mac(secret, person, madeAt(proof)));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function madeAt(proof: string): Instant {
  return parseInt(proof, 36);
}

function mac(secret: string, person: string, at: Instant): string {
  return createHmac('sha256', secret).update(`device\n${person}\n${at}`).digest('base64url');
}
