import { Inject, Injectable, Logger } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import type { MailActivities } from '#libs/contracts';
import { LinkTokens, type Link } from '#libs/identity';
import { CaseViews, Handovers, Mails } from '#libs/persistence';
import { CASE_MAILER } from '../tokens.js';

const hour = 3_600_000;
const day = 24 * hour;

/** Mails a new link for an expired one, only to the address it was mailed to or that is registered for its person by now, at most once an hour. */
@Injectable()
export class FreshLink {
  private readonly logger = new Logger(FreshLink.name);

  constructor(
    private readonly links: LinkTokens,
    private readonly views: CaseViews,
    private readonly mails: Mails,
    private readonly handovers: Handovers,
    @Inject(CASE_MAILER) private readonly mailer: MailActivities,
    private readonly clock: CaseClock,
  ) {}

  /** Resolves also when nothing is mailed (unknown or revoked link): the page says the same in every case. */
  async execute(token: string): Promise<void> {
    const now = this.clock.now();
    const { status, link } = await this.links.verify(token, now);
    if (status === 'expired') await this.mail(link, now);
  }

  /** Whom a step was taken from gets no new way to it. */
  private async isTakenBack(handover: string): Promise<boolean> {
    return handover !== '' && (await this.handovers.get(handover))?.endedAt !== null;
  }

  private async mail(link: Link, now: number): Promise<void> {
    const { reference, item, person, handover } = link;
    const [found, row] = await Promise.all([this.views.findCase(reference), this.views.item(item)]);
    if (!found || !row || (await this.isTakenBack(handover))) return;
    const recipient = handover === '' ? person : handover;
    const id = `${item}:fresh-link:${Math.floor(now / hour)}:${row.revision}:${recipient}`;
    if (await this.mails.get(id)) return;
    // The old token must not come back to life: whoever has it may not be the person.
    await this.links.renew(link.id, now + 60 * day);
    const mail = {
      ...({ id, reference, seq: found.seq, notice: 'fresh-link', item, person, at: now } as const),
      handover: handover === '' ? null : handover,
    };
    if (!(await this.mails.enqueue(mail))) return;
    try {
      await this.mailer.deliver(reference, found.seq);
    } catch (error) {
      // The row stays queued, and the sweep delivers it (I4).
      this.logger.warn(`Fresh link of ${reference} waits for the sweep: ${String(error)}`);
    }
  }
}
