import { createHmac, timingSafeEqual } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { calendarFeeds, type Database } from '#libs/persistence';

/** Addresses under which a person's calendar program fetches due dates: whoever has one reads what the person may see. */
export class CalendarFeeds {
  constructor(
    private readonly database: Database,
    private readonly secret: string,
  ) {}

  /** Part of the address; null while the person wants none. */
  async tokenOf(person: string): Promise<string | null> {
    const row = await this.find(person);
    return row?.enabled ? this.token(person, row.counter) : null;
  }

  /** Gives the person an address; one given before works no more. */
  async renew(person: string): Promise<void> {
    await this.database.db
      .insert(calendarFeeds)
      .values({ person, enabled: true })
      .onConflictDoUpdate({
        target: calendarFeeds.person,
        set: { enabled: true, counter: sql`${calendarFeeds.counter} + 1` },
      });
  }

  /** The address works no more, and there is no other. */
  async stop(person: string): Promise<void> {
    await this.database.db
      .update(calendarFeeds)
      .set({ enabled: false, counter: sql`${calendarFeeds.counter} + 1` })
      .where(eq(calendarFeeds.person, person));
  }

  /** Whose it is; null for what is no address of ours, or none any more. */
  async personOf(token: string): Promise<string | null> {
    const person = token.split('.', 1)[0] ?? '';
    const row = await this.find(person);
    if (!row?.enabled) return null;
    const [given, expected] = [Buffer.from(token), Buffer.from(this.token(person, row.counter))];
    return given.length === expected.length && timingSafeEqual(given, expected) ? person : null;
  }

  private async find(person: string): Promise<typeof calendarFeeds.$inferSelect | undefined> {
    const [row] = await this.database.db.select().from(calendarFeeds).where(eq(calendarFeeds.person, person));
    return row;
  }

  private token(person: string, counter: number): string {
    const mac = createHmac('sha256', this.secret)
      .update(`calendar\n${person}\n${counter}`)
      .digest('base64url');
    return `${person}.${mac}`;
  }
}
