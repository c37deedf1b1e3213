import { createTransport } from 'nodemailer';
import type { InboxMessage } from './message-store.js';

/** Longest answer the form takes, in bytes. */
export const largestAnswer = 64 * 1024;

/** Answers a message of the inbox as its reader would: from the address it was sent to, to where an answer goes, quoting it. */
export async function answerMessage(mail: InboxMessage, text: string, through: string): Promise<void> {
  const header = (name: string) => mail.headers.find((each) => each.name === name)?.value;
  const transport = createTransport({ url: through, disableFileAccess: true, disableUrlAccess: true });
  try {
    await transport.sendMail({
      from: mail.to[0] ?? '',
      to: header('reply-to') ?? mail.from,
      subject: /^re:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`,
      inReplyTo: mail.messageId,
      references: [header('references') ?? '', mail.messageId].join(' ').trim(),
      text: `${text}\n\n${mail.date ?? ''}, ${mail.from} wrote:\n${mail.text.replace(/^/gm, '> ')}\n`,
    });
  } finally {
    transport.close();
  }
}
