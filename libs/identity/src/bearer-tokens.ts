import { createHash, randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { apiTokens, type Database } from '#libs/persistence';

const day = 86_400_000;

/** A token as its owner sees it, once. */
export interface IssuedToken {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/** Tokens for programs. Only a SHA-256 is stored, which is enough for 256 random bits. Expiry is machine time. */
export class BearerTokens {
  constructor(private readonly database: Database) {}

  /** Issues a token for a person; 30 days unless told. */
  async issue(person: string, options: { readonly days?: number } = {}): Promise<IssuedToken> {
    const token = `pcs_${randomBytes(32).toString('base64url')}`;
    const expiresAt = new Date(Date.now() + (options.days ?? 30) * day);
    const [row] = await this.database.db
      .insert(apiTokens)
      .values({ person, hash: sha256(token), expiresAt })
      .returning({ id: apiTokens.id });
    if (!row) throw new Error('The token was not stored.');
    return { id: row.id, token, expiresAt };
  }

  /** Person and token id, or null for an unknown, expired or revoked token. */
  async verify(token: string): Promise<{ readonly person: string; readonly id: string } | null> {
    const [row] = await this.database.db
      .select()
      .from(apiTokens)
      .where(eq(apiTokens.hash, sha256(token)));
    if (!row || row.revokedAt !== null || row.expiresAt.getTime() <= Date.now()) return null;
    return { person: row.person, id: row.id };
  }

  /** Harmless to repeat; false when the person has no such token in force. */
  async revoke(person: string, id: string): Promise<boolean> {
    const revoked = await this.database.db
      .update(apiTokens)
      .set({ revokedAt: new Date() })
      .where(and(eq(apiTokens.id, id), eq(apiTokens.person, person), isNull(apiTokens.revokedAt)))
      .returning({ id: apiTokens.id });
    return revoked.length > 0;
  }
}

function sha256(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
