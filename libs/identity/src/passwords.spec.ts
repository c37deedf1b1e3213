import { describe, expect, it } from '@jest/globals';
import { hashPassword, verifyPassword } from './passwords.js';

describe('passwords', () => {
  it('are kept as argon2id with a salt of their own', async () => {
    const [one, other] = await Promise.all([
      hashPassword('un olivier au soleil'),
      hashPassword('un olivier au soleil'),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(await verifyPassword(one, 'un olivier au soleil')).toBe(true);
    expect(await verifyPassword(one, 'un olivier au Soleil')).toBe(false);
  });

  it('are the same however the keyboard composes an accent', async () => {
    const stored = await hashPassword('d\u00e9j\u00e0 \u00e9t\u00e9');
    expect(await verifyPassword(stored, 'de\u0301ja\u0300 e\u0301te\u0301')).toBe(true);
  });

  it('are refused when too short or too long, with a code', async () => {
    await expect(hashPassword('short')).rejects.toMatchObject({
      kind: 'invalid',
      code: 'password.too-short',
    });
    await expect(hashPassword('x'.repeat(201))).rejects.toMatchObject({ code: 'password.too-long' });
  });

  it('never match an account that does not exist', async () => {
    expect(await verifyPassword(null, 'a password that no account has')).toBe(false);
  });
});
