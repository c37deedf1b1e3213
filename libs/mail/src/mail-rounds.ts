import { Logger } from '@nestjs/common';
import type { CaseClock } from '#libs/config';
import { exclusively, HeldMails, type Database } from '#libs/persistence';
import type { DigestMails } from './digest-mails.js';
import { MailPendingError, type MailDelivery } from './mail-delivery.js';
import type { MondayMails } from './monday-mails.js';

export interface RoundsParts {
  readonly database: Database;
  readonly delivery: MailDelivery;
  readonly digests: DigestMails;
  readonly mondays: MondayMails;
  readonly clock: CaseClock;
}

/** What one round did. */
export interface Round {
  /** Transitions whose held mail had its hour. */
  readonly released: number;
  readonly digests: number;
  readonly mondays: number;
  /** Cases of which a mail reaches nobody, as it turned out. */
  readonly unreached: readonly string[];
}

/** Sends what waits for an hour of case time: held mail, digests, the coordinators' Monday mail. */
export class MailRounds {
  private readonly log = new Logger('Mail');
  private readonly held: HeldMails;

  constructor(private readonly parts: RoundsParts) {
    this.held = new HeldMails(parts.database);
  }

  /** Null when another process is at it. Throws when the database is away: the next round tries again. */
  async run(): Promise<Round | null> {
    return exclusively(this.parts.database, 'mail-rounds', async () => {
      const { digests, mondays, clock } = this.parts;
      const now = clock.now();
      const freed = await this.held.release(now);
      const unreached = new Set<string>();
      for (const { reference, seq } of freed)
        if (await this.reachesNobody(reference, seq)) unreached.add(reference);
      const made = await digests.make(now);
      for (const reference of await digests.send(now)) unreached.add(reference);
      const written = await mondays.make(now);
      await mondays.send();
      return { released: freed.length, digests: made, mondays: written, unreached: [...unreached] };
    });
  }

  private async reachesNobody(reference: string, seq: number): Promise<boolean> {
    try {
      return (await this.parts.delivery.deliver(reference, seq)).undeliverable.length > 0;
    } catch (error) {
      // The server is away: the rows are queued, and the sweep goes on with them (I4).
      if (!(error instanceof MailPendingError)) throw error;
      this.log.warn(error.message);
      return false;
    }
  }
}
