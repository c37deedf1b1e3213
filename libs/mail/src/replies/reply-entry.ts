import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { ReplyAddress } from './reply-address.js';

/** Bytes of one message. */
export const largestReply = 25 * 1024 * 1024;

/** Takes a message; `returnPath` is the envelope's sender. What it throws asks the other server to come again. */
export type TakeMessage = (raw: Buffer, returnPath: string) => Promise<unknown>;

/** The SMTP server that a mail server hands answers on to. It knows our own addresses only, and relays nothing. */
export class ReplyEntry {
  private constructor(
    /** `smtp://host:port` to send to. */
    readonly url: string,
    private readonly server: SMTPServer,
  ) {}

  /** `port` 0 takes any free one. Throws with the variable's name where it cannot listen. */
  static async start(
    options: { readonly port: number; readonly bind: string; readonly address: ReplyAddress },
    take: TakeMessage,
  ): Promise<ReplyEntry> {
    const { port, bind, address } = options;
    const server = new SMTPServer({
      banner: 'Parcours, answers to its own mail only',
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      size: largestReply,
      logger: false,
      closeTimeout: 1_000,
      onRcptTo: ({ address: to }, _session, done) =>
        address.isOurs(to) ? done() : done(answer(550, '5.1.1 no such mailbox here')),
      onData: (stream, session, done) => {
        receive(stream, session, take).then(
          () => done(null, 'taken'),
          (error: unknown) =>
            done(isAnswer(error) ? error : answer(451, '4.3.0 cannot be taken now, please come again')),
        );
      },
    });
    // Unheard, what goes wrong with one connection would end the process.
    server.on('error', () => undefined);
    await new Promise<void>((done, failed) => {
      server.server.once('error', (error: NodeJS.ErrnoException) =>
        failed(
          new Error(
            `REPLY_SMTP_PORT: answers to mail cannot be taken on ${bind}:${port} (${error.code ?? error.message}).`,
            { cause: error },
          ),
        ),
      );
      server.listen(port, bind, done);
    });
    const host = bind.includes(':') ? `[${bind}]` : bind === '0.0.0.0' ? '127.0.0.1' : bind;
    return new ReplyEntry(`smtp://${host}:${(server.server.address() as AddressInfo).port}`, server);
  }

  /** May be called twice. */
  async stop(): Promise<void> {
    await new Promise<void>((done) => this.server.close(() => done()));
  }
}

async function receive(
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
  take: TakeMessage,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) if (!stream.sizeExceeded) chunks.push(chunk);
  if (stream.sizeExceeded) throw answer(552, '5.3.4 message larger than 25 MB');
  const recipients = envelope.rcptTo.map(({ address }) => `X-Original-To: ${address}\r\n`);
  const raw = Buffer.concat([Buffer.from(recipients.join('')), ...chunks]);
  await take(raw, envelope.mailFrom === false ? '' : envelope.mailFrom.address);
}

function answer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function isAnswer(error: unknown): error is Error {
  return error instanceof Error && 'responseCode' in error;
}
