import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Mailbox, MailDelivery } from '#libs/mail';
import { CaseSurveys, CaseViews, Mails, People, type Mail } from '#libs/persistence';
import { notification } from '../../../mail/src/bounces/bounce.fixture.js';
import { casesFixture, type CasesFixture } from '../../../testing/src/cases.js';
import { imapFixture } from '../../../testing/src/imap.js';
import { mailedTo } from '../../../testing/src/inbox.js';
import type { Actor } from '../actor.js';
import { WorkQueries, type IncidentFilter } from '../queries/work-queries.js';
import { EditPeople } from '../people/edit-people.js';
import { OpenCase } from '../usecases/open-case.js';
import { OwnIncident } from '../usecases/own-incident.js';
import { ResolveIncident } from '../usecases/resolve-incident.js';
import { RetryMail } from './retry-mail.js';
import { TakeBounce } from './take-bounce.js';
import { TerminateCase } from '../usecases/terminate-case.js';

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
    expect(await new Mailbox(imap.url).read((it) => fixture.get(TakeBounce).execute(it))).toBe(1);
    await imap.close();
    expect(await fixture.get(Mails).get(id)).toMatchObject({ state: 'bounced' });
    expect(await until(async () => (await openIncidents(reference))[0])).toMatchObject({
      kind: 'mail-undeliverable',
    });
  });

  it('waits for a coordinator also when the case has closed, until it is sent anew or somebody says how it was settled', async () => {
    const reference = await openCase('OLV-04');
    const end = fixture.get(TerminateCase);
    await end.execute(coordinator, { reference, reason: 'The company is sold.' }, `key-${++keys}`);
    const closing = await until<Mail>(async () =>
      (await fixture.get(Mails).list({ references: [reference] })).find(
        ({ notice, person, state }) => notice === 'closing' && person === 'P-110' && state === 'sent',
      ),
    );
    const bounce = notification({ messageId: closing.messageId ?? '', recipient: closing.address ?? '' });
    await fixture.get(TakeBounce).execute(bounce);

    const { viewer } = coordinator;
    const incidents = async (filter: IncidentFilter = { open: true }) =>
      fixture.get(WorkQueries).incidents(viewer, { reference, ...filter });
    const [incident] = await incidents();
    expect(incident).toMatchObject({
      ...{ id: `${reference}.mail`, kind: 'mail-undeliverable', subject: null, owner: null },
      cause: { words: expect.stringContaining('User unknown'), unreached: [{ mail: closing.id }] },
      remedies: ['correct-address', 'retry-mail', 'resolve'],
    });
    await fixture.get(OwnIncident).execute(viewer, incident!.id);
    expect(await incidents()).toMatchObject([{ owner: { person: 'P-001' } }]);
    expect(await fixture.get(RetryMail).execute(viewer, incident!.id)).toMatchObject({ retried: 1, sent: 1 });
    expect(await incidents({})).toEqual([]);

    const again = (await fixture.get(Mails).get(closing.id))!;
    fixture.clock.advance(60_000);
    const second = notification({ messageId: again.messageId ?? '', recipient: again.address ?? '' });
    await fixture.get(TakeBounce).execute(second);
    expect(await incidents()).toMatchObject([{ id: incident!.id }]);
    const resolve = (reason: string) =>
      fixture.get(ResolveIncident).execute(coordinator, { incident: incident!.id, reason }, `key-${++keys}`);
    await expect(resolve(' ')).rejects.toMatchObject({ code: 'reason.required' });
    expect(await resolve('Told them by phone.')).toMatchObject({ reference });
    expect(await incidents()).toEqual([]);
    expect(await incidents({ open: false })).toMatchObject([{ id: incident!.id }]);
    const stranger = fixture
      .get(ResolveIncident)
      .execute(await fixture.actor('P-107'), { incident: incident!.id, reason: 'x' }, `key-${++keys}`);
    await expect(stranger).rejects.toMatchObject({ kind: 'not-found' });
  });

  /** Somebody who may change a director's address. */
  function administrator() {
    return {
      ...coordinator.viewer,
      grants: [{ programme: '*', role: 'administrator' as const, country: '*' }],
    };
  }
});
