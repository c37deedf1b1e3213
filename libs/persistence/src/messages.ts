import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Database } from './database.js';
import type { AskedMail } from './mails.js';
import { mails, messages, people, type MailKind, type MailState } from './schema/index.js';

export type SentMessage = typeof messages.$inferSelect;

/** A mail of a message, with what became of it. */
export interface MessageMail {
  readonly id: string;
  readonly reference: string;
  readonly notice: MailKind;
  readonly item: string | null;
  readonly person: string | null;
  readonly name: string | null;
  readonly state: MailState;
  /** Case time, while it is held. */
  readonly heldUntil: number | null;
  readonly digest: string | null;
}

/** What people sent by hand, each to people of one case or of many. */
export class Messages {
  constructor(private readonly database: Database) {}

  async get(id: string): Promise<SentMessage | undefined> {
    const [row] = await this.database.db.select().from(messages).where(eq(messages.id, id));
    return row;
  }

  async byRequest(request: string): Promise<SentMessage | undefined> {
    const [row] = await this.database.db.select().from(messages).where(eq(messages.request, request));
    return row;
  }

  /**
   * Stores a message with its mails, all or nothing; the one that stands already under the request wins and is answered. A mail that
   * stands already under its id stays as it is.
   */
  async store(message: SentMessage, asked: readonly AskedMail[]): Promise<SentMessage> {
    return this.database.db.transaction(async (tx) => {
      const [stored] = await tx
        .insert(messages)
        .values(message)
        .onConflictDoNothing({ target: messages.request })
        .returning();
      if (!stored) {
        const [earlier] = await tx.select().from(messages).where(eq(messages.request, message.request));
        return earlier ?? message;
      }
      if (asked.length > 0)
        await tx
          .insert(mails)
          .values(
            asked.map((mail) => ({
              ...{ of: 0, revision: 0 },
              ...mail,
              message: message.id,
              state: mail.person === null ? ('no-recipient' as const) : ('queued' as const),
            })),
          )
          .onConflictDoNothing({ target: mails.id });
      return stored;
    });
  }

  /** Ids of mails that stand already. */
  async standing(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.database.db
      .select({ id: mails.id })
      .from(mails)
      .where(inArray(mails.id, [...ids]));
    return new Set(rows.map(({ id }) => id));
  }

  /** Mails of a message, by case and person. */
  async mailsOf(message: string): Promise<readonly MessageMail[]> {
    return this.select(eq(mails.message, message));
  }

  /** What was sent to people of a case, newest first, each with its mails there. */
  async ofCase(
    reference: string,
  ): Promise<readonly { readonly message: SentMessage; readonly mails: readonly MessageMail[] }[]> {
    const { db } = this.database;
    const sent = await db
      .selectDistinct({ message: mails.message })
      .from(mails)
      .where(eq(mails.reference, reference));
    const ids = sent.flatMap(({ message }) => (message === null ? [] : [message]));
    if (ids.length === 0) return [];
    const [rows, found] = await Promise.all([
      db
        .select()
        .from(messages)
        .where(inArray(messages.id, ids))
        .orderBy(desc(messages.at), desc(messages.id)),
      this.select(and(eq(mails.reference, reference), inArray(mails.message, ids))),
    ]);
    return rows.map((message) => ({ message, mails: found.filter((mail) => mail.message === message.id) }));
  }

  private async select(where: ReturnType<typeof and>) {
    const { id, reference, notice, item, person, state, heldUntil, digest, message } = mails;
    return this.database.db
      .select({ id, reference, notice, item, person, state, heldUntil, digest, message, name: people.name })
      .from(mails)
      .leftJoin(people, eq(people.id, mails.person))
      .where(where)
      .orderBy(asc(mails.reference), asc(people.name), asc(mails.id));
  }
}
