import { and, asc, eq, inArray, isNull, lt, lte, sql } from 'drizzle-orm';
import { isMoot, type Instant } from '#libs/domain';
import type { Database, Tx } from './database.js';
import { itemsOfMails, lockMailsOf, waiting } from './mail-claims.js';
import type { ClaimedMail, Mail } from './mails.js';
import { mails, type MailKind } from './schema/index.js';

/** A mail that no transition asked for and that its writer sends: a digest, a Monday mail. */
export type OwnMail = Pick<Mail, 'id' | 'reference' | 'notice' | 'person' | 'at'> & { readonly of?: number };

/** `told-today`: the person had a digest on that day, and what waits goes into the next one. */
export type Gathered = 'gathered' | 'nothing' | 'told-today';

/** Mail that waits for an hour, a digest or a clock. All moments are case time. */
export class HeldMails {
  constructor(private readonly database: Database) {}

  /** Queues what waited for an hour that has come; answers the transitions to deliver. */
  async release(now: Instant): Promise<readonly { readonly reference: string; readonly seq: number }[]> {
    const rows = await this.database.db
      .update(mails)
      .set({ state: 'queued', queuedAt: sql`now()` })
      .where(and(eq(mails.state, 'held'), isNull(mails.digest), lte(mails.heldUntil, now)))
      .returning({ reference: mails.reference, seq: mails.seq });
    return [...new Map(rows.map((row) => [`${row.reference}/${row.seq}`, row])).values()];
  }

  /** People for whom a digest is due, each with a case it is about. */
  async digestsDue(
    now: Instant,
  ): Promise<readonly { readonly person: string; readonly reference: string }[]> {
    const rows = await this.database.db
      .selectDistinctOn([mails.person], { person: mails.person, reference: mails.reference })
      .from(mails)
      .where(and(eq(mails.state, 'held'), eq(mails.digest, 'next'), lte(mails.heldUntil, now)))
      .orderBy(asc(mails.person), asc(mails.heldUntil), asc(mails.id));
    return rows.flatMap(({ person, reference }) => (person === null ? [] : [{ person, reference }]));
  }

  /**
   * Makes one digest of what waits for the person's digest before `until`, and drops what nobody should read any more. Where that digest
   * was made before, what waits is held until `otherwise`.
   */
  async gather(
    digest: OwnMail & { readonly person: string },
    until: Instant,
    otherwise: Instant,
  ): Promise<Gathered> {
    return this.database.db.transaction(async (tx) => {
      await lockMailsOf(tx, digest.person);
      const rows = await tx
        .select()
        .from(mails)
        .where(
          and(
            eq(mails.person, digest.person),
            eq(mails.state, 'held'),
            eq(mails.digest, 'next'),
            lt(mails.heldUntil, until),
          ),
        )
        .orderBy(asc(mails.id))
        .for('update');
      const told = await dropMoot(tx, rows, digest.at);
      if (told.length === 0) return 'nothing';
      const ids = inArray(
        mails.id,
        told.map(({ id }) => id),
      );
      const references = new Set(told.map(({ reference }) => reference));
      if (!(await insertOwn(tx, { ...digest, of: references.size }))) {
        await tx.update(mails).set({ heldUntil: otherwise }).where(ids);
        return 'told-today';
      }
      await tx.update(mails).set({ state: 'digested', digest: digest.id }).where(ids);
      return 'gathered';
    });
  }

  /** What a digest tells now; what has become moot since it was made is dropped. */
  async toldIn(digest: string, now: Instant): Promise<readonly ClaimedMail[]> {
    return this.database.db.transaction(async (tx) => {
      const rows = await tx
        .select()
        .from(mails)
        .where(and(eq(mails.digest, digest), eq(mails.state, 'digested')))
        .orderBy(asc(mails.id))
        .for('update');
      return dropMoot(tx, rows, now);
    });
  }

  /** A digest reached nobody, and so did none of what it told; answers the cases concerned. */
  async failTold(
    digest: string,
    state: 'refused' | 'no-recipient' | 'bounced',
    lastError: string | null,
    failedAt: Instant,
  ): Promise<readonly string[]> {
    const rows = await this.database.db
      .update(mails)
      .set({ state, lastError, failedAt })
      .where(and(eq(mails.digest, digest), eq(mails.state, 'digested')))
      .returning({ reference: mails.reference });
    return [...new Set(rows.map(({ reference }) => reference))];
  }

  /** Queues such a mail unless it was made before; true when it is new. */
  async makeOwn(mail: OwnMail): Promise<boolean> {
    return this.database.db.transaction((tx) => insertOwn(tx, mail));
  }

  async isMade(id: string): Promise<boolean> {
    const rows = await this.database.db.select({ id: mails.id }).from(mails).where(eq(mails.id, id));
    return rows.length > 0;
  }

  /** Takes every waiting mail of those kinds for `leaseMs`, each at most once at a time. */
  async claimOwn(kinds: readonly MailKind[], leaseMs: number): Promise<readonly ClaimedMail[]> {
    const { db } = this.database;
    const free = db
      .select({ id: mails.id })
      .from(mails)
      .where(and(eq(mails.seq, 0), inArray(mails.notice, [...kinds]), waiting))
      .for('update', { skipLocked: true });
    const rows = await db
      .update(mails)
      .set({
        state: 'sending',
        attempts: sql`${mails.attempts} + 1`,
        leaseUntil: sql`now() + ${leaseMs} * interval '1 millisecond'`,
      })
      .where(inArray(mails.id, free))
      .returning();
    return rows.filter(isPersonal);
  }
}

async function insertOwn(tx: Tx, mail: OwnMail): Promise<boolean> {
  const rows = await tx
    .insert(mails)
    .values({ of: 0, ...mail, seq: 0, revision: 0, state: 'queued' })
    .onConflictDoNothing({ target: mails.id })
    .returning({ id: mails.id });
  return rows.length > 0;
}

async function dropMoot(tx: Tx, rows: readonly Mail[], now: Instant): Promise<readonly ClaimedMail[]> {
  const itemOf = await itemsOfMails(tx, rows);
  const moot = rows.filter((mail) => isMoot(mail, itemOf(mail), now)).map(({ id }) => id);
  if (moot.length > 0) await tx.update(mails).set({ state: 'dropped' }).where(inArray(mails.id, moot));
  return rows.filter(isPersonal).filter(({ id }) => !moot.includes(id));
}

function isPersonal(mail: Mail): mail is ClaimedMail {
  return mail.person !== null;
}
