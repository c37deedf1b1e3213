import { Inject, Injectable } from '@nestjs/common';
import { TakeReply } from '#libs/cases';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { largestReply, Mailbox } from '#libs/mail';
import { DATABASE, exclusively, type Database } from '#libs/persistence';
import { RepeatedWork } from './repeated-work.js';

/** Reads the mailbox of answers every minute of machine time, where the installation has one. */
@Injectable()
export class ReplyTimer extends RepeatedWork {
  private readonly mailbox: Mailbox | null;

  constructor(
    private readonly replies: TakeReply,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(INSTALLATION) { environment }: InstallationParts,
  ) {
    super('Mailbox of answers', 60_000);
    const { REPLY_IMAP_URL: url } = environment;
    this.mailbox = url === undefined ? null : new Mailbox(url, largestReply);
  }

  protected async run(): Promise<string | null> {
    const { mailbox } = this;
    if (!mailbox) return null;
    const taken = await exclusively(this.database, 'reply-mailbox', () =>
      mailbox.read((raw) => this.replies.execute(raw)),
    );
    return taken === null || taken === 0 ? null : `${taken} answers`;
  }
}
