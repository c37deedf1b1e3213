import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { imapFixture, imapPassword, type ImapFixture } from '../../testing/src/imap.js';
import { notification } from './bounces/bounce.fixture.js';
import { Mailbox } from './mailbox.js';
import { parseBounce } from './bounces/parse-bounce.js';

const bounce = notification({ messageId: '<one@parcours.example.org>', recipient: 'gone@example.org' });
const autoReply = Buffer.from(
  'Subject: Out of office\r\nAuto-Submitted: auto-replied\r\n\r\nUntil Monday.\r\n',
);

let imap: ImapFixture;
beforeAll(() => Logger.overrideLogger(false));
afterEach(() => imap.close());

describe('a mailbox of returned mail', () => {
  it('hands over what is unseen, byte for byte, once', async () => {
    imap = await imapFixture([{ raw: autoReply, seen: true }, { raw: bounce }, { raw: autoReply }]);
    const mailbox = new Mailbox(imap.url);
    const read: Buffer[] = [];
    const take = (raw: Buffer) => Promise.resolve(read.push(raw));
    expect(await mailbox.read(take)).toBe(2);
    expect(read.map(String)).toEqual([bounce, autoReply].map(String));
    expect(await parseBounce(read[0] ?? autoReply)).toMatchObject({
      failures: [{ addresses: ['gone@example.org'] }],
    });
    expect(imap.seen()).toEqual([true, true, true]);
    expect(await mailbox.read(take)).toBe(0);
    expect(read).toHaveLength(2);
  });

  it('I4: keeps one that could not be taken for the next round, and goes on with the others', async () => {
    imap = await imapFixture([{ raw: bounce }, { raw: autoReply }]);
    const mailbox = new Mailbox(imap.url);
    const fail = (raw: Buffer) =>
      raw.equals(bounce) ? Promise.reject(new Error('The database is away.')) : Promise.resolve();
    expect(await mailbox.read(fail)).toBe(1);
    expect(imap.seen()).toEqual([false, true]);
    expect(await mailbox.read(() => Promise.resolve())).toBe(1);
    expect(imap.seen()).toEqual([true, true]);
  });

  it('that cannot be read says so without its password', async () => {
    imap = await imapFixture([{ raw: bounce }]);
    const problems = [
      imap.url.replace(encodeURIComponent(imapPassword), 'another'),
      imap.url.replace('INBOX', 'Nothing'),
      imap.url.replace(/:\d+\/INBOX/, ':1/INBOX'),
    ];
    for (const url of problems) {
      const problem = await new Mailbox(url).read(() => Promise.resolve()).catch(String);
      expect(problem).toMatch(/The mailbox at 127\.0\.0\.1:\d+ cannot be read: ./);
      expect(problem).not.toMatch(/p@ss|p%40ss|another/);
    }
    expect(imap.seen()).toEqual([false]);
  });
});
