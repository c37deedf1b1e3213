import { createHash } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { apiTokens, sessions, type Database, type Db, type Tx } from '#libs/persistence';

/** What a browser's session keeps of where it came from; machine time, epoch ms. */
export interface SessionOrigin {
  readonly createdAt: number;
  readonly lastSeen: number;
  /** Network address. */
  readonly place: string;
  /** The browser's own words about itself, shortened. */
  readonly browser: string;
}

/** A browser or a program that is signed in. `id` names it and opens nothing. */
export interface OpenSession extends Partial<SessionOrigin> {
  readonly id: string;
  readonly kind: 'browser' | 'token';
  readonly expiresAt: number;
}

/** Where somebody is signed in, and how to end it. The secret session ids never leave this file. */
export class OpenSessions {
  constructor(private readonly database: Database) {}

  /** The latest first. */
  async of(person: string): Promise<readonly OpenSession[]> {
    const [browsers, tokens] = await Promise.all([
      this.database.db.select().from(sessions).where(isOf(person)),
      this.database.db
        .select()
        .from(apiTokens)
        .where(
          and(eq(apiTokens.person, person), isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, sql`now()`)),
        ),
    ]);
    const all: readonly OpenSession[] = [
      ...browsers.map(({ sid, sess, expire }) => ({
        ...originIn(sess),
        ...{ id: idOfSession(sid), kind: 'browser' as const, expiresAt: expire.getTime() },
      })),
      ...tokens.map(({ id, createdAt, expiresAt }) => ({
        ...{ id, kind: 'token' as const, expiresAt: expiresAt.getTime(), createdAt: createdAt.getTime() },
      })),
    ];
    return all.toSorted((a, b) => (b.lastSeen ?? b.createdAt ?? 0) - (a.lastSeen ?? a.createdAt ?? 0));
  }

  /** Ends one of the person's own; false for any other id. */
  async end(person: string, id: string): Promise<boolean> {
    const found = await this.database.db.select({ sid: sessions.sid }).from(sessions).where(isOf(person));
    const sid = found.find((row) => idOfSession(row.sid) === id)?.sid;
    if (sid !== undefined) {
      await this.database.db.delete(sessions).where(eq(sessions.sid, sid));
      return true;
    }
    const { rowCount } = await this.database.db
      .update(apiTokens)
      .set({ revokedAt: new Date() })
      .where(
        and(sql`${apiTokens.id}::text = ${id}`, eq(apiTokens.person, person), isNull(apiTokens.revokedAt)),
      );
    return rowCount === 1;
  }

  /** Ends all of them, `except` the one named. */
  async endAll(person: string, except?: string): Promise<void> {
    const open = await this.of(person);
    for (const { id } of open) if (id !== except) await this.end(person, id);
  }
}

/** Ends everything in the caller's transaction: another password is another beginning. */
export async function endSessions(on: Db | Tx, person: string): Promise<void> {
  await on.delete(apiTokens).where(eq(apiTokens.person, person));
  await on.delete(sessions).where(isOf(person));
}

/** The name of a session that may be shown. */
export function idOfSession(sid: string): string {
  return createHash('sha256').update(`session\n${sid}`).digest('base64url').slice(0, 22);
}

function isOf(person: string) {
  return sql`${sessions.sess}->>'person' = ${person}`;
}

function originIn(sess: unknown): Partial<SessionOrigin> {
  const { createdAt, lastSeen, place, browser } = sess as Partial<Record<keyof SessionOrigin, unknown>>;
  return {
    ...(typeof createdAt === 'number' && { createdAt }),
    ...(typeof lastSeen === 'number' && { lastSeen }),
    ...(typeof place === 'string' && { place }),
    ...(typeof browser === 'string' && { browser }),
  };
}
