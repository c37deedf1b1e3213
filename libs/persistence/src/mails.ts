import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Instant } from '#libs/domain';
import type { Database } from './database.js';
import { claimMails, waiting, type MailTiming } from './mail-claims.js';
import { mails, type MailState } from './schema/index.js';
import { unreachedSql } from './views/unreached-sql.js';

export type Mail = typeof mails.$inferSelect;
/** A mail without its words: a case of two years has a megabyte of them. */
export type MailEnvelope = Omit<Mail, 'text' | 'html'> & {
  /** Words were kept: none are of a mail that carried a secret. */
  readonly worded: boolean;
};
/** A mail this process may send until its lease ends; it always has a person. */
export type ClaimedMail = Mail & { readonly person: string };

/** What was written to one person, kept so that a repeat has the same bytes. */
export interface MailBody {
  readonly address: string;
  readonly language: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendar?: string | null;
}

/** Columns of a mail that no transition asked for, e.g. a fresh link. */
export type AskedMail = Pick<Mail, 'id' | 'reference' | 'seq' | 'notice' | 'item' | 'person' | 'at'> &
  Partial<Pick<Mail, 'rung' | 'of' | 'revision' | 'outcome' | 'message' | 'handover'>>;

/** A mail that carried a secret: its words are not kept. */
export type DirectMailRow = Pick<Mail, 'id' | 'reference' | 'item' | 'notice' | 'person' | 'at'> &
  Pick<MailBody, 'address' | 'language' | 'messageId' | 'subject'>;

export interface MailFilter {
  readonly references?: readonly string[];
  readonly state?: MailState;
  /** At most; 100 unless told. */
  readonly limit?: number;
}

/** Mail rows on their way out. Leases are machine time; `at` is case time. */
export class Mails {
  constructor(private readonly database: Database) {}

  /**
   * Takes a transition's mails for `leaseMs`, each at most once at a time, and confirms the transition. With `timing`, mail that should
   * wait is held; what nobody should read any more is dropped in any case (I5).
   */
  async claim(
    reference: string,
    seq: number,
    leaseMs: number,
    timing?: MailTiming,
  ): Promise<readonly ClaimedMail[]> {
    return claimMails(this.database, { reference, seq }, leaseMs, timing);
  }

  /** Keeps what is about to be sent; a body stored before wins and is returned. */
  async storeBody(id: string, body: MailBody): Promise<MailBody> {
    const { db } = this.database;
    const [stored] = await db
      .update(mails)
      .set({ ...body })
      .where(and(eq(mails.id, id), isNull(mails.subject)))
      .returning({ id: mails.id });
    if (stored) return body;
    const mail = await this.get(id);
    return mail && hasBody(mail) ? mail : body;
  }

  /** Keeps what is about to be sent in place of what was kept before: a digest's words follow what is still open. */
  async rewriteBody(id: string, body: MailBody): Promise<void> {
    await this.database.db
      .update(mails)
      .set({ ...body })
      .where(and(eq(mails.id, id), ne(mails.state, 'sent')));
  }

  async markSent(id: string): Promise<void> {
    await this.database.db
      .update(mails)
      .set({ state: 'sent', sentAt: sql`now()`, leaseUntil: null, lastError: null })
      .where(and(eq(mails.id, id), ne(mails.state, 'sent')));
  }

  /** The server refused this address or letter for good. `now` is case time. */
  async markRefused(id: string, error: string, now: Instant): Promise<void> {
    await this.end(id, 'refused', error, now);
  }

  /** Nobody with an address is there any more. */
  async markNoRecipient(id: string, now: Instant): Promise<void> {
    await this.end(id, 'no-recipient', null, now);
  }

  /** Nobody should read it any more. */
  async drop(id: string): Promise<void> {
    await this.database.db
      .update(mails)
      .set({ state: 'dropped', leaseUntil: null })
      .where(and(eq(mails.id, id), ne(mails.state, 'sent')));
  }

  /** Gives a claimed mail back at once. An attempt that an outage ended was none: it must not use up the few there are. */
  async release(id: string, error: string, wasOutage: boolean): Promise<void> {
    await this.database.db
      .update(mails)
      .set({
        state: 'queued',
        leaseUntil: null,
        lastError: error,
        attempts: sql`${mails.attempts} - ${wasOutage ? 1 : 0}`,
      })
      .where(and(eq(mails.id, id), eq(mails.state, 'sending')));
  }

  /** Queues a mail that no transition asked for; one with the same id stays as it is. True when it is new. */
  async enqueue(mail: AskedMail): Promise<boolean> {
    const rows = await this.database.db
      .insert(mails)
      .values({ of: 0, revision: 0, ...mail, state: mail.person === null ? 'no-recipient' : 'queued' })
      .onConflictDoNothing({ target: mails.id })
      .returning({ id: mails.id });
    return rows.length > 0;
  }

  /** Notes a mail that left at once, or was `refused` for the reason given; it is never sent again. */
  async noteDirect(mail: DirectMailRow, error: string | null): Promise<void> {
    await this.database.db.insert(mails).values({
      ...{ seq: 0, of: 0, revision: 0, attempts: 1 },
      ...mail,
      ...(error === null ? { state: 'sent', sentAt: sql`now()` } : { state: 'refused', lastError: error }),
    });
  }

  /** Mails known under these Message-IDs, e.g. those that a bounce names. */
  async byMessageIds(messageIds: readonly string[]): Promise<readonly Mail[]> {
    if (messageIds.length === 0) return [];
    return this.database.db
      .select()
      .from(mails)
      .where(inArray(mails.messageId, [...messageIds]))
      .orderBy(asc(mails.id));
  }

  /** It came back after it was sent; false when that was known. `now` is case time. */
  async markBounced(id: string, reason: string, now: Instant): Promise<boolean> {
    const rows = await this.database.db
      .update(mails)
      .set({ state: 'bounced', lastError: reason, failedAt: now, leaseUntil: null })
      .where(and(eq(mails.id, id), inArray(mails.state, ['sent', 'sending'])))
      .returning({ id: mails.id });
    return rows.length > 0;
  }

  /** Mails about an item (or about the case itself) that reached nobody. */
  async unreached(reference: string, item: string | null): Promise<readonly Mail[]> {
    return this.database.db
      .select()
      .from(mails)
      .where(
        and(
          eq(mails.reference, reference),
          item === null ? isNull(mails.item) : eq(mails.item, item),
          gt(mails.seq, 0),
          inArray(mails.state, ['refused', 'bounced', 'no-recipient']),
        ),
      )
      .orderBy(asc(mails.seq), asc(mails.id));
  }

  /** Mails of a case that reached nobody, whatever they were about. */
  async unreachedOf(reference: string): Promise<readonly Mail[]> {
    return this.database.db
      .select()
      .from(mails)
      .where(and(eq(mails.reference, reference), sql.raw(unreachedSql('mails'))))
      .orderBy(asc(mails.seq), asc(mails.id));
  }

  /** Queues a mail that reached nobody anew, to be written to the person's present address; its Message-ID counts on. */
  async requeue(id: string): Promise<void> {
    await this.database.db
      .update(mails)
      .set({
        ...{ state: 'queued', attempts: 0, queuedAt: sql`now()`, leaseUntil: null, sentAt: null },
        ...{ failedAt: null, lastError: null, digest: null, heldUntil: null },
        ...{ address: null, language: null, subject: null, text: null, html: null, calendar: null },
      })
      .where(and(eq(mails.id, id), inArray(mails.state, ['refused', 'bounced', 'no-recipient'])));
  }

  async get(id: string): Promise<Mail | undefined> {
    const [row] = await this.database.db.select().from(mails).where(eq(mails.id, id));
    return row;
  }

  /** Every mail a transition asked for, in whatever state. */
  async ofTransition(reference: string, seq: number): Promise<readonly Mail[]> {
    return this.database.db
      .select()
      .from(mails)
      .where(and(eq(mails.reference, reference), eq(mails.seq, seq)))
      .orderBy(asc(mails.id));
  }

  /** Transitions whose mail waits for so long (machine time) that its activity must have been lost. */
  async unsentOlderThan(
    ms: number,
  ): Promise<readonly { readonly reference: string; readonly seq: number }[]> {
    return (
      this.database.db
        .selectDistinct({ reference: mails.reference, seq: mails.seq })
        .from(mails)
        // Seq 0 is no transition's: whoever writes such a mail sends it, too.
        .where(
          and(waiting, gt(mails.seq, 0), lt(mails.queuedAt, sql`now() - ${ms} * interval '1 millisecond'`)),
        )
        .orderBy(asc(mails.reference), asc(mails.seq))
    );
  }

  /** Message ids of the case's letters to a person so far, oldest first, for `References`. */
  async threadOf(reference: string, person: string): Promise<readonly string[]> {
    const rows = await this.database.db
      .select({ messageId: mails.messageId })
      .from(mails)
      .where(
        and(
          eq(mails.reference, reference),
          eq(mails.person, person),
          inArray(mails.state, ['sent', 'sending']),
          isNotNull(mails.messageId),
          // Codes carry seq 0: they begin no thread.
          gt(mails.seq, 0),
          // What a colleague got is no letter of theirs.
          isNull(mails.handover),
        ),
      )
      .orderBy(asc(mails.seq), asc(mails.id));
    return rows.flatMap(({ messageId }) => (messageId === null ? [] : [messageId]));
  }

  /** Newest first. */
  async list(filter: MailFilter = {}): Promise<readonly Mail[]> {
    return this.database.db
      .select()
      .from(mails)
      .where(
        and(
          filter.references && inArray(mails.reference, [...filter.references]),
          filter.state && eq(mails.state, filter.state),
        ),
      )
      .orderBy(desc(mails.queuedAt), desc(mails.id))
      .limit(filter.limit ?? 100);
  }

  private async end(
    id: string,
    state: 'refused' | 'no-recipient',
    lastError: string | null,
    failedAt: Instant,
  ): Promise<void> {
    await this.database.db
      .update(mails)
      .set({ state, leaseUntil: null, lastError, failedAt })
      .where(and(eq(mails.id, id), ne(mails.state, 'sent')));
  }
}

function hasBody(mail: Mail): mail is Mail & MailBody {
  return mail.messageId !== null && mail.subject !== null;
}
