import { describe, expect, it } from '@jest/globals';
import { rejectionCodes } from '#libs/domain';
import { kindOfRefusal, refusalFor } from './refusals.js';

describe('a refusal of the core', () => {
  it.each(rejectionCodes)('says what to do about %s', (code) => {
    const { details } = refusalFor(code, '2027-03-01');
    expect(details.hint).toMatch(/^\S.*\.$/);
    expect(refusalFor(code, null).details.hint).not.toContain('null');
  });

  it('has a kind of its own for what is missing, not allowed, overtaken or wrong', () => {
    const kinds = ['task.unknown', 'actor.excluded', 'suspension.already', 'extension.past-end'];
    expect(kinds.map(kindOfRefusal)).toEqual(['not-found', 'forbidden', 'conflict', 'invalid']);
    expect(refusalFor('act.tampered', null)).toMatchObject({ kind: 'conflict', details: {} });
  });
});
