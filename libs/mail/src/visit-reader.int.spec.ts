import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SettableClock } from '#libs/config';
import {
  Mails,
  visitMailId,
  Visits,
  type Database,
  type Visit,
  type VisitChangeKind,
} from '#libs/persistence';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { received, startInbox } from './inbox/inbox.fixture.js';
import type { MailInbox } from './inbox/mail-inbox.js';
import type { InboxMessage } from './inbox/message-store.js';
import { at, saveCase, saveProgramme } from './mail-case.fixture.js';
import type { MailDelivery } from './mail-delivery.js';
import { mailWorker } from './mail-worker.fixture.js';
import { Smtp } from './smtp.js';

const reference = 'CCP-MA-2026-0001';
const [director, expert] = ['P-001', 'P-020'];
const hour = 3_600_000;
const slot = { startsAt: at + 48 * hour, endsAt: at + 50 * hour };

describe('mail about a visit that waited for the mail server', () => {
  let test: TestDatabase;
  let database: Database;
  let inbox: MailInbox;
  let smtp: Smtp;
  let delivery: MailDelivery;

  beforeAll(async () => {
    test = await testDatabase();
    ({ database } = test);
    await saveProgramme(database);
    await saveCase(database, reference);
    inbox = await startInbox();
    smtp = new Smtp({ url: inbox.smtpUrl, from: 'Parcours <mail@parcours.example.org>' });
    ({ delivery } = mailWorker(database, smtp, new SettableClock(at)));
  });
  afterAll(async () => {
    smtp.close();
    await inbox.stop();
    await test.drop();
  });

  const offered = (): Visit => ({
    ...{ id: randomUUID(), reference, item: null, state: 'proposed', sequence: 0 },
    ...{
      place: 'Usine',
      note: '',
      visitors: [expert],
      standIns: {},
      functions: ['director'],
      invited: [director],
    },
    ...{ startsAt: null, endsAt: null, wish: null, proposedBy: expert, proposedAt: at, slots: [slot] },
  });

  /** Something happened to it, of which those people are to be told; the mail server is away. */
  async function happened(
    visit: Visit,
    kind: VisitChangeKind,
    told: readonly string[],
    more: Partial<Visit> = {},
  ): Promise<Visit> {
    const next = { ...visit, ...more };
    await new Visits(database).change(next.id, next.visitors, null, () => ({
      visit: next,
      change: { kind, person: director, onBehalfOf: null, note: '', edit: null, at },
      mails: told.map((person) => ({
        id: visitMailId(next, kind, person),
        ...{ reference, seq: 1, notice: 'visit' as const, item: null, person, at },
        ...{ outcome: kind, revision: next.sequence },
      })),
    }));
    return next;
  }

  /** What everybody got once it was back. */
  async function delivered(): Promise<readonly InboxMessage[]> {
    await delivery.deliver(reference, 1);
    return received(inbox);
  }

  const stateOf = async (visit: Visit, kind: VisitChangeKind, person: string) =>
    (await new Mails(database).get(visitMailId(visit, kind, person)))?.state;

  it('still invites to the agreed date when another one was asked for meanwhile: that one stands', async () => {
    const proposed = await happened(offered(), 'proposed', []);
    const everybody = [director, expert];
    const agreed = await happened(proposed, 'confirmed', everybody, {
      ...{ state: 'confirmed', sequence: 1, ...slot },
    });
    const wish = { text: '', day: '2026-09-09', person: director, at };
    const asked = await happened(agreed, 'asked', [expert], { sequence: 2, wish });
    const mails = await delivered();
    const invited = mails.filter(({ attachments }) =>
      attachments.some(({ mediaType }) => mediaType.includes('calendar') || mediaType.includes('ics')),
    );
    expect(invited.flatMap(({ to }) => to).sort()).toEqual(['dina@example.org', 'samir@example.org']);
    for (const { text } of invited) expect(text).not.toContain('September 9');
    expect(await stateOf(asked, 'asked', expert)).toBe('sent');
  });

  it('goes out with the new place where that was changed meanwhile, and the wish that waited too', async () => {
    const proposed = await happened(offered(), 'proposed', [director]);
    const wish = { text: '', day: '2026-09-09', person: director, at };
    const asked = await happened(proposed, 'asked', [expert], { sequence: 1, wish });
    const edited = await happened(asked, 'edited', [director], { sequence: 2, place: 'Quai 3' });
    const mails = await delivered();
    const about = mails.filter(({ text }) => text.includes('Quai 3'));
    expect(about.flatMap(({ to }) => to).sort()).toEqual(['dina@example.org', 'samir@example.org']);
    expect(about.find(({ to }) => to.includes('samir@example.org'))?.text).toContain('September 9');
    expect(await stateOf(proposed, 'proposed', director)).toBe('dropped');
    expect(await stateOf(asked, 'asked', expert)).toBe('sent');
    expect(await stateOf(edited, 'edited', director)).toBe('sent');
  });

  it('is dropped once a later change is told to the same people', async () => {
    const proposed = await happened(offered(), 'proposed', [director]);
    const offeredAgain = await happened(proposed, 'offered', [director], { sequence: 1 });
    await delivered();
    expect(await stateOf(proposed, 'proposed', director)).toBe('dropped');
    expect(await stateOf(offeredAgain, 'offered', director)).toBe('sent');
  });
});
