import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a code stands for: the same for every reader and in every language, whatever figures a copy shows. */
export interface AttestedContent {
  readonly reference: string;
  /** Code of the company. */
  readonly organisation: string;
  /** `key@version`. */
  readonly definition: string;
  readonly outcome: string;
  /** Epoch ms. */
  readonly enrolledAt: number;
  /** Epoch ms. */
  readonly completedAt: number;
}

/** Crockford's: none of its letters is mistaken for a digit or for another one. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `K7QF-M2X9-34TZ-PPQ1`: eighty bits of an HMAC, to be read from paper and typed in. A case that is reopened and ends again has another. */
export function authenticityCode(secret: string, content: AttestedContent): string {
  const { reference, organisation, definition, outcome, enrolledAt, completedAt } = content;
  const said = JSON.stringify([reference, organisation, definition, outcome, enrolledAt, completedAt]);
  const bytes = createHmac('sha256', secret).update(`attestation\n${said}`).digest().subarray(0, 10);
  const number = BigInt(`0x${bytes.toString('hex')}`);
  const letters = Array.from({ length: 16 }, (_, at) => signs[Number((number >> BigInt(75 - 5 * at)) & 31n)]);
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** Whether the code was printed for it; small letters, spaces and the usual slips of a reader are forgiven. */
export function isAuthentic(secret: string, content: AttestedContent, given: string): boolean {
  const expected = Buffer.from(bare(authenticityCode(secret, content)));
  const typed = Buffer.from(bare(given));
  return expected.length === typed.length && timingSafeEqual(expected, typed);
}

function bare(code: string): string {
  return code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}
