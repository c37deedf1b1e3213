import { randomBytes } from 'node:crypto';
import { eq, getTableColumns, sql } from 'drizzle-orm';
import { DomainError, type Instant } from '#libs/domain';
import { accounts, people, roleGrants, sqlState, type Database, type Tx } from '#libs/persistence';
import { endTokens, useToken, type PasswordRight } from './account-tokens.js';
import { endSessions } from './open-sessions.js';
import { hashPassword, verifyPassword } from './passwords.js';
import { Viewers } from './viewers.js';
import type { Viewer } from './viewer.js';

/** Wrong passwords in a row that lock an account, and for how long. */
const mostFailures = 10;
const lockMinutes = 15;

/** A sign-in as administrators see it. */
export type AccountRow = Omit<typeof accounts.$inferSelect, 'passwordHash'> & { readonly name: string };

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

  /**
   * The viewer of the account; throws `sign-in.refused`, the same for every reason and after the same work. Ten wrong passwords
   * in a row, from wherever, lock the account for a quarter of an hour.
   */
  async signIn(email: string, password: string): Promise<Viewer> {
    const [account] = await this.database.db
      .select()
      .from(accounts)
      .where(eq(accounts.email, normalise(email)));
    const isLocked = account?.lockedUntil != null && account.lockedUntil.getTime() > Date.now();
    const usable = account && account.disabledAt === null && !isLocked ? account : undefined;
    // Counted beside the long work, not after it: neither a slower answer nor ten attempts at once tell more than one.
    const [matches] = await Promise.all([
      verifyPassword(usable?.passwordHash ?? null, password),
      usable && this.countFailure(usable.person),
    ]);
    if (usable && matches) await this.forgetFailures(usable.person);
    const viewer = usable && matches ? await this.viewer(usable.person) : null;
    if (!viewer) throw new DomainError('unauthenticated', 'sign-in.refused');
    return viewer;
  }

  /** Gives the person a sign-in, or a new address and password, which ends sessions and tokens of the old ones. Throws `account.email-taken`. */
  async give(person: string, email: string, password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    await this.database.db
      .transaction((tx) => keep(tx, { person, email, passwordHash }))
      .catch(takenBy(person));
  }

  /**
   * Chooses a password with a mailed token, once; ends every session and token of before. An invitation makes the account under
   * the person's registered address. Throws `account.token-over`; a password that is refused leaves the token as it was.
   */
  async choosePassword(token: string, password: string): Promise<PasswordRight> {
    const passwordHash = await hashPassword(password);
    return this.database.db
      .transaction(async (tx) => {
        const right = await useToken(tx, token);
        const email = right && (await addressOf(tx, right));
        if (!right || !email) throw over();
        await keep(tx, { person: right.person, email, passwordHash });
        return right;
      })
      .catch(takenBy(null));
  }

  /** The person with a usable account under the address, for a reset. */
  async personOf(email: string): Promise<string | null> {
    const [account] = await this.database.db
      .select()
      .from(accounts)
      .where(eq(accounts.email, normalise(email)));
    return account && account.disabledAt === null ? account.person : null;
  }

  /** Ends the person's sign-in with its sessions, tokens and invitations. False without an account. */
  async disable(person: string): Promise<boolean> {
    return this.database.db.transaction(async (tx) => {
      const { rowCount } = await tx
        .update(accounts)
        .set({ disabledAt: new Date() })
        .where(eq(accounts.person, person));
      await endSessions(tx, person);
      await endTokens(tx, person);
      return rowCount === 1;
    });
  }

  /** All sign-ins by address, without their secrets. */
  async list(): Promise<readonly AccountRow[]> {
    const { passwordHash: _secret, ...columns } = getTableColumns(accounts);
    return this.database.db
      .select({ ...columns, name: people.name })
      .from(accounts)
      .innerJoin(people, eq(people.id, accounts.person))
      .orderBy(accounts.email);
  }

  private async countFailure(person: string): Promise<void> {
    await this.database.db
      .update(accounts)
      .set({
        failures: sql`(${accounts.failures} + 1) % ${mostFailures}`,
        lockedUntil: sql`case when ${accounts.failures} + 1 >= ${mostFailures}
          then now() + ${lockMinutes} * interval '1 minute' end`,
      })
      .where(eq(accounts.person, person));
  }

  private async forgetFailures(person: string): Promise<void> {
    await this.database.db
      .update(accounts)
      .set({ failures: 0, lockedUntil: null })
      .where(eq(accounts.person, person));
  }

  /** What a session or token resolves to at each request; null once the account is disabled or gone. */
  viewerOfAccount(person: string): Promise<Viewer | null> {
    return this.viewers.ofAccount(person);
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

/** Ends everything that the old password opened. */
async function keep(
  tx: Tx,
  { person, email, passwordHash }: { person: string; email: string; passwordHash: string },
): Promise<void> {
  const row = { email: normalise(email), passwordHash, disabledAt: null, failures: 0, lockedUntil: null };
  await tx
    .insert(accounts)
    .values({ person, ...row })
    .onConflictDoUpdate({ target: accounts.person, set: row });
  await endSessions(tx, person);
  await endTokens(tx, person);
}

/** An invitation goes by the person's registered address; a reset keeps that of the account, unless it was disabled since. */
async function addressOf(tx: Tx, { person, purpose }: PasswordRight): Promise<string | null> {
  if (purpose === 'invitation') {
    const [found] = await tx.select({ email: people.email }).from(people).where(eq(people.id, person));
    return found?.email ?? null;
  }
  const [account] = await tx.select().from(accounts).where(eq(accounts.person, person));
  return account && account.disabledAt === null ? account.email : null;
}

function takenBy(person: string | null): (error: unknown) => never {
  return (error) => {
    if (sqlState(error) === '23505') throw new DomainError('conflict', 'account.email-taken', person);
    throw error;
  };
}

function over(): DomainError {
  return new DomainError('invalid', 'account.token-over', null, {
    hint: 'This link was used before or is too old: ask for a new one on the sign-in page.',
  });
}

function normalise(email: string): string {
  return email.trim().toLowerCase();
}
