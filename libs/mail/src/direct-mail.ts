import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { CaseClock } from '#libs/config';
import { Mails, People, type Database, type MailKind, type Person } from '#libs/persistence';
import { DirectFactsReader, type DirectFacts } from './direct-facts.js';
import type { Letter } from './letter.js';
import { accountInvitation, decisionCode, passwordReset } from './letters/direct.js';
import type { MailComposer } from './mail-composer.js';
import type { Say } from './messages.js';
import type { Smtp } from './smtp.js';
import { messageIdOf } from './thread.js';

/** Whether the mail left. `no-address` and `refused` do not change by trying again; `unavailable` may. */
export type DirectAnswer =
  | { readonly status: 'sent' }
  | { readonly status: 'not-sent'; readonly because: 'no-address' | 'refused' | 'unavailable' };

/** A person at a page waits for it. */
const withinMs = 15_000;

/** Row of a mail about no case. */
const nowhere = '-';

interface Wanted {
  readonly notice: MailKind;
  readonly reference: string;
  readonly item: string | null;
  readonly facts: DirectFacts;
  readonly letter: (say: Say) => Letter;
}

/**
 * Mails that carry a secret: sent at once or not at all, because nothing that could be read later may hold their words. The row
 * keeps subject, state and address only, and no sweep sends them again: whoever waits asks anew.
 */
export class DirectMail {
  private readonly log = new Logger('Mail');
  private readonly mails: Mails;
  private readonly people: People;
  private readonly facts: DirectFactsReader;

  constructor(
    database: Database,
    private readonly smtp: Smtp,
    private readonly composer: MailComposer,
    private readonly clock: CaseClock,
  ) {
    this.mails = new Mails(database);
    this.people = new People(database);
    this.facts = new DirectFactsReader(database, (wanted) => composer.messages.choose(wanted));
  }

  /** The link that lets the person choose a first password; it works for so many hours. */
  async invitation(person: string, url: string, hours = 168): Promise<DirectAnswer> {
    return this.send(person, async (found) => {
      const facts = await this.facts.ofAccount(found);
      const letter = (say: Say) => accountInvitation(facts, say, url, hours);
      return { notice: 'account-invitation', reference: nowhere, item: null, facts, letter };
    });
  }

  /** The link that lets the person choose a new password; it works for so many hours. */
  async reset(person: string, url: string, hours = 1): Promise<DirectAnswer> {
    return this.send(person, async (found) => {
      const facts = await this.facts.ofAccount(found);
      const letter = (say: Say) => passwordReset(facts, say, url, hours);
      return { notice: 'password-reset', reference: nowhere, item: null, facts, letter };
    });
  }

  /** The code that proves who holds an approval's link. */
  async code(
    person: string,
    code: string,
    context: { readonly item: string; readonly minutes: number },
  ): Promise<DirectAnswer> {
    const { item, minutes } = context;
    return this.send(person, async (found) => {
      const { decision, ...facts } = await this.facts.ofDecision(found, item);
      const letter = (say: Say) => decisionCode(facts, say, code, { ...decision, minutes });
      return { notice: 'code', reference: decision.reference, item, facts, letter };
    });
  }

  private async send(person: string, want: (person: Person) => Promise<Wanted>): Promise<DirectAnswer> {
    const found = await this.people.person(person);
    if (!found?.email) return { status: 'not-sent', because: 'no-address' };
    if (found.bouncedAt !== null) return { status: 'not-sent', because: 'refused' };
    const { notice, reference, item, facts, letter } = await want(found);
    const id = [item ?? reference, notice, randomUUID(), 0, person].join(':');
    const messageId = messageIdOf(id, this.smtp.host);
    const { language, coordinator } = facts;
    const words = await this.composer.write(letter, language);
    const at = this.clock.now();
    const result = await this.smtp.send(
      {
        to: { name: found.name, address: found.email },
        replyTo: coordinator?.email ? { name: coordinator.name, address: coordinator.email } : null,
        messageId,
        references: [],
        date: at,
        language,
        ...words,
      },
      withinMs,
    );
    if (result.status === 'refused') await this.people.markAddress(person, found.email, result.reason, at);
    const { subject } = words;
    const row = {
      id,
      reference,
      item,
      notice,
      person,
      at,
      address: found.email,
      language,
      messageId,
      subject,
    };
    try {
      await this.mails.noteDirect(row, result.status === 'sent' ? null : result.reason);
    } catch (error) {
      // It has left, or it has not: that answer is right without its row, too.
      this.log.error(`A mail of kind ${notice} could not be noted: ${String(error).slice(0, 200)}`);
    }
    if (result.status === 'sent') return { status: 'sent' };
    return { status: 'not-sent', because: result.status === 'refused' ? 'refused' : 'unavailable' };
  }
}
