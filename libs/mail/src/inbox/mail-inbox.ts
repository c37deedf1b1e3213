import { createServer, type Server } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { inboxWeb } from './inbox-web.js';
import { MessageStore } from './message-store.js';

export interface MailInboxOptions {
  /** Where messages are kept, one file each. */
  readonly folder: string;
  /** 0 takes any free port. */
  readonly smtpPort: number;
  readonly webPort: number;
  /** IP address to listen on; loopback unless told. */
  readonly bind?: string;
  /** Addresses to answer with 550, as a server does that does not know them. */
  readonly refuse?: (address: string) => boolean;
}

/** A port of the inbox cannot be taken; the message names the variable that moves it. */
export class InboxPortError extends Error {
  override readonly name = 'InboxPortError';
}

/** Bytes of one message. */
const largest = 25 * 1024 * 1024;

/** A real SMTP server that keeps what it gets in a folder and shows it on a web page. It never passes anything on. */
export class MailInbox {
  private constructor(
    /** `smtp://host:port` to send to. */
    readonly smtpUrl: string,
    /** Address of the page. */
    readonly webUrl: string,
    private readonly smtp: SMTPServer,
    private readonly web: Server,
    private readonly door: { through: string | null },
  ) {}

  /** Throws {@link InboxPortError} when a port is occupied, and whatever the folder's creation throws. */
  static async start(options: MailInboxOptions): Promise<MailInbox> {
    const { bind = '127.0.0.1' } = options;
    const store = new MessageStore(options.folder);
    const smtp = smtpServer(store, options.refuse ?? (() => false));
    // Unheard, what goes wrong with one connection would end the process.
    smtp.on('error', ignore);
    const door: { through: string | null } = { through: null };
    const web = createServer(inboxWeb(store, isLoopback(bind), door));
    const smtpPort = await listen(smtp.server, options.smtpPort, bind, 'SMTP_PORT');
    try {
      const webPort = await listen(web, options.webPort, bind, 'MAIL_INBOX_PORT');
      const host = bind.includes(':') ? `[${bind}]` : bind === '0.0.0.0' ? '127.0.0.1' : bind;
      return new MailInbox(`smtp://${host}:${smtpPort}`, `http://${host}:${webPort}`, smtp, web, door);
    } catch (error) {
      await new Promise<void>((done) => smtp.close(() => done()));
      throw error;
    }
  }

  /** Lets its page answer messages; what is written there goes to that SMTP server and nowhere else. */
  answerThrough(smtpUrl: string): void {
    this.door.through = smtpUrl;
  }

  /** Messages stay in the folder. May be called twice. */
  async stop(): Promise<void> {
    this.web.closeAllConnections();
    await Promise.all([
      new Promise<void>((done) => this.web.close(() => done())),
      new Promise<void>((done) => this.smtp.close(() => done())),
    ]);
  }
}

function smtpServer(store: MessageStore, refuse: (address: string) => boolean): SMTPServer {
  return new SMTPServer({
    banner: 'Parcours inbox, relays nothing',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largest,
    logger: false,
    closeTimeout: 1_000,
    onRcptTo: ({ address }, _session, done) =>
      refuse(address) ? done(reply(550, `5.1.1 <${address}>: no such mailbox here`)) : done(),
    onData: (stream, _session, done) => {
      take(stream, store).then(
        (id) => done(null, `taken as ${id}`),
        (error: unknown) => done(error instanceof Error ? error : reply(451, '4.3.0 could not be stored')),
      );
    },
  });
}

async function take(stream: SMTPServerDataStream, store: MessageStore): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) if (!stream.sizeExceeded) chunks.push(chunk);
  if (stream.sizeExceeded) throw reply(552, '5.3.4 message too large');
  try {
    return store.add(Buffer.concat(chunks));
  } catch (error) {
    throw reply(451, `4.3.0 could not be stored: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`);
  }
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

async function listen(server: NetServer, port: number, bind: string, variable: string): Promise<number> {
  await new Promise<void>((done, failed) => {
    const fail = (error: NodeJS.ErrnoException): void =>
      failed(
        new InboxPortError(
          error.code === 'EADDRINUSE'
            ? `${variable}: port ${port} is occupied, so the local mail inbox cannot start. Stop what uses it or set ${variable} to a free port.`
            : `${variable}: the local mail inbox cannot listen on ${bind}:${port} (${error.code ?? error.message}).`,
          { cause: error },
        ),
      );
    server.once('error', fail);
    server.listen(port, bind, () => {
      server.off('error', fail);
      done();
    });
  });
  return (server.address() as AddressInfo).port;
}

function isLoopback(bind: string): boolean {
  return bind === '::1' || bind.startsWith('127.');
}

function ignore(): void {
  return;
}
