import type { AddressInfo } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';

/** A mailbox on a server that speaks IMAP, in this process. */
export interface ImapFixture {
  /** For `BOUNCE_IMAP_URL`. */
  readonly url: string;
  /** Whether each message, in the order given, was marked seen. */
  seen(): readonly boolean[];
  close(): Promise<void>;
}

const user = 'bounces@example.org';
export const imapPassword = 'p@ss/word for tests';

/** A mailbox with these messages, all unseen but those that are `seen`. */
export async function imapFixture(
  messages: readonly { readonly raw: Buffer; readonly seen?: boolean }[],
): Promise<ImapFixture> {
  const stored = messages.map(({ raw, seen }) => ({
    raw: raw.toString('latin1'),
    flags: seen === true ? ['\\Seen'] : [],
  }));
  const imap = hoodiecrow({
    plugins: ['ID', 'SASL-IR', 'AUTH-PLAIN', 'NAMESPACE', 'LITERALPLUS', 'UNSELECT'],
    users: { [user]: { password: imapPassword } },
    storage: { INBOX: { messages: stored } },
  });
  await new Promise<void>((done) => imap.listen(0, '127.0.0.1', done));
  const { port } = imap.server.address() as AddressInfo;
  return {
    url: `imap://${encodeURIComponent(user)}:${encodeURIComponent(imapPassword)}@127.0.0.1:${port}/INBOX`,
    seen: () => stored.map(({ flags }) => flags.includes('\\Seen')),
    close: () => new Promise((done) => imap.close(done)),
  };
}
