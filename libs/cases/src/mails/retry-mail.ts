import { Inject, Injectable, Logger } from '@nestjs/common';
import type { MailActivities } from '#libs/contracts';
import { DomainError } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import {
  CaseViews,
  Mails,
  People,
  unreachedIncidentId,
  type CaseListRow,
  type Mail,
} from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { CASE_MAILER } from '../tokens.js';
import { caseOfIncident } from '../usecases/own-incident.js';

/** What became of the mails of an incident. `waiting` leave at their hour or when the server answers. */
export interface RetriedMail {
  readonly retried: number;
  readonly sent: number;
  readonly undeliverable: number;
  readonly waiting: number;
}

/** The remedy for undeliverable mail: once the address is corrected, or somebody says that it works, its mails are sent anew. */
@Injectable()
export class RetryMail {
  private readonly logger = new Logger(RetryMail.name);

  constructor(
    private readonly access: CaseAccess,
    private readonly views: CaseViews,
    private readonly mails: Mails,
    private readonly people: People,
    @Inject(CASE_MAILER) private readonly mailer: MailActivities,
  ) {}

  /** Throws `incident.unknown`, and `incident.no-mail` for an incident that no mail waits behind. The incident stays for its owner to resolve. */
  async execute(viewer: Viewer, incident: string): Promise<RetriedMail> {
    const reference = caseOfIncident(incident);
    const file = await this.access.case(viewer, 'resolve-incident', reference);
    const found = (await this.views.incidents({ reference })).find(({ id }) => id === incident);
    if (!found) throw new DomainError('not-found', 'incident.unknown', incident);
    const failed = await (incident === unreachedIncidentId(reference)
      ? this.mails.unreachedOf(reference)
      : this.mails.unreached(reference, found.subject));
    if (failed.length === 0)
      throw new DomainError('conflict', 'incident.no-mail', incident, {
        hint: 'No mail of this incident waits to be sent anew; resolve it, saying how it was settled.',
      });
    const ids = new Set<string>();
    for (const mail of failed) for (const id of await this.renew(mail, file)) ids.add(id);
    for (const seq of new Set(failed.map((mail) => mail.seq))) await this.deliver(reference, seq);
    const after = await Promise.all([...ids].map((id) => this.mails.get(id)));
    const counted = (...states: readonly Mail['state'][]) =>
      after.filter((mail) => mail && states.includes(mail.state)).length;
    return {
      retried: ids.size,
      sent: counted('sent'),
      undeliverable: counted('refused', 'bounced', 'no-recipient'),
      waiting: counted('queued', 'sending', 'held'),
    };
  }

  /** Ids of the mails that are queued in place of one that reached nobody. */
  private async renew(mail: Mail, file: CaseListRow): Promise<readonly string[]> {
    if (mail.person !== null) {
      if (mail.handover === null) await this.people.clearAddress(mail.person);
      await this.mails.requeue(mail.id);
      return [mail.id];
    }
    const item = mail.item === null ? undefined : await this.views.item(mail.item);
    if (!item) return [];
    const { programme, organisation, country, coordinator } = file;
    const persons = await this.people.resolveParty({
      ...{ programme, organisation, country, coordinator, parties: item.parties },
      excluded: { persons: item.excludedPersons, organisations: item.excludedOrganisations },
    });
    const ids: string[] = [];
    for (const { id: person } of persons) {
      const { reference, seq, notice, rung, of, revision, outcome, at } = mail;
      const id = mail.id.replace(/[^:]+$/, person);
      await this.mails.enqueue({
        id,
        reference,
        seq,
        notice,
        item: item.id,
        person,
        at,
        rung,
        of,
        revision,
        outcome,
      });
      ids.push(id);
    }
    if (ids.length > 0) await this.mails.drop(mail.id);
    return ids;
  }

  private async deliver(reference: string, seq: number): Promise<void> {
    try {
      await this.mailer.deliver(reference, seq);
    } catch (error) {
      // The rows stay queued, and the sweep delivers them (I4).
      this.logger.warn(`Mail of ${reference} (${seq}) waits for the sweep: ${String(error)}`);
    }
  }
}
