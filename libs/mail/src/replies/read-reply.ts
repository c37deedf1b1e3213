import { simpleParser, type AddressObject, type Attachment, type ParsedMail } from 'mailparser';
import { isAutomatic } from './automatic.js';
import { visibleText } from './visible-text.js';

/** A file that came with an answer. */
export interface ReplyFile {
  readonly name: string;
  readonly content: Buffer;
}

/** A message that somebody, or something, sent to us. */
export interface IncomingReply {
  /** In angle brackets; empty where it has none. */
  readonly messageId: string;
  /** In lower case; empty where nobody is named. */
  readonly from: string;
  readonly fromName: string;
  /** Every address it was sent to, in lower case. */
  readonly to: readonly string[];
  /** Message-IDs it answers, the nearest first. */
  readonly answers: readonly string[];
  /** No person wrote it: it must never be answered. */
  readonly automatic: boolean;
  /** What was written, without what it quotes. */
  readonly text: string;
  /** All of it. */
  readonly whole: string;
  readonly files: readonly ReplyFile[];
  /** What servers on the way said of the sender, newest first (RFC 8601). */
  readonly authentication: readonly string[];
}

/** Pictures of a signature: inside the text, and smaller than a photograph. */
const smallestPicture = 20 * 1024;

/** Reads a message as it came; `returnPath` is the envelope's sender where SMTP told it. */
export async function readReply(raw: Buffer, returnPath?: string): Promise<IncomingReply> {
  const mail = await simpleParser(raw);
  const headers = mail.headerLines.map(({ key, line }) => ({
    name: key,
    value: line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n\s*/g, ' ')
      .trim(),
  }));
  const of = (name: string) => headers.filter((header) => header.name === name).map(({ value }) => value);
  const sender = mail.from?.value[0];
  const whole = wordsOf(mail);
  return {
    messageId: mail.messageId ?? '',
    from: (sender?.address ?? '').toLowerCase(),
    fromName: sender?.name ?? '',
    to: [
      ...addressesIn(mail.to),
      ...addressesIn(mail.cc),
      ...['delivered-to', 'x-original-to', 'envelope-to'].flatMap(of),
    ].map((address) => address.replace(/^<|>$/g, '').toLowerCase()),
    answers: [mail.inReplyTo ?? [], ...[mail.references ?? []].flat().reverse()]
      .flat()
      .flatMap((ids) => ids.match(/<[^<>\s]+>/g) ?? []),
    automatic: isAutomatic(headers, mail.subject ?? '', {
      returnPath,
      isCalendarAnswer: mail.attachments.some(isCalendarAnswer),
    }),
    text: visibleText(whole),
    whole,
    files: mail.attachments.filter(isFile).map(({ filename, content }) => ({
      name: filename ?? 'document',
      content,
    })),
    authentication: of('authentication-results'),
  };
}

function wordsOf({ text, html }: ParsedMail): string {
  const words = text ?? (html ? html.replace(/<[^>]*>/g, ' ') : '');
  return words.replace(/\r\n/g, '\n').trim();
}

function addressesIn(field: AddressObject | AddressObject[] | undefined): readonly string[] {
  return [field ?? []].flat().flatMap(({ value }) => value.flatMap(({ address }) => address ?? []));
}

function isCalendarAnswer({ contentType, content }: Attachment): boolean {
  return contentType === 'text/calendar' && /^METHOD:REPLY\r?$/m.test(content.toString('utf8'));
}

function isFile({ contentType, contentDisposition, related, size }: Attachment): boolean {
  if (['text/calendar', 'application/pgp-signature', 'application/pkcs7-signature'].includes(contentType))
    return false;
  const isInside = related || contentDisposition === 'inline';
  return !(isInside && contentType.startsWith('image/') && size < smallestPicture);
}
