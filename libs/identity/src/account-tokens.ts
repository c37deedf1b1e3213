import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { accountTokens, type Database, type Db, type Tx } from '#libs/persistence';

export type TokenPurpose = 'invitation' | 'reset';

/** How long each works, in hours of machine time. */
export const tokenHours: Readonly<Record<TokenPurpose, number>> = { invitation: 7 * 24, reset: 1 };

/** Somebody may choose a password. */
export interface PasswordRight {
  readonly person: string;
  readonly purpose: TokenPurpose;
}

/** Tokens of mails that let somebody choose a password, once. Only a SHA-256 is stored, enough for 256 random bits. */
export class AccountTokens {
  constructor(private readonly database: Database) {}

  /** The token, to be mailed and kept nowhere; every earlier one of the person ends. */
  async issue(person: string, purpose: TokenPurpose): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + tokenHours[purpose] * 3_600_000);
    await this.database.db.transaction(async (tx) => {
      await endTokens(tx, person);
      await tx.insert(accountTokens).values({ person, purpose, hash: sha256(token), expiresAt });
    });
    return token;
  }

  /** Reads only (I2); null for an unknown, used or expired token. */
  async find(token: string): Promise<PasswordRight | null> {
    const [row] = await this.database.db.select().from(accountTokens).where(isUsable(token));
    return row ? { person: row.person, purpose: row.purpose } : null;
  }

  /** Whether one was issued in the last minutes, so that nobody's inbox can be filled by asking. */
  async issuedWithin(person: string, purpose: TokenPurpose, minutes: number): Promise<boolean> {
    const rows = await this.database.db
      .select({ id: accountTokens.id })
      .from(accountTokens)
      .where(
        and(
          eq(accountTokens.person, person),
          eq(accountTokens.purpose, purpose),
          sql`${accountTokens.createdAt} > now() - ${minutes} * interval '1 minute'`,
        ),
      )
      .limit(1);
    return rows.length > 0;
  }
}

/** Takes the token's one use, in the caller's transaction; null when somebody was faster, or it is over. */
export async function useToken(tx: Tx, token: string): Promise<PasswordRight | null> {
  const [row] = await tx.update(accountTokens).set({ usedAt: new Date() }).where(isUsable(token)).returning();
  return row ? { person: row.person, purpose: row.purpose } : null;
}

/** No token of the person works any more. */
export async function endTokens(on: Db | Tx, person: string): Promise<void> {
  await on
    .update(accountTokens)
    .set({ usedAt: new Date() })
    .where(and(eq(accountTokens.person, person), isNull(accountTokens.usedAt)));
}

function isUsable(token: string) {
  return and(
    eq(accountTokens.hash, sha256(token)),
    isNull(accountTokens.usedAt),
    gt(accountTokens.expiresAt, sql`now()`),
  );
}

function sha256(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
