import { createHash } from 'node:crypto';
import { createTransport, type NodemailerError, type SendMailOptions, type Transporter } from 'nodemailer';
import type { CalendarPart } from './calendar/calendar-part.js';
import type { MailAddress } from './mail-address.js';

/** A mail ready for SMTP: what its row stores, and the headers that put it into its thread. */
export interface OutgoingMail {
  readonly to: MailAddress;
  readonly replyTo: MailAddress | null;
  /** In angle brackets. */
  readonly messageId: string;
  /** Message-IDs of earlier mails of the thread, root first. */
  readonly references: readonly string[];
  /** Case time, epoch ms. */
  readonly date: number;
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Message-ID of somebody's own message that this answers by itself, in place of a thread of ours. */
  readonly answers?: string;
  /** Dates for the recipient's calendar. */
  readonly calendar?: CalendarPart | null;
}

/**
 * `refused`: the address itself was refused, now and for ever. `retry`: it may still go out; `lasting` when the server
 * refused this very message for good (5xx after DATA), which a few more attempts may confirm.
 */
export type SendResult =
  | { readonly status: 'sent' }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'retry'; readonly reason: string; readonly lasting: boolean };

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  readonly url: string;
  /** `MAIL_FROM`: an address, or `Name <address>`. */
  readonly from: string;
  /** Connections kept open; 3 unless told. */
  readonly connections?: number;
}

/** The SMTP server cannot take mail as configured; the message is one line for a terminal, without the password. */
export class SmtpUnusableError extends Error {
  override readonly name = 'SmtpUnusableError';
}

/** RCPT replies that speak of our sign-in at the server, not of the address. */
const aboutUs = [530, 534, 535, 538];

/** A pool of connections to the SMTP server. Answers instead of throwing: mail never holds a case (I4). */
export class Smtp {
  private readonly transport: Transporter;

  constructor(private readonly options: SmtpOptions) {
    this.transport = createTransport({
      url: options.url,
      pool: true,
      maxConnections: options.connections ?? 3,
      // A connection lost in mid-message is for the row's next claim to repeat, not for the pool.
      maxRequeues: 0,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 60_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /** Host part of the sender's address, for Message-IDs. */
  get host(): string {
    return /@([^\s>]+)/.exec(this.options.from)?.[1]?.toLowerCase() ?? 'localhost';
  }

  /** Address that mail comes from. */
  get sender(): string {
    return (/<([^<>]+)>/.exec(this.options.from)?.[1] ?? this.options.from).trim();
  }

  /** Connects and signs in once. Throws {@link SmtpUnusableError}; cases run on without mail all the same. */
  async verify(): Promise<void> {
    try {
      await this.transport.verify();
    } catch (error) {
      throw new SmtpUnusableError(
        `SMTP_URL: no mail can leave through ${serverOf(this.options.url)}: ${reasonOf(error)}. ` +
          `Mail waits and goes out once the server answers.`,
        { cause: error },
      );
    }
  }

  /** One attempt of at most `withinMs`, waiting for a connection included. Two attempts of one mail give the same bytes. */
  async send(mail: OutgoingMail, withinMs = 120_000): Promise<SendResult> {
    if (!isAddress(mail.to.address)) return { status: 'refused', reason: 'The address is malformed.' };
    try {
      await this.transport.sendMail({
        from: this.options.from,
        to: mail.to,
        ...(mail.replyTo && { replyTo: mail.replyTo }),
        messageId: mail.messageId,
        ...(mail.answers !== undefined && { references: [mail.answers], inReplyTo: mail.answers }),
        ...(mail.references.length > 0 && {
          references: [...mail.references],
          inReplyTo: mail.references.at(-1) ?? '',
        }),
        date: new Date(mail.date),
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        ...calendarFields(mail.calendar ?? null),
        headers: {
          'Content-Language': mail.language,
          // Keeps holiday replies from answering a machine (RFC 3834).
          'Auto-Submitted': mail.answers === undefined ? 'auto-generated' : 'auto-replied',
        },
        baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24),
        signal: AbortSignal.timeout(withinMs),
      });
      return { status: 'sent' };
    } catch (error) {
      return classify(error);
    }
  }

  /** Lets the mail under way finish; later sends are answered with `retry`. May be called twice. */
  close(): void {
    this.transport.close();
  }
}

/**
 * An invitation stands beside text and HTML, where mail programs answer it; a date that is only told is a file, because some of them
 * show nothing of a mail but the calendar part that stands beside its words.
 */
function calendarFields(calendar: CalendarPart | null): Pick<SendMailOptions, 'attachments' | 'icalEvent'> {
  if (!calendar) return {};
  const { method, invites, text } = calendar;
  if (invites) return { icalEvent: { method, content: text, filename: 'invitation.ics' } };
  const contentType = `text/calendar; charset=utf-8; method=${method}`;
  return { attachments: [{ filename: 'date.ics', contentType, content: text }] };
}

function classify(error: unknown): SendResult {
  const reason = reasonOf(error);
  const { command, responseCode: code } = error as NodemailerError;
  const permanent = typeof code === 'number' && code >= 500 && code < 600;
  if (permanent && command === 'RCPT TO' && !aboutUs.includes(code)) return { status: 'refused', reason };
  return { status: 'retry', reason, lasting: permanent && command === 'DATA' };
}

/** The shape SMTP can carry: one @, no spaces or brackets, a host. Whether it exists is for the server to say. */
function isAddress(address: string): boolean {
  return (
    /^[^\s<>()[\],;:\\"@]+@[^\s<>()[\],;:\\"@.]+(\.[^\s<>()[\],;:\\"@.]+)*$/.test(address) &&
    address.length <= 254
  );
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s+/g, ' ').slice(0, 300);
}

function serverOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'the address given';
}
