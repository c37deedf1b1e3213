import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DomainError } from '#libs/domain';
import { LinkTokens } from '#libs/identity';
import { CaseLog, Mails } from '#libs/persistence';
import { application } from '../../../testing/src/application.fixture.js';
import { casesFixture, type CasesFixture } from '../../../testing/src/cases.js';
import type { Actor } from '../actor.js';
import { CaseQueries } from '../queries/case-queries.js';
import { ItemQueries } from '../queries/item-queries.js';
import { CompleteTask } from '../usecases/complete-task.js';
import { CopyLink } from './copy-link.js';
import { DecideApproval } from '../usecases/decide-approval.js';
import { ExtendDeadline } from '../usecases/extend-deadline.js';
import { LinkActors } from './link-actors.js';
import { OpenCase } from '../usecases/open-case.js';
import { TranscribeTask } from '../usecases/transcribe-task.js';
import { WithdrawCase } from '../usecases/withdraw-case.js';

// A shared machine starts workflows slowly at times.
jest.setTimeout(60_000);

const signature = { name: 'Directrice exemple', function: 'Directrice générale', agreed: true };
const commitment = { confidentiality: signature, commitment: signature };
const someoneElse = { name: 'Assistante exemple', function: 'Assistante de direction' };
const day = 86_400_000;

describe('links of a company', () => {
  let fixture: CasesFixture;
  let coordinator: Actor;
  let keys = 0;
  const key = () => `key-${++keys}`;

  beforeAll(async () => {
    fixture = await casesFixture();
    coordinator = await fixture.actor('P-001');
  }, 90_000);
  afterAll(() => fixture.close(), 60_000);

  const open = async (organisation = 'OLV-01') => {
    const input = { programme: 'CCP-MA', organisation, definition: 'sme-cleaner-production' };
    return (await fixture.get(OpenCase).execute(coordinator, input, key())).reference;
  };
  const complete = (actor: Actor, item: string, answers: Readonly<Record<string, unknown>>) =>
    fixture.get(CompleteTask).execute(actor, { item, answers }, key());
  const lastSeq = (reference: string) => fixture.get(CaseLog).lastSeq(reference);

  /** Who the link of a mail makes of its person. */
  async function byLink(reference: string, item: string, person = 'P-101'): Promise<Actor> {
    const expiresAt = fixture.clock.now() + 60 * day;
    const { token } = await fixture.get(LinkTokens).issue({ reference, item, person }, expiresAt);
    return resolved(token);
  }

  async function resolved(token: string): Promise<Actor> {
    const answer = await fixture.get(LinkActors).resolve(token);
    if (answer.status !== 'valid') throw new Error(`The link is ${answer.status}.`);
    return answer.actor;
  }

  async function refused(reference: string, act: () => Promise<unknown>, code: string): Promise<void> {
    const seq = await lastSeq(reference);
    const error: unknown = await act().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ code });
    expect(await lastSeq(reference)).toBe(seq);
  }

  it('say who fills in for their person: the trail names both, and the director gets a receipt', async () => {
    const reference = await open();
    const item = `${reference}.application.1`;
    const link = await byLink(reference, item);
    const nameless = { ...link, declared: { ...someoneElse, name: ' ' } };
    await refused(reference, () => complete(nameless, item, application), 'declaration.incomplete');
    const declared = { ...link, declared: someoneElse };
    const { seq } = await complete(declared, item, application);
    const { items } = await fixture.get(CaseQueries).trail(coordinator.viewer, reference);
    expect(items.at(-1)).toMatchObject({ person: 'P-101', channel: 'link', declared: someoneElse });
    expect(items.at(-1)?.answers).not.toHaveProperty('_declared');
    const mails = (await fixture.get(Mails).list({ references: [reference] })).filter(
      (mail) => mail.seq === seq,
    );
    expect(mails.filter(({ notice }) => notice === 'receipt')).toMatchObject([{ item, person: 'P-101' }]);
    expect((await fixture.get(ItemQueries).itemView(coordinator, item)).settled).toMatchObject({
      by: 'Directrice exemple OLV-01',
      declared: someoneElse,
    });
    const log = JSON.stringify(await fixture.get(CaseLog).load(reference));
    expect(log).not.toContain(someoneElse.name);
  });

  it('sign for their own person only: no declared hand, no copied link, no account of somebody else', async () => {
    const reference = await open();
    await complete(
      await byLink(reference, `${reference}.application.1`),
      `${reference}.application.1`,
      application,
    );
    await complete(coordinator, `${reference}.eligibility.1`, { eligible: 'yes', quota: 'free' });
    const item = `${reference}.commitment.1`;
    const link = await byLink(reference, item);
    await refused(
      reference,
      () => complete({ ...link, declared: someoneElse }, item, commitment),
      'task.personal',
    );
    await refused(
      reference,
      () => fixture.get(CopyLink).execute(coordinator, { task: item }),
      'task.personal',
    );
    // A copied link that was made by other means signs nothing either: the core looks at the channel.
    const subject = { reference, item, person: 'P-101', via: 'P-001' };
    const { token } = await fixture.get(LinkTokens).issue(subject, fixture.clock.now() + day);
    const copied = await resolved(token);
    expect(copied).toMatchObject({ channel: 'copied-link', link: { via: 'P-001' } });
    await refused(reference, () => complete(copied, item, commitment), 'task.personal');
    const withdrawal = { reference, reason: 'Trop de travail.' };
    await refused(
      reference,
      () => fixture.get(WithdrawCase).execute(copied, withdrawal, key()),
      'actor.not-allowed',
    );
    await complete(link, item, commitment);
  });

  it('copied for a messenger open one task, expire soon, and name who copied them', async () => {
    const reference = await open();
    const other = await open('OLV-02');
    const task = `${reference}.application.1`;
    const { url, person } = await fixture.get(CopyLink).execute(coordinator, { task });
    expect(person).toBe('P-101');
    const token = url.slice(url.lastIndexOf('/') + 1);
    const copied = await resolved(token);
    await refused(other, () => complete(copied, `${other}.application.1`, application), 'link.other-item');
    await complete(copied, task, application);
    const { items } = await fixture.get(CaseQueries).trail(coordinator.viewer, reference);
    expect(items.at(-1)).toMatchObject({
      channel: 'copied-link',
      via: 'P-001',
      viaName: 'Coordinatrice exemple',
    });
    fixture.clock.advance(15 * day);
    expect((await fixture.get(LinkActors).resolve(token)).status).toBe('expired');
  });

  it('ask for more time, confirm what was taken down, and leave; never through the link of another task', async () => {
    const reference = await open();
    const other = await open('OLV-02');
    const item = `${reference}.application.1`;
    const link = await byLink(reference, item);
    const foreign = await byLink(other, `${other}.application.1`, 'P-104');
    const { extensionOffered, may } = await fixture.get(ItemQueries).itemView(link, item);
    expect(may).toMatchObject({ requestExtension: true, transcribe: false, copyLink: false, suspend: false });
    const asked = { task: item, until: extensionOffered?.latest ?? '', reason: 'Le comptable est absent.' };
    const extend = fixture.get(ExtendDeadline);
    await refused(reference, () => extend.execute(foreign, asked, key()), 'link.other-item');
    await extend.execute(link, asked, key());
    const question = `${reference}.extension-application.1`;
    const decide = fixture.get(DecideApproval);
    await decide.execute(coordinator, { item: question, outcome: 'approve' }, key());
    expect((await fixture.get(ItemQueries).itemView(link, item)).item.revision).toBe(1);

    const transcribe = fixture.get(TranscribeTask);
    const said = { task: item, saidBy: 'P-101', medium: 'phone', answers: application };
    await transcribe.execute(coordinator, said, key());
    await refused(reference, () => transcribe.confirm(foreign, item, key()), 'link.other-item');
    await refused(
      reference,
      () => transcribe.confirm({ ...link, declared: someoneElse }, item, key()),
      'task.personal',
    );
    const { transcript } = await fixture.get(ItemQueries).itemView(link, item);
    await transcribe.execute(coordinator, { ...said, medium: 'messenger' }, key());
    await refused(
      reference,
      () => transcribe.confirm(link, item, key(), transcript?.since),
      'transcription.changed',
    );
    await transcribe.confirm(link, item, key());
    expect((await fixture.get(ItemQueries).itemView(coordinator, item)).answers).toMatchObject({
      employees: 62,
    });

    const withdrawal = { reference, reason: 'Trop de travail.' };
    const withdraw = fixture.get(WithdrawCase);
    await refused(reference, () => withdraw.execute(foreign, withdrawal, key()), 'link.other-item');
    await refused(
      reference,
      () => withdraw.execute({ ...link, declared: someoneElse }, withdrawal, key()),
      'actor.not-allowed',
    );
    await withdraw.execute(link, withdrawal, key());
    expect((await fixture.get(CaseQueries).caseView(coordinator.viewer, reference)).case.outcome).toBe(
      'withdrawn',
    );
  });
});
