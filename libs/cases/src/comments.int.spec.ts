import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Documents, Mails } from '#libs/persistence';
import { casesFixture, type CasesFixture } from '../../testing/src/cases.js';
import { mailsOut } from '../../testing/src/mails-out.js';
import type { Actor } from './actor.js';
import { CaseQueries } from './queries/case-queries.js';
import { CommentQueries } from './comments/comment-queries.js';
import { AddComment } from './comments/add-comment.js';
import { GrantRoles } from './people/grant-roles.js';
import { OpenCase } from './usecases/open-case.js';
import { ReadDocument } from './documents/read-document.js';
import { ReadMention } from './comments/read-mention.js';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const director = 'P-104';

// Mail passes through a queue and a real SMTP server.
jest.setTimeout(60_000);

describe('comments on a case', () => {
  let fixture: CasesFixture;
  let coordinator: Actor;
  let expert: Actor;
  let reference: string;
  let comments: AddComment;
  let queries: CommentQueries;

  beforeAll(async () => {
    fixture = await casesFixture();
    [coordinator, expert] = await Promise.all([fixture.actor('P-001'), fixture.actor('P-011')]);
    ({ reference } = await fixture
      .get(OpenCase)
      .execute(
        coordinator,
        { programme: 'CCP-MA', organisation: 'OLV-02', definition: 'sme-cleaner-production' },
        'opening',
      ));
    comments = fixture.get(AddComment);
    queries = fixture.get(CommentQueries);
  }, 60_000);
  afterAll(() => fixture.close(), 60_000);

  it('call on people: one mail with the words, one entry of their own until it was opened', async () => {
    const text = 'Le devis <b>suffit</b>-il ?';
    const input = { reference, text, mentions: [expert.viewer.person, coordinator.viewer.person] };
    const first = await comments.execute(coordinator, input, 'one');
    expect(first.isNew).toBe(true);
    expect(await comments.execute(coordinator, input, 'one')).toEqual({ ...first, isNew: false });

    const [mail, ...others] = await mailsAbout('mention');
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ person: expert.viewer.person, state: 'sent' });
    expect(mail?.text).toContain(`> ${text}`);
    expect(mail?.text).not.toContain(coordinator.viewer.name + ' mentions you');

    const [waiting] = await queries.mentions(expert.viewer);
    expect(waiting).toMatchObject({ comment: first.id, reference, text });
    expect(await queries.mentions(coordinator.viewer)).toEqual([]);
    await expect(fixture.get(ReadMention).execute(coordinator.viewer, first.id)).rejects.toMatchObject({
      code: 'comment.unknown',
    });
    expect(await fixture.get(ReadMention).execute(expert.viewer, first.id)).toEqual({ reference });
    expect(await queries.mentions(expert.viewer)).toEqual([]);
    const [shown] = await queries.ofCase(coordinator.viewer, reference);
    expect(shown?.mentions).toEqual([{ person: expert.viewer.person, name: expert.viewer.name, seen: true }]);
  });

  it('are closed to the company, to partners and to observers, files included', async () => {
    const files = [{ name: '../../devis.pdf', content: pdf }];
    const { id } = await comments.execute(expert, { reference, text: 'Vu.', files }, 'two');
    const shown = (await queries.ofCase(expert.viewer, reference)).find((comment) => comment.id === id);
    const [file] = shown?.documents ?? [];
    expect(file).toMatchObject({ name: 'devis.pdf', draft: false });
    const read = fixture.get(ReadDocument);
    expect(await buffer((await read.execute(coordinator, file?.id ?? '')).content)).toEqual(pdf);
    for (const person of [director, 'P-021', 'P-041']) {
      const outsider = await fixture.actor(person);
      await expect(queries.ofCase(outsider.viewer, reference)).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(read.execute(outsider, file?.id ?? '')).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(comments.execute(outsider, { reference, text: 'x' }, 'x')).rejects.toMatchObject({
        kind: 'forbidden',
      });
      await expect(
        comments.execute(coordinator, { reference, text: 'x', mentions: [person] }, 'x'),
      ).rejects.toMatchObject({ code: 'comment.mention' });
    }
    expect(
      JSON.stringify(await fixture.get(CaseQueries).caseView(coordinator.viewer, reference)),
    ).not.toContain(file?.id);
    // It belongs to its comment: no sweep of orphans takes it.
    await fixture.get(Documents).removeOrphans(-1);
    expect(await fixture.get(Documents).get(file?.id ?? '')).toBeDefined();
  });

  it('take what the company answers by mail once, call on the coordinator, and name the files they refuse', async () => {
    const mailed = {
      ...{ reference, item: `${reference}.application.1`, person: director, messageId: '<1@example.org>' },
      text: 'Voici la facture.',
      files: [
        { name: 'facture.pdf', content: pdf },
        { name: 'virus.exe', content: Buffer.from('MZ\u0000\u0001') },
      ],
    };
    const added = await comments.fromMail(mailed);
    expect(added).toMatchObject({
      isNew: true,
      refused: [{ name: 'virus.exe', code: 'document.kind-refused' }],
    });
    expect(await comments.fromMail(mailed)).toMatchObject({ id: added.id, isNew: false });
    const [shown] = await queries.ofCase(coordinator.viewer, reference, mailed.item);
    expect(shown).toMatchObject({ id: added.id, source: 'mail', person: director, text: mailed.text });
    expect(shown?.itemTitle).not.toBeNull();
    expect(shown?.documents.map(({ name }) => name)).toEqual(['facture.pdf']);
    expect((await queries.mentions(coordinator.viewer)).map(({ comment }) => comment)).toEqual([added.id]);
    await expect(
      comments.fromMail({ ...mailed, person: 'P-107', messageId: '<2@example.org>' }),
    ).rejects.toMatchObject({ code: 'case.unknown' });
  });

  it('are answered again as before, also when somebody they call on has left meanwhile (I11)', async () => {
    const [gone, role] = ['P-012', 'expert'] as const;
    const input = { reference, text: 'Qui regarde le devis ?', mentions: [gone] };
    const added = await comments.execute(coordinator, input, 'once');
    await fixture.get(GrantRoles).revoke(coordinator.viewer, 'CCP-MA', gone, role);
    expect(await comments.execute(coordinator, input, 'once')).toEqual({ ...added, isNew: false });
    await expect(comments.execute(coordinator, input, 'anew')).rejects.toMatchObject({
      code: 'comment.mention',
    });
  });

  it('say something', async () => {
    await expect(comments.execute(coordinator, { reference, text: ' \n' }, 'empty')).rejects.toMatchObject({
      code: 'comment.empty',
    });
    await expect(
      comments.execute(coordinator, { reference, text: 'x', item: 'CCP-MA-2099-0001.report.1' }, 'else'),
    ).rejects.toMatchObject({ code: 'item.unknown' });
  });

  async function mailsAbout(notice: string) {
    return (await mailsOut(fixture.get(Mails), reference)).filter((mail) => mail.notice === notice);
  }
});
