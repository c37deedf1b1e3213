import { Injectable } from '@nestjs/common';
import { DomainError, type ItemRow } from '#libs/domain';
import {
  CaseViews,
  People,
  type AskedMail,
  type CaseListRow,
  type SentMessage,
  type SentReport,
} from '#libs/persistence';
import type { Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { checkedGroup, inTurns } from '../usecases/group.js';
import { Sending } from './sending.js';

interface Planned {
  readonly report: SentReport;
  readonly mails: readonly AskedMail[];
}

/**
 * A reminder by hand of all that is open on a case, to whoever owes it: at most one a day for each item and person, never of what
 * stands still, was promised for later or is answered, and within the hours and the weekly cap of any reminder (I5).
 */
@Injectable()
export class NudgeCompanies {
  constructor(
    private readonly access: CaseAccess,
    private readonly views: CaseViews,
    private readonly people: People,
    private readonly sending: Sending,
  ) {}

  /** Throws `group.size` or `group.twice`. */
  async execute(actor: Actor, references: readonly string[], key: string): Promise<SentMessage> {
    const sent = checkedGroup(references);
    return this.sending.send(actor, { key, route: 'nudges', sent }, async (now) => {
      const planned = await inTurns(sent, (reference) => this.plan(actor, reference, now));
      return {
        ...{ kind: 'nudge', subject: {}, text: {}, functions: [] },
        reports: planned.map(({ report }) => report),
        mails: () => planned.flatMap(({ mails }) => mails),
      };
    });
  }

  private async plan(actor: Actor, reference: string, now: number): Promise<Planned> {
    try {
      const row = await this.access.caseToActOn(actor, 'write-to-company', reference);
      return { report: { reference, status: 'done' }, mails: await this.mailsFor(actor, row, now) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { report: { reference, status: 'refused', code: error.code }, mails: [] };
    }
  }

  /** Throws why nobody is to be reminded. */
  private async mailsFor(actor: Actor, row: CaseListRow, now: number): Promise<readonly AskedMail[]> {
    const { reference, seq } = row;
    if (row.status === 'closed') throw new DomainError('conflict', 'case.closed', reference);
    const open = (await this.views.itemsOf(reference)).filter(({ status }) => status === 'open');
    const running = open.filter(({ stoppedAt }) => stoppedAt === null);
    const owed = running.filter(({ silentUntil }) => silentUntil === null || silentUntil <= now);
    if (open.length === 0) throw new DomainError('conflict', 'nudge.nothing', reference);
    if (running.length === 0) throw new DomainError('conflict', 'nudge.suspended', reference);
    if (owed.length === 0) throw new DomainError('conflict', 'nudge.promised', reference);
    const day = new Date(now).toISOString().slice(0, 10);
    const mails = (await Promise.all(owed.map((item) => this.owing(actor, row, item, now)))).flatMap(
      (persons, index) => {
        const item = owed[index] as ItemRow;
        return persons.map((person) => ({
          id: `${item.id}:nudge:${day}:${item.revision}:${person}`,
          ...{
            reference,
            seq,
            notice: 'nudge' as const,
            item: item.id,
            revision: item.revision,
            person,
            at: now,
          },
        }));
      },
    );
    if (mails.length === 0) throw new DomainError('conflict', 'nudge.nobody', reference);
    const fresh = await this.sending.notSentYet(mails);
    if (fresh.length === 0) throw new DomainError('conflict', 'nudge.today', reference);
    return fresh;
  }

  /** Nobody reminds oneself, and nobody is asked for a voice that was given. */
  private async owing(
    actor: Actor,
    row: CaseListRow,
    item: ItemRow,
    now: number,
  ): Promise<readonly string[]> {
    const { programme, organisation, country, coordinator } = row;
    const found = await this.people.resolveParty({
      ...{ programme, organisation, country, coordinator, at: now, parties: item.parties },
      excluded: { persons: item.excludedPersons, organisations: item.excludedOrganisations },
    });
    const spoken = new Set(item.voices.map(({ seat }) => seat));
    return found.map(({ id }) => id).filter((id) => id !== actor.viewer.person && !spoken.has(id));
  }
}
