import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { authenticityCode, isAuthentic, type AttestedContent } from './authenticity.js';

const content: AttestedContent = {
  reference: 'CCP-MA-2026-0007',
  organisation: 'OLV-07',
  definition: 'sme-cleaner-production@2',
  outcome: 'completed',
  enrolledAt: Date.UTC(2026, 9, 1),
  completedAt: Date.UTC(2028, 2, 14),
};

describe('the authenticity code of an attestation', () => {
  it('is the same for the same content, and can be read from paper', () => {
    const code = authenticityCode('secret', content);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    expect(authenticityCode('secret', { ...content })).toBe(code);
    expect(isAuthentic('secret', content, ` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(true);
    expect(isAuthentic('secret', content, code.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(true);
  });

  it('stands for every part of it and for this installation alone', () => {
    const code = authenticityCode('secret', content);
    expect(isAuthentic('other', content, code)).toBe(false);
    const parts = Object.keys(content) as (keyof AttestedContent)[];
    for (const part of parts) {
      const value = content[part];
      const changed = { ...content, [part]: typeof value === 'number' ? value + 1 : `${value}x` };
      expect({ part, taken: isAuthentic('secret', changed, code) }).toEqual({ part, taken: false });
    }
  });

  it('cannot be made up', () => {
    fc.assert(fc.property(fc.string(), (given) => !isAuthentic('secret', content, given)));
  });
});
