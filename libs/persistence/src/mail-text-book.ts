import { and, asc, desc, eq, inArray, sql, TransactionRollbackError } from 'drizzle-orm';
import type { Database } from './database.js';
import { cases, mailTexts } from './schema/index.js';

export type MailTextRow = typeof mailTexts.$inferSelect;

/** The texts that programmes write themselves, with everything that was written before. */
export class MailTextBook {
  constructor(private readonly database: Database) {}

  /** The last change of each text of a programme, in every language. */
  async ofProgramme(programme: string): Promise<readonly MailTextRow[]> {
    return this.database.db
      .selectDistinctOn([mailTexts.language, mailTexts.key])
      .from(mailTexts)
      .where(eq(mailTexts.programme, programme))
      .orderBy(asc(mailTexts.language), asc(mailTexts.key), desc(mailTexts.version));
  }

  /** The same of the case's programme. */
  async ofCase(reference: string): Promise<readonly MailTextRow[]> {
    return this.database.db
      .selectDistinctOn([mailTexts.language, mailTexts.key])
      .from(mailTexts)
      .where(
        eq(
          mailTexts.programme,
          sql`(select ${cases.programme} from ${cases} where ${cases.reference} = ${reference})`,
        ),
      )
      .orderBy(asc(mailTexts.language), asc(mailTexts.key), desc(mailTexts.version));
  }

  /** The same where the cases are all of one programme; none where several would have to agree on the words. */
  async ofCases(references: readonly string[]): Promise<readonly MailTextRow[]> {
    if (references.length === 0) return [];
    const [only, ...others] = await this.database.db
      .selectDistinct({ programme: cases.programme })
      .from(cases)
      .where(inArray(cases.reference, [...references]))
      .limit(2);
    return only && others.length === 0 ? this.ofProgramme(only.programme) : [];
  }

  /** What holds in these programmes, or in every one, that is not the standard text. */
  async own(programmes: readonly string[] | 'every'): Promise<readonly MailTextRow[]> {
    if (programmes.length === 0) return [];
    const rows = await this.database.db
      .selectDistinctOn([mailTexts.programme, mailTexts.language, mailTexts.key])
      .from(mailTexts)
      .where(programmes === 'every' ? undefined : inArray(mailTexts.programme, [...programmes]))
      .orderBy(
        asc(mailTexts.programme),
        asc(mailTexts.language),
        asc(mailTexts.key),
        desc(mailTexts.version),
      );
    return rows.filter(({ text }) => text !== null);
  }

  /** Every change of some texts in one language, newest first. */
  async history(
    programme: string,
    language: string,
    keys: readonly string[],
  ): Promise<readonly MailTextRow[]> {
    if (keys.length === 0) return [];
    return this.database.db
      .select()
      .from(mailTexts)
      .where(
        and(
          eq(mailTexts.programme, programme),
          eq(mailTexts.language, language),
          inArray(mailTexts.key, [...keys]),
        ),
      )
      .orderBy(desc(mailTexts.at), desc(mailTexts.version), asc(mailTexts.key));
  }

  /** All of them or none: false where somebody else has written one of these versions first. */
  async add(rows: readonly MailTextRow[]): Promise<boolean> {
    if (rows.length === 0) return true;
    // Always in the same order: two who save at once wait for each other, and do not lock each other out.
    const ordered = [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));
    try {
      await this.database.db.transaction(async (tx) => {
        const added = await tx.insert(mailTexts).values(ordered).onConflictDoNothing().returning();
        if (added.length < rows.length) tx.rollback();
      });
      return true;
    } catch (error) {
      if (error instanceof TransactionRollbackError) return false;
      throw error;
    }
  }
}
