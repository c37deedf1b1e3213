import { describe, expect, it } from '@jest/globals';
import { deviceProofDays, hasDeviceProof, withDeviceProof } from './device-proof.js';

const secret = 'a secret for tests only, long enough';
const now = Date.UTC(2027, 2, 12, 8);
const days = 86_400_000;

describe('the proof a browser keeps', () => {
  const cookie = withDeviceProof(secret, undefined, 'P-031', now);

  it('proves its person, for so many days, and names nobody', () => {
    expect(hasDeviceProof(secret, cookie, 'P-031', now)).toBe(true);
    expect(hasDeviceProof(secret, cookie, 'P-031', now + deviceProofDays * days - 1)).toBe(true);
    expect(hasDeviceProof(secret, cookie, 'P-031', now + deviceProofDays * days)).toBe(false);
    expect(hasDeviceProof(secret, cookie, 'P-031', now - 1)).toBe(false);
    expect(cookie).not.toContain('P-031');
  });

  it('proves nobody else, and nothing under another secret or moment', () => {
    expect(hasDeviceProof(secret, cookie, 'P-032', now)).toBe(false);
    expect(hasDeviceProof(`${secret}!`, cookie, 'P-031', now)).toBe(false);
    const later = (now + days).toString(36) + cookie.slice(cookie.indexOf('.'));
    expect(hasDeviceProof(secret, later, 'P-031', now + days)).toBe(false);
    for (const made of [undefined, '', '~', 'x.y', `${'~'.repeat(10_000)}${cookie}`])
      expect(hasDeviceProof(secret, made, 'P-031', now)).toBe(false);
  });

  it('leaves room for others at the same machine, the latest few', () => {
    const people = ['P-1', 'P-2', 'P-3', 'P-4', 'P-5', 'P-6'];
    const shared = people.reduce<string | undefined>(
      (value, person, n) => withDeviceProof(secret, value, person, now + n),
      undefined,
    );
    const proven = people.filter((person) => hasDeviceProof(secret, shared, person, now + 10));
    expect(proven).toEqual(people.slice(1));
    const again = withDeviceProof(secret, shared, 'P-6', now + days);
    expect(again.split('~')).toHaveLength(5);
  });
});
