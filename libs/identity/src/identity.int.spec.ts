import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import {
  accounts,
  accountTokens,
  apiTokens,
  contacts,
  links,
  organisations,
  people,
  sessions,
  type Database,
} from '#libs/persistence';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { AccountTokens } from './account-tokens.js';
import { Accounts } from './accounts.js';
import { BearerTokens } from './bearer-tokens.js';
import { OpenSessions } from './open-sessions.js';
import { deriveLinkToken, LinkTokens } from './link-tokens.js';

describe('identity', () => {
  let test: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    test = await testDatabase();
    database = test.database;
  });
  afterAll(() => test.drop());

  it('creates one first administrator, however many processes start', async () => {
    const service = new Accounts(database);
    const made = await Promise.all([service.ensureFirstAdministrator(), service.ensureFirstAdministrator()]);
    const [first] = made.filter((answer) => answer !== null);
    expect(made.filter((answer) => answer === null)).toHaveLength(1);
    expect(await service.ensureFirstAdministrator({ email: 'other@example.org' })).toBeNull();
    const viewer = await service.signIn(first!.email.toUpperCase(), first!.password!);
    expect(viewer.grants).toEqual([{ programme: '*', role: 'administrator', country: '*' }]);
  });

  it('refuses every sign-in alike: wrong password, unknown address, disabled account', async () => {
    const service = new Accounts(database);
    await database.db
      .insert(people)
      .values({ id: 'P-1', name: 'One', email: 'one@example.org', language: 'fr' });
    await service.give('P-1', 'One@example.org', 'un olivier au soleil');
    const refusal = { kind: 'unauthenticated', code: 'sign-in.refused', subject: null };
    await expect(service.signIn('one@example.org', 'wrong password')).rejects.toMatchObject(refusal);
    await expect(service.signIn('two@example.org', 'un olivier au soleil')).rejects.toMatchObject(refusal);
    expect((await service.signIn('one@example.org', 'un olivier au soleil')).person).toBe('P-1');
    await service.disable('P-1');
    await expect(service.signIn('one@example.org', 'un olivier au soleil')).rejects.toMatchObject(refusal);
    expect(await service.viewerOfAccount('P-1')).toBeNull();
    expect(await service.viewer('P-1')).toMatchObject({ person: 'P-1' });
    expect(
      (await database.db.select().from(accounts)).map(({ passwordHash }) => passwordHash.slice(0, 10)),
    ).toEqual(['$argon2id$', '$argon2id$']);
  });

  it('locks an account after ten wrong passwords from wherever, and says nothing of it', async () => {
    const service = new Accounts(database);
    await database.db.insert(people).values({ id: 'P-8', name: 'Eight', language: 'fr' });
    await service.give('P-8', 'eight@example.org', 'un olivier au soleil');
    const refusal = { kind: 'unauthenticated', code: 'sign-in.refused', subject: null };
    for (let attempt = 0; attempt < 9; attempt++)
      await expect(service.signIn('eight@example.org', 'wrong password')).rejects.toMatchObject(refusal);
    expect((await service.signIn('eight@example.org', 'un olivier au soleil')).person).toBe('P-8');
    const wrong = Array.from({ length: 10 }, () => service.signIn('eight@example.org', 'wrong password'));
    expect((await Promise.allSettled(wrong)).every(({ status }) => status === 'rejected')).toBe(true);
    await expect(service.signIn('eight@example.org', 'un olivier au soleil')).rejects.toMatchObject(refusal);
    await database.db
      .update(accounts)
      .set({ lockedUntil: sql`now() - interval '1 second'` })
      .where(eq(accounts.person, 'P-8'));
    expect((await service.signIn('eight@example.org', 'un olivier au soleil')).person).toBe('P-8');
  });

  it('lets a mailed token choose one password, once, ending what the old one opened', async () => {
    const [service, tokens, open] = [
      new Accounts(database),
      new AccountTokens(database),
      new OpenSessions(database),
    ];
    await database.db
      .insert(people)
      .values({ id: 'P-9', name: 'Nine', email: 'Nine@example.org', language: 'fr' });
    const invitation = await tokens.issue('P-9', 'invitation');
    expect(await tokens.find(invitation)).toEqual({ person: 'P-9', purpose: 'invitation' });
    await expect(service.choosePassword(invitation, 'short')).rejects.toMatchObject({
      code: 'password.too-short',
    });
    const twice = await Promise.allSettled([
      service.choosePassword(invitation, 'un olivier au soleil'),
      service.choosePassword(invitation, 'un figuier à l’ombre'),
    ]);
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await tokens.find(invitation)).toBeNull();

    await new BearerTokens(database).issue('P-9');
    await database.db.insert(sessions).values({
      sid: 'secret-sid',
      sess: { person: 'P-9', createdAt: 1, lastSeen: 2, place: '127.0.0.1', browser: 'Firefox' },
      expire: new Date(Date.now() + 60_000),
    });
    const listed = await open.of('P-9');
    expect(listed.map(({ kind, browser }) => [kind, browser])).toEqual(
      expect.arrayContaining([
        ['token', undefined],
        ['browser', 'Firefox'],
      ]),
    );
    expect(JSON.stringify(listed)).not.toContain('secret-sid');
    expect(await open.end('P-8', listed[0]!.id)).toBe(false);

    const first = await tokens.issue('P-9', 'reset');
    const reset = await tokens.issue('P-9', 'reset');
    expect(await tokens.find(first)).toBeNull();
    await service.choosePassword(reset, 'une olive bien noire');
    expect(await open.of('P-9')).toEqual([]);
    expect((await service.signIn('nine@example.org', 'une olive bien noire')).person).toBe('P-9');
    expect(JSON.stringify(await database.db.select().from(accountTokens))).not.toContain(reset);

    const late = await tokens.issue('P-9', 'reset');
    await database.db.update(accountTokens).set({ expiresAt: sql`now() - interval '1 second'` });
    await expect(service.choosePassword(late, 'une olive bien verte')).rejects.toMatchObject({
      code: 'account.token-over',
    });
    const beforeDisabling = await tokens.issue('P-9', 'reset');
    await service.disable('P-9');
    expect(await service.personOf('nine@example.org')).toBeNull();
    await expect(service.choosePassword(beforeDisabling, 'une olive bien verte')).rejects.toMatchObject({
      code: 'account.token-over',
    });
  });

  it('lets the director stand in for a function that nobody holds', async () => {
    await database.db
      .insert(organisations)
      .values({ code: 'OLV-90', name: 'O', country: 'MA', sector: 'olives' });
    await database.db.insert(people).values([
      { id: 'P-2', name: 'Two', language: 'fr', organisation: 'OLV-90' },
      { id: 'P-3', name: 'Three', language: 'fr', organisation: 'OLV-90' },
    ]);
    await database.db.insert(contacts).values([
      { organisation: 'OLV-90', person: 'P-2', function: 'director' },
      { organisation: 'OLV-90', person: 'P-3', function: 'technical' },
    ]);
    const viewer = await new Accounts(database).viewer('P-2');
    expect(viewer?.contactOf.map((contact) => contact.function).sort()).toEqual(['accountant', 'director']);
  });

  it('keeps bearer tokens hashed, and ends them by revocation and expiry', async () => {
    const tokens = new BearerTokens(database);
    const { id, token } = await tokens.issue('P-2');
    expect(await tokens.verify(token)).toEqual({ person: 'P-2', id });
    expect(await tokens.verify(`${token}x`)).toBeNull();
    expect(JSON.stringify(await database.db.select().from(apiTokens))).not.toContain(token);
    expect(await tokens.revoke('P-3', id)).toBe(false);
    expect(await tokens.revoke('P-2', id)).toBe(true);
    expect(await tokens.verify(token)).toBeNull();
    const past = await tokens.issue('P-2', { days: -1 });
    expect(await tokens.verify(past.token)).toBeNull();
  });

  it('derives the same link for each mail; another secret, person or counter gives none', async () => {
    const tokens = new LinkTokens(database, 'secret');
    const subject = { reference: 'R', item: 'R.application.1', person: 'P-2' };
    const { token, link } = await tokens.issue(subject, 1_000);
    expect((await tokens.issue(subject, 500)).token).toBe(token);
    expect(await tokens.verify(token, 999)).toMatchObject({
      status: 'valid',
      link: { person: 'P-2', expiresAt: 1_000 },
    });
    expect((await tokens.verify(token, 1_000)).status).toBe('expired');
    expect((await tokens.verify(deriveLinkToken('other secret', link), 0)).status).toBe('unknown');
    expect((await tokens.verify(deriveLinkToken('secret', { ...link, counter: 1 }), 0)).status).toBe(
      'unknown',
    );
    const others = [{ person: 'P-3' }, { via: 'P-1' }, { handover: 'P-1' }, { handover: 'h-2' }];
    const issued = await Promise.all(others.map((other) => tokens.issue({ ...subject, ...other }, 1_000)));
    expect(new Set([token, ...issued.map((one) => one.token)]).size).toBe(5);
    expect(JSON.stringify(await database.db.select().from(links))).not.toContain(token);

    await tokens.renew(link.id, 5_000);
    expect((await tokens.verify(token, 0)).status).toBe('expired');
    const renewed = await tokens.issue(subject, 1_000);
    expect(await tokens.verify(renewed.token, 4_999)).toMatchObject({
      status: 'valid',
      link: { expiresAt: 5_000 },
    });
    await tokens.revoke(subject, 10);
    expect((await tokens.verify(renewed.token, 20)).status).toBe('revoked');
    expect((await tokens.verify(token, 20)).status).toBe('revoked');
  });
});
