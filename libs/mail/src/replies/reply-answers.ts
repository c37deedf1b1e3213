import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { and, eq, gt, sql } from 'drizzle-orm';
import type { CaseClock } from '#libs/config';
import {
  mails,
  Mails,
  MailTextBook,
  People,
  type ClaimedMail,
  type Database,
  type MailKind,
} from '#libs/persistence';
import { DirectFactsReader } from '../direct-facts.js';
import { replyReceived, replyRefused, type TakenReply } from '../letters/reply.js';
import { linkExpiry, linkPlaceholder, type LinkMinter } from '../links.js';
import type { ComposedWords, MailComposer } from '../mail-composer.js';
import { MailFactsReader } from '../mail-facts-reader.js';
import type { Smtp } from '../smtp.js';
import { ownTextsIn } from '../texts/own-texts.js';
import { groundOfCase } from '../texts/text-ground.js';
import { messageIdOf } from '../thread.js';
import type { IncomingReply } from './read-reply.js';

export interface ReplyAnswerParts {
  readonly database: Database;
  readonly smtp: Smtp;
  readonly composer: MailComposer;
  readonly links: LinkMinter;
  readonly clock: CaseClock;
  /** Where links in mails start. */
  readonly publicUrl: string;
}

/** Answers to answers that one address gets in a day: more is a machine that hides it. */
const mostADay = { 'reply-received': 10, 'reply-refused': 1 } as const satisfies Partial<
  Record<MailKind, number>
>;

/** Tells people what became of what they sent by mail: at once or not at all, and never so often that two machines could go on. */
export class ReplyAnswers {
  private readonly log = new Logger('Mail');
  private readonly mails: Mails;
  private readonly people: People;
  private readonly facts: MailFactsReader;
  private readonly texts: MailTextBook;
  private readonly direct: DirectFactsReader;

  constructor(private readonly parts: ReplyAnswerParts) {
    const { database, publicUrl, composer } = parts;
    const choose = (wanted: readonly string[]) => composer.messages.choose(wanted);
    this.mails = new Mails(database);
    this.texts = new MailTextBook(database);
    this.people = new People(database);
    this.facts = new MailFactsReader(database, { publicUrl, choose, answersReach: 'case' });
    this.direct = new DirectFactsReader(database, choose);
  }

  /** It lies on the case of the mail that it answers; what that mail asks for, if it still does, is done on its page. */
  async received(reply: IncomingReply, mail: ClaimedMail, taken: TakenReply): Promise<void> {
    const { composer, publicUrl } = this.parts;
    const now = this.parts.clock.now();
    // Written like a fresh link: whoever may act gets theirs.
    const facts = await this.facts.read({ ...mail, notice: 'fresh-link', at: now });
    if (!facts) return;
    const open = mail.item !== null && (await this.facts.isOpen(mail.item));
    const asked = open ? facts : { ...facts, item: null, link: null };
    const { language } = facts;
    const texts = await this.texts.ofCase(mail.reference);
    const words = await composer.writeAbout(
      groundOfCase(asked),
      (say) => replyReceived({ ...asked, reply: taken }, say),
      ownTextsIn(texts, language),
    );
    const linked = { ...words };
    const placeholder = linkPlaceholder(publicUrl);
    if (mail.item !== null && words.text.includes(placeholder)) {
      const expiry = linkExpiry(facts.item?.due ?? now, now);
      const link = await this.parts.links.linkFor(mail.reference, mail.item, mail.person, expiry);
      linked.text = words.text.replaceAll(placeholder, link);
      linked.html = words.html.replaceAll(placeholder, link);
    }
    const row = { reference: mail.reference, item: mail.item, person: mail.person, language };
    await this.send('reply-received', reply, row, linked);
  }

  /** It could be put nowhere; said in the language of the person whose mail it answers, or whose address it is. Nothing of a case is told: whoever wrote it is not known to belong to one. */
  async refused(reply: IncomingReply, known: string): Promise<void> {
    const person = await this.people.person(known);
    if (!person) return;
    const facts = { ...(await this.direct.ofAccount(person)), name: reply.fromName || reply.from };
    const words = await this.parts.composer.write((say) => replyRefused(facts, say), facts.language);
    const row = { reference: '-', item: null, person: null, language: facts.language };
    await this.send('reply-refused', reply, row, words);
  }

  private async send(
    notice: keyof typeof mostADay,
    reply: IncomingReply,
    about: {
      readonly reference: string;
      readonly item: string | null;
      readonly person: string | null;
      readonly language: string;
    },
    words: ComposedWords,
  ): Promise<void> {
    const { smtp, clock, database } = this.parts;
    const sent = await database.db
      .select({ id: mails.id })
      .from(mails)
      .where(
        and(
          eq(mails.notice, notice),
          eq(mails.address, reply.from),
          gt(mails.queuedAt, sql`now() - interval '1 day'`),
        ),
      )
      .limit(mostADay[notice]);
    if (sent.length >= mostADay[notice]) return;
    const id = [about.reference, notice, randomUUID(), 0, about.person ?? '-'].join(':');
    const at = clock.now();
    const messageId = messageIdOf(id, smtp.host);
    const to = { name: reply.fromName, address: reply.from };
    const { language, ...row } = about;
    // Noted first: what cannot be counted is not sent.
    await this.mails.noteDirect(
      { ...row, id, notice, at, address: reply.from, language, messageId, subject: words.subject },
      null,
    );
    const answered = reply.messageId === '' ? {} : { answers: reply.messageId };
    const result = await smtp.send({
      ...{ to, replyTo: null, messageId, references: [], date: at, language, ...answered },
      ...words,
    });
    if (result.status !== 'sent') this.log.warn(`An answer to ${messageId} did not leave: ${result.status}.`);
  }
}
