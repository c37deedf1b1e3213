import { setTimeout as pause } from 'node:timers/promises';
import { Mailbox, type ReceivedMail } from '../../../apps/standalone/src/demo/mailbox.js';
import { plain } from './words.js';

/** Milliseconds. */
const [lookEvery, longest] = [50, 30_000];

/** Mail as it reaches its readers. */
export class Letters {
  private readonly mailbox: Mailbox;
  private readonly received: ReceivedMail[] = [];

  /** `inbox` is the address of its page. */
  constructor(inbox: string) {
    this.mailbox = new Mailbox(inbox);
  }

  /** The newest to an address whose subject says all of this, and whose text holds what is looked for. It leaves a moment after the act. */
  async find(address: string, about: readonly string[], held: RegExp): Promise<RegExpExecArray> {
    const begun = performance.now();
    while (performance.now() - begun < longest) {
      this.received.push(...(await this.mailbox.fresh()));
      const mine = this.received.filter(({ to }) => to.some((each) => each.startsWith(`${address}@`)));
      const mail = mine.findLast(
        ({ subject, text }) =>
          held.test(text) && about.every((words) => plain(subject).includes(plain(words))),
      );
      const found = mail && held.exec(mail.text);
      if (found) return found;
      await pause(lookEvery);
    }
    const subjects = this.received.map(({ to, subject }) => `${to.join(', ')}: ${subject}`);
    throw new Error(`No mail to ${address} about ${about.join(', ')}. There are:\n${subjects.join('\n')}`);
  }

  /** The personal link in such a mail. */
  async linkTo(address: string, about: readonly string[]): Promise<string> {
    return (await this.find(address, about, link))[0];
  }
}

/** Where a personal link begins and ends. */
const link = /https?:\/\/\S+\/t\/[\w.-]+/;
