import { Logger } from '@nestjs/common';
import type { CaseClock } from '#libs/config';
import { HeldMails, Mails, People, type Database } from '#libs/persistence';
import { parseBounce } from './parse-bounce.js';

/** What became of a message that came back to us. */
export interface BounceAnswer {
  /** It says of at least one mail of ours that it will not arrive. */
  readonly recognised: boolean;
  /** Cases with a mail that turned out to reach nobody. */
  readonly references: readonly string[];
}

/** Takes delivery status notifications, from wherever they come. */
export class Bounces {
  private readonly log = new Logger('Mail');
  private readonly mails: Mails;
  private readonly held: HeldMails;
  private readonly people: People;

  constructor(
    database: Database,
    private readonly clock: CaseClock,
  ) {
    this.mails = new Mails(database);
    this.held = new HeldMails(database);
    this.people = new People(database);
  }

  /**
   * A mail of ours that came back for good is marked, and so is its person's address, to which nothing is sent until it is
   * corrected or somebody says that it works. Anything else changes nothing; the same message twice changes nothing more.
   */
  async take(raw: Buffer): Promise<BounceAnswer> {
    const bounce = await parseBounce(raw);
    const references = new Set<string>();
    let recognised = false;
    for (const mail of bounce ? await this.mails.byMessageIds(bounce.messageIds) : []) {
      const address = mail.address?.toLowerCase() ?? '';
      const failure = bounce?.failures.find(({ addresses }) => addresses.includes(address));
      if (!failure || mail.address === null || mail.person === null) continue;
      recognised = true;
      const now = this.clock.now();
      if (!(await this.mails.markBounced(mail.id, failure.reason, now))) continue;
      await this.people.markAddress(mail.person, mail.address, failure.reason, now);
      if (mail.seq > 0) references.add(mail.reference);
      for (const told of await this.held.failTold(mail.id, 'bounced', failure.reason, now))
        references.add(told);
      this.log.warn(`Mail ${mail.id} came back.`);
    }
    return { recognised, references: [...references] };
  }
}
