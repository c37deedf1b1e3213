import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from './database.js';
import { unsentForms } from './schema/index.js';

export type UnsentForm = typeof unsentForms.$inferSelect;

/** Whose link it was typed behind. */
export type UnsentSubject = Pick<UnsentForm, 'item' | 'person' | 'handover'>;

/** Forms that came through links whose time was over. */
export class UnsentForms {
  constructor(private readonly database: Database) {}

  /** In the place of what was kept of the same form before. */
  async keep(form: Omit<UnsentForm, 'storedAt'>): Promise<void> {
    const { body, at } = form;
    await this.database.db
      .insert(unsentForms)
      .values(form)
      .onConflictDoUpdate({
        target: [unsentForms.item, unsentForms.person, unsentForms.handover, unsentForms.form],
        set: { body, at, storedAt: sql`now()` },
      });
  }

  async of(subject: UnsentSubject): Promise<readonly UnsentForm[]> {
    return this.database.db.select().from(unsentForms).where(isOf(subject)).orderBy(asc(unsentForms.form));
  }

  /** Once it was sent through a link that holds. */
  async discard(subject: UnsentSubject, form: string): Promise<void> {
    await this.database.db.delete(unsentForms).where(and(isOf(subject), eq(unsentForms.form, form)));
  }

  /** Deletes what was stored more than `days` ago (machine time). */
  async forget(days: number): Promise<void> {
    await this.database.db
      .delete(unsentForms)
      .where(sql`${unsentForms.storedAt} < now() - ${days} * interval '1 day'`);
  }
}

function isOf({ item, person, handover }: UnsentSubject) {
  return and(eq(unsentForms.item, item), eq(unsentForms.person, person), eq(unsentForms.handover, handover));
}
