import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Accounts } from '#libs/identity';
import type { InboxMessage, InboxSummary } from '#libs/mail';
import { Mails } from '#libs/persistence';
import { casesFixture, type CasesFixture } from '../../../testing/src/cases.js';
import type { Actor } from '../actor.js';
import { BootChecks } from '../boot/boot-checks.js';
import { ImportProgramme } from '../boot/import-programme.js';
import { Sweep } from '../boot/sweep.js';
import { CaseQueries } from '../queries/case-queries.js';
import { DirectoryQueries } from '../people/directory-queries.js';
import { ItemQueries } from '../queries/item-queries.js';
import { CompleteTask } from '../usecases/complete-task.js';
import { TaskDrafts } from '../usecases/drafts.js';
import { EditPeople } from '../people/edit-people.js';
import { GrantRoles } from '../people/grant-roles.js';
import { FreshLink } from './fresh-link.js';
import { LinkActors } from './link-actors.js';
import { OpenCase } from '../usecases/open-case.js';
import { ReadDocument } from '../documents/read-document.js';
import { RemoveDraftDocument } from '../documents/remove-draft-document.js';
import { UploadDocument } from '../documents/upload-document.js';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const day = 86_400_000;

// Mail passes through a queue and a real SMTP server.
jest.setTimeout(60_000);

describe('links and uploads', () => {
  let fixture: CasesFixture;
  let coordinator: Actor;
  let keys = 0;
  const key = () => `key-${++keys}`;

  beforeAll(async () => {
    fixture = await casesFixture();
    coordinator = await fixture.actor('P-001');
  }, 60_000);
  afterAll(() => fixture.close(), 60_000);

  const open = async (organisation: string, definition = 'sme-cleaner-production') =>
    (
      await fixture
        .get(OpenCase)
        .execute(coordinator, { programme: 'CCP-MA', organisation, definition }, key())
    ).reference;
  const resolve = (token: string) => fixture.get(LinkActors).resolve(token);

  /** Waits for the n-th mail to an address and answers the token of its link. */
  async function tokenMailedTo(address: string, count: number): Promise<string> {
    for (const until = Date.now() + 20_000; Date.now() < until;) {
      const all = (await (await fetch(`${fixture.inbox.webUrl}/api/messages`)).json()) as
        readonly InboxSummary[] | { readonly messages: readonly InboxSummary[] };
      const list = 'messages' in all ? all.messages : all;
      const mine = list.filter(({ to }) => to.includes(address));
      if (mine.length >= count) {
        const message = (await (
          await fetch(`${fixture.inbox.webUrl}/api/messages/${mine[0]?.id ?? ''}`)
        ).json()) as InboxMessage;
        return /\/t\/([\w.-]+)/.exec(message.text)?.[1] ?? '';
      }
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`No mail number ${count} for ${address}.`);
  }

  it('a mailed link acts as its person, on its own item and nothing else', async () => {
    const reference = await open('OLV-02');
    const other = await open('OLV-03');
    const token = await tokenMailedTo('director.olv-02@example.org', 1);
    const answer = await resolve(token);
    if (answer.status !== 'valid') throw new Error(`The link is ${answer.status}.`);
    expect(answer).toMatchObject({ item: `${reference}.application.1`, actor: { channel: 'link' } });
    expect((await fixture.get(ItemQueries).itemView(answer.actor, answer.item)).item.mayAct).toBe(true);
    await expect(
      fixture.get(ItemQueries).itemView(answer.actor, `${other}.application.1`),
    ).rejects.toMatchObject({ code: 'link.other-item' });
    expect((await resolve(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).status).toBe('unknown');
    expect((await resolve('no such token')).status).toBe('unknown');

    const drafts = fixture.get(TaskDrafts);
    const saved = await drafts.save(answer.actor, {
      item: answer.item,
      version: 0,
      answers: { town: 'Fès' },
    });
    expect(saved).toEqual({ item: answer.item, version: 1, answers: { town: 'Fès' } });
    await expect(
      drafts.save(answer.actor, { item: answer.item, version: 0, answers: { town: 'Rabat' } }),
    ).rejects.toMatchObject({ kind: 'conflict', code: 'draft.stale', details: { stored: saved } });
    expect((await drafts.load(await fixture.actor('P-104'), answer.item)).answers).toEqual({ town: 'Fès' });
    await expect(drafts.load(coordinator, answer.item)).rejects.toMatchObject({ code: 'actor.not-assigned' });
  });

  it('an expired link offers a fresh one, mailed once to the registered address; the old one stays dead', async () => {
    await open('OLV-04');
    const address = 'director.olv-04@example.org';
    const old = await tokenMailedTo(address, 1);
    await fixture.get(FreshLink).execute(old);
    fixture.clock.advance(200 * day);
    expect((await resolve(old)).status).toBe('expired');
    await fixture.get(FreshLink).execute(old);
    await fixture.get(FreshLink).execute(old);
    const fresh = await tokenMailedTo(address, 2);
    expect((await resolve(fresh)).status).toBe('valid');
    expect((await resolve(old)).status).toBe('expired');
    const mails = await fixture.get(Mails).list({ state: 'sent' });
    expect(mails.filter(({ notice }) => notice === 'fresh-link')).toHaveLength(1);
  });

  it('keeps uploads as drafts until an act lists them, then for good', async () => {
    const reference = await open('EIT-X', 'partnership-agreement');
    const item = `${reference}.draft.1`;
    const upload = (actor: Actor, content = pdf, field = 'document') =>
      fixture
        .get(UploadDocument)
        .execute(actor, { item, field, name: 'C:\\Bureau\\convention.pdf', content });
    const document = await upload(coordinator);
    expect(document).toMatchObject({ name: 'convention.pdf', mediaType: 'application/pdf', draft: true });
    expect(await upload(coordinator)).toEqual(document);
    await expect(
      upload(coordinator, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
    ).rejects.toMatchObject({
      code: 'document.kind-refused',
    });
    await expect(upload(coordinator, pdf, 'subject')).rejects.toMatchObject({
      code: 'document.field-unknown',
    });
    await expect(upload(await fixture.actor('P-104'))).rejects.toMatchObject({ code: 'item.unknown' });

    const answers = { subject: 'Formation', startsOn: '2027-01-15' };
    const complete = (documents: readonly string[]) =>
      fixture
        .get(CompleteTask)
        .execute(coordinator, { item, answers: { ...answers, document: documents } }, key());
    const foreign = '0b5c9b1e-6d0f-4a67-9d7e-0c2f3c1f7a11';
    await expect(complete([foreign])).rejects.toMatchObject({ code: 'document.unknown', subject: foreign });
    await complete([document.id]);
    const read = await fixture.get(ReadDocument).execute(coordinator, document.id);
    expect(read.document.draft).toBe(false);
    expect(await buffer(read.content)).toEqual(pdf);
    await expect(fixture.get(RemoveDraftDocument).execute(coordinator, document.id)).rejects.toMatchObject({
      code: 'document.attached',
    });
    // Whoever is to sign a text opens it from the page of the signature; another partner of the programme does not.
    const signing = await fixture.get(ReadDocument).execute(await fixture.actor('P-027'), document.id);
    expect(await buffer(signing.content)).toEqual(pdf);
    await expect(
      fixture.get(ReadDocument).execute(await fixture.actor('P-021'), document.id),
    ).rejects.toMatchObject({ code: 'action.forbidden' });
    const observer = await fixture.actor('P-041');
    await expect(fixture.get(CaseQueries).documents(observer.viewer, reference)).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });

  it('I16: boots on what was imported, however often it is imported', async () => {
    const again = await fixture.get(ImportProgramme).execute('programmes/ccp-maroc');
    expect(again).toMatchObject({ programme: 'CCP-MA' });
    await fixture.get(BootChecks).verify();
    expect(await fixture.get(Sweep).run()).toMatchObject({ nudged: [], orphans: 0 });
  });

  it('I3: saves that people leave, and tells whoever saved it what nobody could decide any more', async () => {
    const edit = fixture.get(GrantRoles);
    const { viewer } = coordinator;
    const leaving = ['P-033', 'P-034', 'P-035'];
    for (const member of leaving)
      expect((await edit.revoke(viewer, 'CCP-MA', member, 'committee')).warnings).toEqual([]);
    const last = await edit.revoke(viewer, 'CCP-MA', 'P-032', 'committee');
    expect(last.grants).toEqual([]);
    expect(last.warnings).toEqual([
      {
        definition: 'sme-cleaner-production@2',
        key: 'admission',
        title: 'Admission par le comité de sélection',
        ...{ need: 2, possible: 1, companies: [], expired: false },
      },
    ]);
    for (const member of ['P-032', ...leaving]) await edit.grant(viewer, 'CCP-MA', member, 'committee');
    expect(await fixture.get(DirectoryQueries).gaps(viewer, 'CCP-MA')).toEqual([]);
  });

  it('lets a coordinator edit the own programme’s address book, and no administrator into it', async () => {
    const edit = fixture.get(EditPeople);
    const roles = fixture.get(GrantRoles);
    const { viewer } = coordinator;
    const added = await edit.addPerson(viewer, 'CCP-MA', {
      name: 'Nouvelle',
      language: 'fr',
      email: 'n@example.org',
    });
    expect(added.id).toMatch(/^P-\d{3}$/);
    await edit.addContact(viewer, 'CCP-MA', 'OLV-05', added.id, 'technical');
    await roles.grant(viewer, 'CCP-MA', added.id, 'observer');
    const people = await fixture.get(DirectoryQueries).people(viewer, { programme: 'CCP-MA' });
    expect(people.find(({ id }) => id === added.id)).toMatchObject({
      contactOf: [{ organisation: 'OLV-05', function: 'technical' }],
      grants: [{ programme: 'CCP-MA', role: 'observer', country: '*' }],
    });
    await expect(roles.grant(viewer, 'CCP-MA', added.id, 'administrator')).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(edit.addPerson(viewer, 'OTHER', { name: 'x', language: 'fr' })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(edit.giveAccount(viewer, 'CCP-MA', added.id, 'un olivier au soleil')).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(
      edit.changePerson(viewer, 'CCP-MA', added.id, { email: 'mine@example.org' }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    const administrator = {
      ...viewer,
      grants: [{ programme: '*', role: 'administrator' as const, country: '*' }],
    };
    await edit.giveAccount(administrator, 'CCP-MA', added.id, 'un olivier au soleil');
    expect((await fixture.get(Accounts).signIn(' N@Example.org', 'un olivier au soleil')).person).toBe(
      added.id,
    );
  });
});
