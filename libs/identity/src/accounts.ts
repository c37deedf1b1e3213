import { randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { DomainError, type Instant } from '#libs/domain';
import {
  accounts,
  apiTokens,
  people,
  roleGrants,
  sessions,
  sqlState,
  type Database,
} from '#libs/persistence';
import { hashPassword, verifyPassword } from './passwords.js';
import { Viewers } from './viewers.js';
import type { Viewer } from './viewer.js';

/** What the first start of an installation prints. */
export interface FirstAdministrator {
  readonly email: string;
  /** Present when it was generated here: to be printed once, it is stored nowhere. */
  readonly password?: string;
}

/** Sign-ins of people. Addresses are compared without case. */
export class Accounts {
  private readonly viewers: Viewers;

  /** `now` is case time: it tells who stands in for whom. */
  constructor(
    private readonly database: Database,
    now: () => Instant = Date.now,
  ) {
    this.viewers = new Viewers(database, now);
  }

  /**
   * Creates the administrator of an installation that has none; null when there is one already. Without a password one is
   * generated. Safe when two processes start at once.
   */
  async ensureFirstAdministrator(
    wanted: { email?: string; password?: string } = {},
  ): Promise<FirstAdministrator | null> {
    const email = normalise(wanted.email ?? 'admin@example.org');
    const { db } = this.database;
    if (await this.administratorExists()) return null;
    const password = wanted.password ?? randomBytes(15).toString('base64url');
    const passwordHash = await hashPassword(password);
    const created = await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(7216010)`);
      if (await this.administratorExists(tx)) return false;
      const person = 'P-ADMIN';
      await tx
        .insert(people)
        .values({ id: person, name: 'Administrator', email, language: 'en' })
        .onConflictDoUpdate({ target: people.id, set: { email } });
      await tx
        .insert(accounts)
        .values({ person, email, passwordHash })
        .onConflictDoUpdate({ target: accounts.person, set: { email, passwordHash, disabledAt: null } });
      await tx
        .insert(roleGrants)
        .values({ programme: '*', person, role: 'administrator' })
        .onConflictDoNothing();
      return true;
    });
    if (!created) return null;
    return wanted.password === undefined ? { email, password } : { email };
  }

  /** The viewer of the account; throws `sign-in.refused`, the same for every reason. */
  async signIn(email: string, password: string): Promise<Viewer> {
    const [account] = await this.database.db
      .select()
      .from(accounts)
      .where(eq(accounts.email, normalise(email)));
    const usable = account && account.disabledAt === null ? account : undefined;
    const matches = await verifyPassword(usable?.passwordHash ?? null, password);
    const viewer = usable && matches ? await this.viewer(usable.person) : null;
    if (!viewer) throw new DomainError('unauthenticated', 'sign-in.refused');
    return viewer;
  }

  /** Gives the person a sign-in, or a new address and password, which ends sessions and tokens of the old ones. Throws `account.email-taken`. */
  async give(person: string, email: string, password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    const row = { email: normalise(email), passwordHash, disabledAt: null };
    await this.database.db
      .transaction(async (tx) => {
        await tx
          .insert(accounts)
          .values({ person, ...row })
          .onConflictDoUpdate({ target: accounts.person, set: row });
        await tx.delete(apiTokens).where(eq(apiTokens.person, person));
        await tx.delete(sessions).where(sql`${sessions.sess}->>'person' = ${person}`);
      })
      .catch((error: unknown) => {
        if (sqlState(error) === '23505') throw new DomainError('conflict', 'account.email-taken', person);
        throw error;
      });
  }

  /** Ends the person's sign-in; sessions and tokens are refused from the next request on, see `viewerOfAccount`. */
  async disable(person: string): Promise<void> {
    await this.database.db
      .update(accounts)
      .set({ disabledAt: new Date() })
      .where(eq(accounts.person, person));
  }

  /** What a session or token resolves to at each request; null once the account is disabled or gone. */
  async viewerOfAccount(person: string): Promise<Viewer | null> {
    const [account] = await this.database.db.select().from(accounts).where(eq(accounts.person, person));
    return account && account.disabledAt === null ? this.viewer(person) : null;
  }

  /** The viewer a person is, with or without an account (links need none); null for an unknown person. */
  viewer(person: string): Promise<Viewer | null> {
    return this.viewers.of(person);
  }

  private async administratorExists(db: Pick<Database['db'], 'select'> = this.database.db): Promise<boolean> {
    const found = await db
      .select({ person: accounts.person })
      .from(accounts)
      .innerJoin(roleGrants, eq(roleGrants.person, accounts.person))
      .where(eq(roleGrants.role, 'administrator'))
      .limit(1);
    return found.length > 0;
  }
}

function normalise(email: string): string {
  return email.trim().toLowerCase();
}
