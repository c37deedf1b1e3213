import { describe, expect, it } from '@jest/globals';
import { isForged } from './forged.js';
import { readReply } from './read-reply.js';

const trusted = 'mx.parcours.example.org';
/** A message as it arrives, with what servers wrote on top of it, newest first. */
const arrived = (...results: readonly string[]) =>
  readReply(
    Buffer.from(
      [
        ...results.map((result) => `Authentication-Results: ${result}`),
        'From: Samira Exemple <samira@example.org>',
        'Message-ID: <one@example.org>',
        '',
        'Voici.',
      ].join('\r\n'),
    ),
  );

describe('a sender', () => {
  it.each([
    `${trusted}; dmarc=fail header.from=example.org`,
    `${trusted}; spf=pass smtp.mailfrom=x@evil.example;\r\n dmarc=fail (p=reject)`,
    'MX.Parcours.Example.org; DMARC = PermError',
  ])('is forged where the trusted server says so: %s', async (result) => {
    expect(isForged(await arrived(result), trusted)).toBe(true);
  });

  it.each([
    `${trusted}; dmarc=pass`,
    `${trusted}; spf=fail; dmarc=none`,
    `${trusted}; dmarc=temperror`,
    // Somebody else's word, or one that only looks like the trusted server's.
    'mx.elsewhere.example; dmarc=fail',
    `${trusted}.evil.example; dmarc=fail`,
  ])('is not: %s', async (result) => {
    expect(isForged(await arrived(result), trusted)).toBe(false);
  });

  it('is what the newest word of the trusted server says: below it, anybody may have written', async () => {
    const [pass, fail] = [`${trusted}; dmarc=pass`, `${trusted}; dmarc=fail`];
    expect(isForged(await arrived(pass, fail), trusted)).toBe(false);
    expect(isForged(await arrived(fail, pass), trusted)).toBe(true);
    expect(isForged(await arrived('mx.other.example; dmarc=pass', fail), trusted)).toBe(true);
  });

  it('is believed where nobody says anything, or no server is trusted', async () => {
    expect(isForged(await arrived(), trusted)).toBe(false);
    expect(isForged(await arrived(`${trusted}; dmarc=fail`), null)).toBe(false);
  });
});
