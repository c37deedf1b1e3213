import { and, asc, desc, eq, gt, inArray, isNotNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Database } from './database.js';
import { items, mails, transitions, type MailState } from './schema/index.js';

export type Mail = typeof mails.$inferSelect;
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
}

/** Columns of a mail that no transition asked for, e.g. a fresh link. */
export type AskedMail = Pick<Mail, 'id' | 'reference' | 'seq' | 'notice' | 'item' | 'person' | 'at'> &
  Partial<Pick<Mail, 'rung' | 'of' | 'revision' | 'outcome'>>;

/** A mail that carried a secret: its words are not kept. */
export type DirectMailRow = Pick<Mail, 'id' | 'reference' | 'item' | 'notice' | 'person' | 'at'> &
  Pick<MailBody, 'address' | 'language' | 'messageId' | 'subject'>;

export interface MailFilter {
  readonly references?: readonly string[];
  readonly state?: MailState;
  /** At most; 100 unless told. */
  readonly limit?: number;
}

/** Notices that make no sense once their item is settled. */
const asking = ['invitation', 'reminder', 'escalation'] as const;
const waiting = or(
  eq(mails.state, 'queued'),
  and(eq(mails.state, 'sending'), sql`${mails.leaseUntil} < now()`),
);

/** Mail rows on their way out. Leases are machine time; `at` is case time. */
export class Mails {
  constructor(private readonly database: Database) {}

  /**
   * Takes a transition's mails for `leaseMs`, each at most once at a time, and confirms the transition. What asks for an item that is no
   * longer open is dropped instead, and so is a reminder of a due date that was granted anew (I5).
   */
  async claim(reference: string, seq: number, leaseMs: number): Promise<readonly ClaimedMail[]> {
    return this.database.db.transaction(async (tx) => {
      const mine = and(eq(mails.reference, reference), eq(mails.seq, seq), waiting);
      const free = await tx
        .select({ id: mails.id, notice: mails.notice, item: mails.item, revision: mails.revision })
        .from(mails)
        .where(mine)
        .orderBy(asc(mails.id))
        .for('update', { skipLocked: true });
      await tx
        .update(transitions)
        .set({ confirmed: true })
        .where(
          and(
            eq(transitions.reference, reference),
            eq(transitions.seq, seq),
            eq(transitions.confirmed, false),
          ),
        );
      if (free.length === 0) return [];
      const open = await tx
        .select({ id: items.id, revision: items.revision })
        .from(items)
        .where(and(eq(items.reference, reference), eq(items.status, 'open')));
      const revisions = new Map(open.map((item) => [item.id, item.revision]));
      const isStale = (mail: (typeof free)[number]) =>
        mail.item !== null &&
        asking.some((notice) => notice === mail.notice) &&
        (!revisions.has(mail.item) ||
          (mail.notice !== 'invitation' && revisions.get(mail.item) !== mail.revision));
      const stale = free.filter(isStale).map(({ id }) => id);
      const due = free.filter((mail) => !isStale(mail)).map(({ id }) => id);
      if (stale.length > 0) await tx.update(mails).set({ state: 'dropped' }).where(inArray(mails.id, stale));
      if (due.length === 0) return [];
      const claimed = await tx
        .update(mails)
        .set({
          state: 'sending',
          attempts: sql`${mails.attempts} + 1`,
          leaseUntil: sql`now() + ${leaseMs} * interval '1 millisecond'`,
        })
        .where(inArray(mails.id, due))
        .returning();
      return claimed
        .filter((mail): mail is ClaimedMail => mail.person !== null)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    });
  }

  /** Keeps what is about to be sent; a body stored before wins and is returned. */
  async storeBody(id: string, body: MailBody): Promise<MailBody> {
    const { db } = this.database;
    const [stored] = await db
      .update(mails)
      .set({ ...body })
      .where(and(eq(mails.id, id), sql`${mails.messageId} is null`))
      .returning({ id: mails.id });
    if (stored) return body;
    const mail = await this.get(id);
    return mail && hasBody(mail) ? mail : body;
  }

  async markSent(id: string): Promise<void> {
    await this.database.db
      .update(mails)
      .set({ state: 'sent', sentAt: sql`now()`, leaseUntil: null, lastError: null })
      .where(and(eq(mails.id, id), ne(mails.state, 'sent')));
  }

  /** The server refused this address or letter for good. */
  async markRefused(id: string, error: string): Promise<void> {
    await this.end(id, 'refused', error);
  }

  /** Nobody with an address is there any more. */
  async markNoRecipient(id: string): Promise<void> {
    await this.end(id, 'no-recipient', null);
  }

  /** Gives a claimed mail back at once, e.g. after a transient SMTP error. */
  async release(id: string, error: string): Promise<void> {
    await this.database.db
      .update(mails)
      .set({ state: 'queued', leaseUntil: null, lastError: error })
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
    return this.database.db
      .selectDistinct({ reference: mails.reference, seq: mails.seq })
      .from(mails)
      .where(and(waiting, lt(mails.queuedAt, sql`now() - ${ms} * interval '1 millisecond'`)))
      .orderBy(asc(mails.reference), asc(mails.seq));
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

  private async end(id: string, state: 'refused' | 'no-recipient', lastError: string | null): Promise<void> {
    await this.database.db
      .update(mails)
      .set({ state, leaseUntil: null, lastError })
      .where(and(eq(mails.id, id), ne(mails.state, 'sent')));
  }
}

function hasBody(mail: Mail): mail is Mail & MailBody {
  return mail.messageId !== null && mail.address !== null;
}
