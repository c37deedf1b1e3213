import { and, eq, gt, isNotNull } from 'drizzle-orm';
import { textsOf, type CaseDefinition } from '#libs/definitions';
import { items, mails, measures, type ClaimedMail, type Database } from '#libs/persistence';
import type { DueDate } from './mail-facts.js';

type ItemRecord = typeof items.$inferSelect;

/** The words that titles are said in. */
export interface Wording {
  readonly definition: CaseDefinition;
  readonly language: string;
}

/** Reads the dates that a mail tells beside that of its own item. */
export class DueDateReader {
  constructor(private readonly database: Database) {}

  /** The date that an answer to a request for more time has given; null for every other decision. */
  async moreTime(
    item: ItemRecord | null,
    outcome: ClaimedMail['outcome'],
    words: Wording,
  ): Promise<DueDate | null> {
    if (!item?.extension || outcome !== 'approve') return null;
    const [task] = await this.database.db.select().from(items).where(eq(items.id, item.extension.task));
    return task?.status === 'open' ? this.dueDate(task, words) : null;
  }

  /** What the recipient has in a calendar from us, and the end of the case has taken off the table. */
  async notAskedAnyMore({ reference, person, at }: ClaimedMail, words: Wording): Promise<readonly DueDate[]> {
    const rows = await this.database.db
      .selectDistinctOn([items.id], { item: items })
      .from(items)
      .innerJoin(mails, and(eq(mails.item, items.id), eq(mails.person, person), isNotNull(mails.calendar)))
      .where(and(eq(items.reference, reference), eq(items.status, 'withdrawn'), gt(items.due, at)))
      .orderBy(items.id);
    return Promise.all(rows.map(({ item }) => this.dueDate(item, words)));
  }

  /** A milestone's task is named with its measure. */
  async titled({ reference, milestone }: ItemRecord, title: string): Promise<string> {
    if (milestone === null) return title;
    const [measure] = await this.database.db
      .select({ title: measures.title })
      .from(measures)
      .where(and(eq(measures.reference, reference), eq(measures.key, milestone)));
    return `${title} – ${measure?.title ?? milestone}`;
  }

  private async dueDate(item: ItemRecord, { definition, language }: Wording): Promise<DueDate> {
    const { id, kind, due, revision, key } = item;
    return {
      id,
      kind,
      due,
      revision,
      title: await this.titled(item, textsOf(definition, key, language).title),
    };
  }
}
