import { Logger } from '@nestjs/common';
import { ImapFlow } from 'imapflow';

/** Messages one round takes; what is left waits for the next. */
const mostMessages = 200;
/** Of a larger one only the beginning is read, which is enough of a report. */
const usualLargest = 2 * 1024 * 1024;
const patienceMs = 30_000;

/** A mailbox that a mail server puts messages for us into, instead of piping them. */
export class Mailbox {
  private readonly log = new Logger('Mail');
  private readonly url: URL;

  /** `imaps://user:password@host/INBOX`; `imap:` is used without encryption on this machine only. */
  constructor(
    url: string,
    /** Bytes of a message that are read. */
    private readonly largest = usualLargest,
  ) {
    this.url = new URL(url);
  }

  /**
   * Hands over every unseen message and marks it seen once it was taken; one that could not be taken stays unseen, so that the
   * next round tries it again. Answers how many were taken. Throws, without a secret in its words, when the mailbox cannot be read.
   */
  async read(take: (raw: Buffer) => Promise<unknown>): Promise<number> {
    const client = this.client();
    try {
      await client.connect();
      await client.mailboxOpen(decodeURIComponent(this.url.pathname.slice(1)) || 'INBOX');
      const unseen = (await client.search({ seen: false }, { uid: true })) || [];
      let taken = 0;
      for (const uid of unseen.slice(0, mostMessages)) if (await this.takeOne(client, uid, take)) taken++;
      await client.logout();
      return taken;
    } catch (error) {
      throw new Error(`The mailbox at ${this.url.host} cannot be read: ${reasonOf(error)}`, { cause: error });
    } finally {
      client.close();
    }
  }

  private async takeOne(
    client: ImapFlow,
    uid: number,
    take: (raw: Buffer) => Promise<unknown>,
  ): Promise<boolean> {
    const one = { uid: true };
    const message = await client.fetchOne(String(uid), { source: { maxLength: this.largest } }, one);
    // Somebody else may have removed it meanwhile.
    if (!message || !message.source) return false;
    try {
      await take(message.source);
    } catch (error) {
      this.log.warn(`A message waits for the next round: ${reasonOf(error)}`);
      return false;
    }
    await client.messageFlagsAdd(String(uid), ['\\Seen'], one);
    return true;
  }

  private client(): ImapFlow {
    const { protocol, hostname, port, username, password } = this.url;
    const secure = protocol === 'imaps:';
    const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
    const client = new ImapFlow({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (secure ? 993 : 143) : Number(port),
      secure,
      ...(!secure && !isHere && { doSTARTTLS: true }),
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
      ...{ connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs },
      logger: false,
    });
    // The command under way fails with it.
    client.on('error', () => undefined);
    return client;
  }
}

/** What the server said, where it said anything. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = 'responseText' in error && typeof error.responseText === 'string' ? error.responseText : '';
  return (said || error.message).slice(0, 300);
}
