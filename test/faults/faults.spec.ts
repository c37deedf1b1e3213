import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiRefusal, type ApiPerson, type WaitingItem } from '../../apps/standalone/src/demo/api-person.js';
import { CaseDriver } from '../e2e/case-driver.js';
import { Installation, main } from '../e2e/installation.js';
import { patientFetch } from '../e2e/patient-fetch.js';
import { endWithDatabaseAway } from './database-away.js';
import { exportDossier, messagesById, type Dossier } from './dossier.js';
import { Killer } from './killer.js';
import { seeded } from './seeded.js';

const kills = Number(process.env['FAULT_KILLS'] ?? 50);
const seed = Number(process.env['FAULT_SEED'] ?? randomInt(2 ** 31));
/** An answer may need a restart, and then a workflow task that died with its worker and is given out again after ten seconds. */
const patienceMs = 180_000;
const companies = ['OLV-01', 'OLV-02', 'OLV-03', 'OLV-04', 'OLV-05', 'OLV-06'];
/** An approval that a single voice of several who may decides. */
const contested = 'validation';
/** Its case is opened for the sake of its mail, and stays open. */
const mailOnly = 'CAN-01';

describe(`kill -9 of the whole stack at ${kills} random moments, seed ${seed}`, () => {
  let installation: Installation;
  let driver: CaseDriver;
  let killer: Killer;
  let databaseAway: ReturnType<typeof endWithDatabaseAway>;
  /** Opened for the sake of its mail. */
  let leftOpen: string | undefined;
  const walked: string[] = [];
  const dossiers = new Map<string, Dossier>();
  /** What the two people said who decided the same approval around a kill. */
  const rivals: { item: string; first: string; second: string; refusal: string; seq: number }[] = [];

  /** A request that is not repeated before somebody else was answered. */
  let held: { readonly key: string; readonly until: Promise<unknown> } | undefined;

  beforeAll(async () => {
    process.stdout.write(`Faults: ${kills} kills, FAULT_SEED=${seed}\n`);
    databaseAway = endWithDatabaseAway();
    databaseAway.catch(() => undefined);
    installation = await Installation.create('test/faults/faulty-standalone.mjs');
    await installation.start();
    killer = new Killer(installation, kills, seeded(seed));
    driver = await CaseDriver.meet(
      installation,
      patientFetch({
        withinMs: patienceMs,
        onAttempt: async (request, attempt) => {
          killer.onAttempt(request);
          const key = new Headers(request.headers).get('idempotency-key');
          if (attempt > 1 && key !== null && key === held?.key) await held.until;
        },
      }),
    );
    for (const company of companies) {
      killer.begin();
      const reference = await driver.open(company);
      walked.push(reference);
      if (!leftOpen) {
        await killer.rest();
        await dieAfterMail();
        killer.begin();
      }
      await driver.walk(reference, rivals.length === 0 ? { settle: decideAroundKill } : {}, patienceMs);
      if (killer.isOver) break;
    }
    await killer.rest();
    await mailsAreOut();
    const { code } = await installation.terminate();
    expect(code).toBe(0);
    // What the faulty entry left, the real one goes on with.
    await installation.start(main);
    for (const reference of walked) dossiers.set(reference, await exportDossier(installation, reference));
    await driver.readMails();
  }, 3_600_000);
  afterAll(async () => {
    await killer.rest().catch(() => undefined);
    await databaseAway.catch(() => undefined);
    await installation.remove();
  }, 300_000);

  /** A mail is sent and never marked so; it comes again before anybody reads it (a mail about a settled item would not). */
  async function dieAfterMail(): Promise<void> {
    await installation.tell({ at: 'mailed' });
    const opening = driver.open(mailOnly);
    const { signal } = await installation.end();
    expect(signal).toBe('SIGKILL');
    await installation.start();
    leftOpen = await opening;
    walked.push(leftOpen);
    const deadline = performance.now() + 60_000;
    const isRepeated = async () =>
      [...(await messagesById(installation.inbox)).values()].some((copies) => copies.length > 1);
    while (!(await isRepeated()) && performance.now() < deadline) await pause(200);
  }

  /** One member approves and everything dies right after the commit; another one returns it first afterwards. */
  async function decideAroundKill(member: ApiPerson, item: WaitingItem): Promise<boolean> {
    if (item.key !== contested) return false;
    await killer.rest();
    const { members } = driver.team;
    const others = members.filter(({ person }) => person !== member.person);
    const lists = await Promise.all(others.map(async (other) => ({ other, list: await other.worklist() })));
    const rival = lists.find(({ list }) => list.some(({ id }) => id === item.id))?.other;
    if (!rival) throw new Error(`Nobody but ${member.person} may decide ${item.id}.`);
    await installation.tell({ at: 'recorded', item: item.id });
    const decide = (person: ApiPerson, body: object, key: string) =>
      person.post<{ seq: number }>(`/api/v1/approvals/${item.id}/decisions`, body, key);
    let release: () => void = () => undefined;
    held = { key: `first ${item.id}`, until: new Promise<void>((done) => (release = done)) };
    const lost = decide(member, { outcome: 'approve' }, held.key);
    await installation.end();
    const start = installation.start();
    const returned = { outcome: 'return', reopens: ['report'], reason: 'Un chiffre ne concorde pas.' };
    const refusal = await decide(rival, returned, `second ${item.id}`).then(
      () => 'accepted',
      (error: unknown) => (error instanceof ApiRefusal ? error.code : String(error)),
    );
    release();
    await start;
    const { seq } = await lost;
    rivals.push({ item: item.id, first: member.person, second: rival.person, refusal, seq });
    driver.done.push({ item: item.id, kind: 'approval', by: 'api', person: member.person });
    killer.begin();
    return true;
  }

  async function mailsAreOut(): Promise<void> {
    const deadline = performance.now() + 60_000;
    for (const reference of walked) {
      for (;;) {
        const { items } = await driver.team.coordinator.get<{ items: readonly { state: string }[] }>(
          `/api/v1/mails?reference=${reference}&limit=200`,
        );
        if (items.every(({ state }) => state !== 'queued' && state !== 'sending')) break;
        if (performance.now() > deadline) throw new Error(`Mail of ${reference} still waits.`);
        await pause(200);
      }
    }
  }

  it('kills as often as asked, and every case ends right', async () => {
    expect(killer.killed).toBeGreaterThanOrEqual(kills);
    for (const reference of walked.filter((one) => one !== leftOpen))
      expect(await driver.look(reference)).toMatchObject({ status: 'closed', outcome: 'completed' });
    const slowest = Math.max(...killer.restartMs);
    process.stdout.write(
      `${killer.killed} kills (${killer.inStart} during a start) and 2 exact ones over ${driver.done.length} acts of ${walked.length} cases; slowest restart ${(slowest / 1000).toFixed(1)} s.\n`,
    );
  });

  it('has every act exactly once in the log, under the name of whoever did it (I11)', () => {
    for (const reference of walked) {
      const { log, acts } = dossiers.get(reference)!;
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
      const consumed = acts.filter(({ state }) => state === 'consumed');
      const mine = driver.done.filter(({ item }) => item.startsWith(`${reference}.`));
      expect(consumed.flatMap(({ item }) => item ?? []).sort()).toEqual(mine.map(({ item }) => item).sort());
      for (const { item, person, by } of mine) {
        // Each member of a committee has a voice of their own.
        const about = consumed.filter((one) => one.item === item);
        const logged = log.filter(
          ({ seq, act, actor }) =>
            about.some((one) => one.id === act?.id && one.seq === seq) &&
            (person === null || actor?.person === person),
        );
        expect(logged).toHaveLength(1);
        expect(logged[0]).toMatchObject({
          actor: { channel: by === 'link' ? 'link' : 'signed-in' },
        });
      }
      expect(acts.filter(({ state }) => state === 'stored')).toEqual([]);
    }
  });

  it('names the one whose decision was committed, whoever came first after the kill', () => {
    expect(rivals).toHaveLength(1);
    const [{ item, first, refusal, seq }] = rivals as [(typeof rivals)[number]];
    expect(refusal).toBe('approval.not-open');
    const { log } = dossiers.get(walked[0]!)!;
    expect(log.find((one) => one.seq === seq)?.actor?.person).toBe(first);
    expect(log.filter((one) => JSON.stringify(one.events).includes(`"${item}"`)).length).toBeGreaterThan(0);
  });

  it('has folded its log into every projection (I7)', async () => {
    const { code, output } = await installation.parcours('rebuild');
    expect(output).toContain('Every projection equals its log.');
    expect(code).toBe(0);
  });

  it('has sent every mail; what SMTP repeated has the same Message-ID and the same bytes (I5)', async () => {
    const messages = await messagesById(installation.inbox);
    const rows = [...dossiers.values()].flatMap(({ mails }) => mails);
    expect(rows.filter(({ state }) => state !== 'sent' && state !== 'dropped')).toEqual([]);
    const sent = rows.filter(({ state }) => state === 'sent').map(({ messageId }) => messageId!);
    expect(new Set(sent).size).toBe(sent.length);
    expect(sent.filter((id) => !messages.has(id))).toEqual([]);
    const repeats = [...messages.values()].filter((copies) => copies.length > 1);
    for (const copies of repeats) expect(new Set(copies).size).toBe(1);
    const again = repeats.reduce((sum, copies) => sum + copies.length - 1, 0);
    process.stdout.write(`${sent.length} mails sent, ${again} repeated.\n`);
    const late = rows.filter(
      ({ state, messageId }) => state === 'dropped' && messageId && messages.has(messageId),
    );
    process.stdout.write(
      `${late.length} mails went out and were dropped when they would have been repeated.\n`,
    );
    // The kill between SMTP's 250 and its record always leaves one.
    expect(again).toBeGreaterThanOrEqual(1);
  });

  it('ends on SIGTERM within its grace time while the database is away', async () => {
    const { ms, accepted } = await databaseAway;
    process.stdout.write(`SIGTERM with the database away: ended after ${(ms / 1000).toFixed(1)} s.\n`);
    expect(accepted).toBe(true);
    expect(ms).toBeLessThan(60_000);
  }, 180_000);
});
