import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messageIdAfter, messageIdOf } from '../thread.js';
import { ReplyAddress } from './reply-address.js';

const secret = 'a secret for tests only, long enough';
const replies = new ReplyAddress('Reply@Parcours.example.org', secret, 'mail.example.org');

describe('an address for answers', () => {
  it('leads back to its mail, also in upper case and for a mail that was sent anew', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 3 }), (key, again) => {
        let id = messageIdOf(key, 'mail.example.org');
        for (let count = 0; count < again; count++) id = messageIdAfter(id);
        const address = replies.of(id) ?? '';
        expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64);
        expect(replies.messageIdOf(address)).toBe(id);
        expect(replies.messageIdOf(address.toUpperCase())).toBe(id);
      }),
    );
  });

  it('cannot be made by anybody else, nor changed to mean another mail', () => {
    const address = replies.of(messageIdOf('a', 'mail.example.org')) ?? '';
    const other = new ReplyAddress('reply@parcours.example.org', `${secret}!`, 'mail.example.org');
    expect(other.messageIdOf(address)).toBeNull();
    expect(replies.messageIdOf(address.replace('-1-', '-2-'))).toBeNull();
    expect(replies.messageIdOf(address.replace(/@.*/, '@elsewhere.example.org'))).toBeNull();
    expect(replies.messageIdOf('reply@parcours.example.org')).toBeNull();
  });

  it('is ours with any subaddress, at our host only', () => {
    expect(replies.isOurs('REPLY+anything@parcours.example.org')).toBe(true);
    expect(replies.isOurs('replyx@parcours.example.org')).toBe(false);
    expect(replies.isOurs('reply@example.org')).toBe(false);
    expect(replies.of('<somebody@example.org>')).toBeNull();
  });
});
