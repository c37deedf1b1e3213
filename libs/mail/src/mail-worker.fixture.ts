import type { SettableClock } from '#libs/config';
import type { Database } from '#libs/persistence';
import { DigestMails } from './digest-mails.js';
import type { LinkMinter } from './links.js';
import { MailComposer } from './mail-composer.js';
import { MailDelivery } from './mail-delivery.js';
import { MailRounds } from './mail-rounds.js';
import { MondayMails } from './monday-mails.js';
import { Outbox } from './outbox.js';
import { ProgrammeHours } from './programme-hours.js';
import type { Smtp } from './smtp.js';

export const publicUrl = 'https://parcours.example.org';

const links: LinkMinter = {
  linkFor: (_reference, item, person) => Promise.resolve(`${publicUrl}/t/${person}-${item}-secret`),
};

/** Everything that sends, as one process has it. */
export function mailWorker(database: Database, smtp: Smtp, clock: SettableClock) {
  const outbox = new Outbox(database, smtp, clock, 180_000);
  const hours = new ProgrammeHours(database);
  const parts = { database, outbox, composer: new MailComposer(), links, hours, clock };
  // The slash at its end is in no link.
  const sending = { ...parts, publicUrl: `${publicUrl}/` };
  const delivery = new MailDelivery(sending);
  const [digests, mondays] = [new DigestMails(sending), new MondayMails(sending)];
  return { delivery, rounds: new MailRounds({ ...sending, delivery, digests, mondays }) };
}
