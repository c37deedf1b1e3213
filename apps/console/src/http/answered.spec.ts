import { describe, expect, it } from '@jest/globals';
import { DomainError, type ErrorKind } from '#libs/domain';
import { answered, refusalOf } from './answered.js';

const failing = (error: Error) => () => Promise.reject(error);

describe('what became of an act', () => {
  it('is what it answered', async () => {
    expect(await answered(() => Promise.resolve(7))).toEqual({ ok: true, value: 7 });
  });

  it.each([
    ['invalid', 422],
    ['conflict', 409],
    ['forbidden', 403],
  ] as const)('is a page that says what to change where it was %s', async (kind, status) => {
    expect(await answered(failing(new DomainError(kind, 'reason.required')))).toEqual({
      ...{ ok: false, status },
      notice: 'refusal.reason.required',
    });
  });

  it('is one that may be sent again where nobody answered', async () => {
    const away = new DomainError('unavailable', 'case.unavailable');
    expect(await answered(failing(away))).toMatchObject({ status: 503, notice: 'notice.unavailable' });
  });

  it('also when what a form lacks is thrown while it is read', async () => {
    const read = (): Promise<void> => {
      throw new DomainError('invalid', 'form.incomplete');
    };
    expect(await answered(read)).toMatchObject({ status: 422 });
  });

  it.each<ErrorKind>(['not-found', 'unauthenticated'])('is none where it was %s', async (kind) => {
    await expect(answered(failing(new DomainError(kind, 'x')))).rejects.toMatchObject({ kind });
  });

  it('is none for a fault of ours, nor for what its page does not expect', () => {
    expect(() => refusalOf(new Error('ours'))).toThrow('ours');
    const forbidden = new DomainError('forbidden', 'action.forbidden');
    expect(() => refusalOf(forbidden, ['invalid', 'conflict'])).toThrow(forbidden);
  });
});
