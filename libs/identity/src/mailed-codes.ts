import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { and, count, eq, gt, lt, lte, sql } from 'drizzle-orm';
import type { Instant } from '#libs/domain';
import { linkCodes, mails, type Database } from '#libs/persistence';
import type { Link } from './link-tokens.js';

const minute = 60_000;
const hour = 60 * minute;

/** Minutes for which a code is valid. */
export const codeMinutes = 15;
/** Wrong entries that end a code. */
const mostFailures = 5;
const mostAnHour = 5;
/** Keeps guessing hopeless over the months for which a link lives. */
const mostADay = 10;

export type IssuedCode =
  | { readonly status: 'issued'; readonly code: string }
  /** Another one may be asked for at `from`, case time. */
  | { readonly status: 'too-soon'; readonly from: Instant };

export type CodeVerdict = 'right' | 'wrong' | 'expired' | 'too-many';

/** Codes that are mailed to the person a link was made for; `now` is always case time. */
export class MailedCodes {
  constructor(
    private readonly database: Database,
    private readonly secret: string,
  ) {}

  /** A new code of six digits, which ends the one before: at most one a minute, five an hour, ten a day. */
  async issue(link: Link, now: Instant): Promise<IssuedCode> {
    const full = await this.fullUntil(link, now);
    if (full !== null) return { status: 'too-soon', from: full };
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const fresh = {
      hash: this.hash(link.id, code),
      sentAt: now,
      expiresAt: now + codeMinutes * minute,
      failures: 0,
    };
    const stored = await this.database.db
      .insert(linkCodes)
      .values({ link: link.id, ...fresh })
      .onConflictDoUpdate({
        target: linkCodes.link,
        set: fresh,
        setWhere: lte(linkCodes.sentAt, now - minute),
      })
      .returning({ link: linkCodes.link });
    if (stored.length > 0) return { status: 'issued', code };
    const [last] = await this.database.db.select().from(linkCodes).where(eq(linkCodes.link, link.id));
    return { status: 'too-soon', from: (last?.sentAt ?? now) + minute };
  }

  /** Counts the entry before it compares, so that many at once guess no more often. A right one is used up. */
  async check(link: Link, typed: string, now: Instant): Promise<CodeVerdict> {
    const { db } = this.database;
    const mine = eq(linkCodes.link, link.id);
    const [tried] = await db
      .update(linkCodes)
      .set({ failures: sql`${linkCodes.failures} + 1` })
      .where(and(mine, lt(linkCodes.failures, mostFailures)))
      .returning();
    if (!tried) {
      const [ended] = await db.select().from(linkCodes).where(mine);
      return ended ? 'too-many' : 'expired';
    }
    if (tried.expiresAt <= now) return 'expired';
    const given = Buffer.from(this.hash(link.id, typed.replace(/\D/g, '')));
    const isRight = timingSafeEqual(given, Buffer.from(tried.hash));
    if (!isRight) return tried.failures >= mostFailures ? 'too-many' : 'wrong';
    const used = await db
      .delete(linkCodes)
      .where(and(mine, eq(linkCodes.hash, tried.hash)))
      .returning({ link: linkCodes.link });
    return used.length > 0 ? 'right' : 'expired';
  }

  /** The mails tell how many codes there were; null while there may be another. */
  private async fullUntil({ item, person }: Link, now: Instant): Promise<Instant | null> {
    const since = async (ms: number) => {
      const [row] = await this.database.db
        .select({ sent: count(), first: sql<number>`min(${mails.at})::float8` })
        .from(mails)
        .where(
          and(
            eq(mails.item, item),
            eq(mails.person, person),
            eq(mails.notice, 'code'),
            gt(mails.at, now - ms),
          ),
        );
      return { sent: row?.sent ?? 0, first: row?.first ?? now };
    };
    const [lastHour, lastDay] = await Promise.all([since(hour), since(24 * hour)]);
    if (lastDay.sent >= mostADay) return lastDay.first + 24 * hour;
    return lastHour.sent >= mostAnHour ? lastHour.first + hour : null;
  }

  private hash(link: string, code: string): string {
    return createHmac('sha256', this.secret).update(`code\n${link}\n${code}`).digest('hex');
  }
}
