import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import {
  isForged,
  ReplyAnswers,
  readReply,
  REPLY_ADDRESS,
  type IncomingReply,
  type ReplyAddress,
} from '#libs/mail';
import { Mails, People, type ClaimedMail, type Mail } from '#libs/persistence';
import { CASES_OPTIONS, type CasesOptions } from '../tokens.js';
import { AddComment, type AddedComment } from './add-comment.js';
import { longestWords } from '../usecases/reason.js';
import { TakeBounce } from '../mails/take-bounce.js';

/** What became of a message that came to the reply address. */
export type ReplyOutcome =
  /** It lies on its case. */
  | 'added'
  /** It had come before. */
  | 'known'
  /** It says that mail of ours did not arrive. */
  | 'bounce'
  /** A machine wrote it. */
  | 'automatic'
  /** A server we trust says that its sender is forged. */
  | 'forged'
  /** It answers nothing of ours, or is not from whom we wrote to. */
  | 'refused';

/** Bytes of a message kept whole beside what was written; more is a quoted history. */
const mostWhole = 200_000;

/** Puts an answer to a mail on its case as a comment. Nothing of the case moves by it, and the sender is told so. */
@Injectable()
export class TakeReply {
  private readonly logger = new Logger(TakeReply.name);

  constructor(
    private readonly comments: AddComment,
    private readonly bounces: TakeBounce,
    private readonly answers: ReplyAnswers,
    private readonly mails: Mails,
    private readonly people: People,
    @Inject(REPLY_ADDRESS) private readonly address: ReplyAddress | null,
    @Inject(CASES_OPTIONS) private readonly options: Pick<CasesOptions, 'trustedMailHost'>,
  ) {}

  /** Whoever calls has it from our own mail server or mailbox. Throws for infrastructure only: then it may come again. */
  async execute(raw: Buffer, returnPath?: string): Promise<ReplyOutcome> {
    const reply = await readReply(raw, returnPath);
    if ((await this.bounces.execute(raw)).recognised) return 'bounce';
    // Our own mail would begin a conversation with ourselves.
    if (reply.automatic || reply.from === '' || this.address?.isOurs(reply.from)) return 'automatic';
    if (isForged(reply, this.options.trustedMailHost ?? null)) return 'forged';
    const mail = await this.answered(reply);
    if (!mail || !(await this.isSender(reply.from, mail))) return this.refuse(reply, mail);
    return this.add(reply, mail, raw);
  }

  private async add(reply: IncomingReply, mail: ClaimedMail, raw: Buffer): Promise<ReplyOutcome> {
    const { reference, item, person } = mail;
    // Who sends files alone has nothing to say; who answers below the quote has said something somewhere in it.
    const said = reply.text === '' && reply.files.length === 0 ? reply.whole : reply.text;
    const text = said.slice(0, longestWords);
    let added: AddedComment;
    try {
      added = await this.comments.fromMail({
        ...{ reference, person, messageId: reply.messageId || hashOf(raw) },
        ...(item !== null && { item }),
        text,
        whole: reply.whole === text ? null : reply.whole.slice(0, mostWhole),
        files: reply.files,
      });
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      return this.refuse(reply, mail);
    }
    if (!added.isNew) return 'known';
    const refused = added.refused.map(({ name }) => name);
    const files = reply.files.map(({ name }) => name).filter((name) => !refused.includes(name));
    await this.told(() => this.answers.received(reply, mail, { files, refused: added.refused }));
    return 'added';
  }

  /** The mail of a case that it answers: by the sealed address it was sent to, else by what it says it answers. */
  private async answered({ to, answers }: IncomingReply): Promise<ClaimedMail | null> {
    const sealed = to.flatMap((address) => this.address?.messageIdOf(address) ?? []);
    const ids = [...sealed, ...answers];
    const found = await this.mails.byMessageIds(ids);
    const nearest = ids.flatMap((id) => found.filter((mail) => mail.messageId === id)).find(isOfCase);
    return nearest ?? null;
  }

  private async isSender(from: string, { address, person }: ClaimedMail): Promise<boolean> {
    if (address?.toLowerCase() === from) return true;
    return (await this.people.person(person))?.email?.toLowerCase() === from;
  }

  /** Told to whoever has one of our mails in hand, or is somebody we know; nobody else learns that anybody reads here. */
  private async refuse(reply: IncomingReply, mail: ClaimedMail | null): Promise<ReplyOutcome> {
    const person = mail?.person ?? (await this.people.byEmail(reply.from))?.id;
    if (person !== undefined) await this.told(() => this.answers.refused(reply, person));
    return 'refused';
  }

  /** What was taken stays taken, also where its answer cannot leave. */
  private async told(tell: () => Promise<void>): Promise<void> {
    try {
      await tell();
    } catch (error) {
      this.logger.warn(`An answer by mail could not be answered: ${String(error).slice(0, 200)}`);
    }
  }
}

/** In place of a Message-ID that was left out. */
function hashOf(raw: Buffer): string {
  return `sha256:${createHash('sha256').update(raw).digest('hex')}`;
}

function isOfCase(mail: Mail): mail is ClaimedMail {
  return mail.person !== null && mail.handover === null && mail.reference !== '-' && mail.notice !== 'monday';
}
