import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messageIdAfter, messageIdOf } from '../thread.js';
import { notification } from './bounce.fixture.js';
import { parseBounce } from './parse-bounce.js';

const messageId = messageIdOf('CCP-MA-2026-0007.bills.1:invitation:-:0:P-001', 'example.org');
const recipient = 'Samira@example.org';

describe('a delivery status notification', () => {
  it('names the mail, the address and the reason', async () => {
    expect(await parseBounce(notification({ messageId, recipient }))).toEqual({
      messageIds: [messageId],
      failures: [
        {
          addresses: ['samira@example.org'],
          reason: '5.1.1 550 5.1.1 <nobody>: Recipient address rejected: User unknown',
        },
      ],
    });
  });

  it('tells the address it was first sent to, and a mail that was sent anew', async () => {
    const again = messageIdAfter(messageIdAfter(messageId));
    const bounce = await parseBounce(
      notification({ messageId: again, recipient: 'moved@example.net', original: '<samira@example.org>' }),
    );
    expect(bounce?.messageIds).toEqual([messageId.replace('@', '.3@')]);
    expect(bounce?.failures[0]?.addresses).toEqual(['moved@example.net', 'samira@example.org']);
  });

  it.each([
    ['a delay', { action: 'delayed', status: '4.4.1' }],
    ['a failure that may pass', { status: '4.2.2' }],
    ['a success', { action: 'delivered', status: '2.0.0' }],
    ['no status', { status: '' }],
  ])('counts for nothing when it reports %s', async (_, more) => {
    expect(await parseBounce(notification({ messageId, recipient, ...more }))).toBeNull();
  });
});

describe('anything else is no bounce', () => {
  it('a holiday reply that quotes the mail', async () => {
    const reply = `From: samira@example.org\r\nSubject: Absence\r\nAuto-Submitted: auto-replied\r\nIn-Reply-To: ${messageId}\r\n\r\nJe suis absente. Status: 5.1.1, Action: failed\r\n`;
    expect(await parseBounce(Buffer.from(reply))).toBeNull();
  });

  it('nor whatever bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        expect(await parseBounce(Buffer.from(bytes))).toBeNull();
      }),
      { numRuns: 50 },
    );
  });
});
