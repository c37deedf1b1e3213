import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { BounceMailbox, MailDelivery } from '#libs/mail';
import { CaseSurveys, CaseViews, Mails, People, type Mail } from '#libs/persistence';
import { notification } from '../../mail/src/bounces/bounce.fixture.js';
import { casesFixture, type CasesFixture } from '../../testing/src/cases.js';
import { imapFixture } from '../../testing/src/imap.js';
import { mailedTo } from '../../testing/src/inbox.js';
import type { Actor } from './actor.js';
import { EditPeople } from './usecases/edit-people.js';
import { OpenCase } from './usecases/open-case.js';
import { RetryMail } from './usecases/retry-mail.js';
import { TakeBounce } from './usecases/take-bounce.js';

// Mail passes through a queue and a real SMTP server.
jest.setTimeout(60_000);

describe('mail that comes back hours later', () => {
  let fixture: CasesFixture;
  let coordinator: Actor;
  let keys = 0;

  beforeAll(async () => {
    fixture = await casesFixture();
    coordinator = await fixture.actor('P-001');
  }, 60_000);
  afterAll(() => fixture.close(), 60_000);

  async function openCase(organisation: string): Promise<string> {
    const { reference } = await fixture
      .get(OpenCase)
      .execute(
        coordinator,
        { programme: 'CCP-MA', organisation, definition: 'sme-cleaner-production' },
        `key-${++keys}`,
      );
    await mailedTo(fixture.inbox, `director.${organisation.toLowerCase()}@example.org`);
    return reference;
  }

  async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
    for (const end = Date.now() + 20_000; Date.now() < end;) {
      const seen = await look();
      if (seen !== undefined) return seen;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('It never came to be.');
  }
  const invitationOf = (reference: string) =>
    until<Mail>(async () =>
      (await fixture.get(Mails).list({ references: [reference] })).find(({ state }) => state === 'sent'),
    );
  const openIncidents = (reference: string) => fixture.get(CaseViews).incidents({ reference, open: true });

  it('marks mail and address, raises one incident, stops further mail, and goes out anew once corrected', async () => {
    const reference = await openCase('OLV-02');
    const mail = await invitationOf(reference);
    const bounce = notification({ messageId: mail.messageId ?? '', recipient: mail.address ?? '' });
    const other = notification({ messageId: mail.messageId ?? '', recipient: 'somebody.else@example.org' });
    const take = fixture.get(TakeBounce);
    expect(await take.execute(other)).toEqual({ recognised: false, references: [] });
    expect(await take.execute(bounce)).toEqual({ recognised: true, references: [reference] });
    expect(await take.execute(bounce)).toEqual({ recognised: true, references: [] });
    expect(await fixture.get(Mails).get(mail.id)).toMatchObject({ state: 'bounced' });
    expect(await fixture.get(People).person(mail.person ?? '')).toMatchObject({
      bounceReason: expect.stringContaining('User unknown'),
    });
    const incident = await until(async () => (await openIncidents(reference))[0]);
    expect(incident).toMatchObject({ kind: 'mail-undeliverable', subject: mail.item });
    expect(await fixture.get(CaseSurveys).withUnreached()).not.toContain(reference);

    // Another mail to the same director is not even tried.
    const id = `${mail.id}:again`;
    const { seq, notice, item, person, at } = mail;
    await fixture.get(Mails).enqueue({ id, reference, seq, notice, item, person, at });
    await fixture.get(MailDelivery).deliver(reference, seq);
    expect(await fixture.get(Mails).get(id)).toMatchObject({ state: 'refused', subject: null });

    await fixture.get(EditPeople).changePerson(administrator(), 'CCP-MA', mail.person ?? '', {
      email: 'corrected.olv-02@example.org',
    });
    expect(await fixture.get(People).person(mail.person ?? '')).toMatchObject({ bouncedAt: null });
    const retry = fixture.get(RetryMail);
    expect(await retry.execute(coordinator.viewer, incident.id)).toMatchObject({ retried: 2, sent: 2 });
    const fresh = await mailedTo(fixture.inbox, 'corrected.olv-02@example.org');
    expect(fresh.map((one) => one.messageId)).toContain((mail.messageId ?? '').replace('@', '.2@'));
    await expect(retry.execute(coordinator.viewer, incident.id)).rejects.toMatchObject({
      code: 'incident.no-mail',
    });
    const stranger = await fixture.actor('P-107');
    await expect(retry.execute(stranger.viewer, incident.id)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('is read from a mailbox as well', async () => {
    const reference = await openCase('OLV-03');
    const { id, messageId, address } = await invitationOf(reference);
    const raw = notification({ messageId: messageId ?? '', recipient: address ?? '' });
    const imap = await imapFixture([{ raw }]);
    expect(await new BounceMailbox(imap.url).read((it) => fixture.get(TakeBounce).execute(it))).toBe(1);
    await imap.close();
    expect(await fixture.get(Mails).get(id)).toMatchObject({ state: 'bounced' });
    expect(await until(async () => (await openIncidents(reference))[0])).toMatchObject({
      kind: 'mail-undeliverable',
    });
  });

  /** Somebody who may change a director's address. */
  function administrator() {
    return {
      ...coordinator.viewer,
      grants: [{ programme: '*', role: 'administrator' as const, country: '*' }],
    };
  }
});
