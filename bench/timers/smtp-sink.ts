import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps nothing of a mail but its Message-ID: what really arrived, however often. */
export class SmtpSink {
  /** Times each Message-ID arrived. */
  readonly arrivals = new Map<string, number>();

  private constructor(private readonly server: SMTPServer) {}

  static async start(): Promise<SmtpSink> {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData: (stream, _session, done) => {
        let head = '';
        stream.on('data', (part: Buffer) => {
          if (head.length < 8_192) head += part.toString('latin1');
        });
        stream.on('end', () => {
          const id = /^message-id:\s*(<[^>]+>)/im.exec(head)?.[1] ?? 'without an id';
          sink.arrivals.set(id, (sink.arrivals.get(id) ?? 0) + 1);
          done();
        });
      },
    });
    const sink = new SmtpSink(server);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return sink;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(resolve);
    });
  }
}
