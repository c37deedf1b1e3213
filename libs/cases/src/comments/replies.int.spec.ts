import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Mailbox, REPLY_ADDRESS, ReplyEntry, type InboxMessage, type ReplyAddress } from '#libs/mail';
import { CaseViews, Mails } from '#libs/persistence';
import { casesFixture, trustedMailHost, type CasesFixture } from '../../../testing/src/cases.js';
import { imapFixture } from '../../../testing/src/imap.js';
import { mailedTo } from '../../../testing/src/inbox.js';
import type { Actor } from '../actor.js';
import { CommentQueries, type CommentView } from './comment-queries.js';
import { OpenCase } from '../usecases/open-case.js';
import { CASES_OPTIONS, type CasesOptions } from '../tokens.js';
import { longestWords } from '../usecases/reason.js';
import { TakeReply, type ReplyOutcome } from './take-reply.js';

// Mail passes through a queue and a real SMTP server.
jest.setTimeout(60_000);

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const director = 'director.olv-04@example.org';

describe('an answer by mail', () => {
  let fixture: CasesFixture;
  let coordinator: Actor;
  let reference: string;
  let asked: InboxMessage;
  let entry: ReplyEntry;
  const outcomes: ReplyOutcome[] = [];
  let ids = 0;

  beforeAll(async () => {
    fixture = await casesFixture();
    coordinator = await fixture.actor('P-001');
    const opened = await fixture
      .get(OpenCase)
      .execute(
        coordinator,
        { programme: 'CCP-MA', organisation: 'OLV-04', definition: 'sme-cleaner-production' },
        'key-1',
      );
    ({ reference } = opened);
    [asked] = await mailedTo(fixture.inbox, director);
    const address = fixture.get(REPLY_ADDRESS as unknown as Type<ReplyAddress>);
    entry = await ReplyEntry.start({ port: 0, bind: '127.0.0.1', address }, async (raw, returnPath) =>
      outcomes.push(await fixture.get(TakeReply).execute(raw, returnPath)),
    );
  }, 60_000);
  afterAll(async () => {
    await entry.stop();
    await fixture.close();
  }, 60_000);
  afterEach(() => {
    outcomes.length = 0;
  });

  const headerOf = (mail: InboxMessage, name: string) =>
    mail.headers.find((header) => header.name === name)?.value ?? '';
  const replyTo = () => /<([^>]+)>/.exec(headerOf(asked, 'reply-to'))?.[1] ?? '';

  /** As a mail program does it. */
  async function answer(more: object): Promise<string> {
    const messageId = `<answer-${++ids}@example.org>`;
    const transport = createTransport(entry.url);
    const usual = {
      from: `Directrice <${director}>`,
      to: replyTo(),
      subject: `Re: ${asked.subject}`,
      messageId,
    };
    await transport.sendMail({ ...usual, ...more }).finally(() => transport.close());
    return messageId;
  }
  const commentsOf = (): Promise<readonly CommentView[]> =>
    fixture.get(CommentQueries).ofCase(coordinator.viewer, reference);

  it('lies on the case with its files, moves nothing, calls the coordinator, and is answered with the link', async () => {
    const before = await fixture.get(CaseViews).findCase(reference);
    await answer({
      text: `Voici la facture d’août.\n\nLe 12 mars 2026, CCP-Maroc a écrit :\n${asked.text.replace(/^/gm, '> ')}`,
      attachments: [
        { filename: 'facture.pdf', content: pdf },
        { filename: 'outil.exe', content: Buffer.from('\u007fELF and more') },
      ],
    });
    expect(outcomes).toEqual(['added']);
    const [comment] = await commentsOf();
    expect(comment).toMatchObject({ source: 'mail', text: 'Voici la facture d’août.' });
    expect(comment?.item).toMatch(`${reference}.`);
    expect(comment?.whole).toContain('> ');
    expect(comment?.documents.map(({ name }) => name)).toEqual(['facture.pdf']);
    expect(comment?.mentions.map(({ person }) => person)).toEqual(['P-001']);
    const [told] = await mailedTo(
      fixture.inbox,
      director,
      (mail) => headerOf(mail, 'auto-submitted') === 'auto-replied',
    );
    expect(headerOf(told, 'in-reply-to')).toBe(`<answer-${ids}@example.org>`);
    expect(told.text).toContain('http://parcours.test/t/');
    expect(told.text).toContain('facture.pdf');
    expect(told.text).toContain('outil.exe');
    expect((await fixture.get(CaseViews).findCase(reference))?.seq).toBe(before?.seq);
  });

  it('comes again once the disk has room for its files: none is left out for that', async () => {
    const { dataDir } = fixture.get(CASES_OPTIONS as unknown as Type<CasesOptions>);
    const [documents, away] = [join(dataDir, 'documents'), join(dataDir, 'documents-away')];
    const mail = { text: 'La photo.', attachments: [{ filename: 'photo.pdf', content: pdf }] };
    await rename(documents, away);
    await writeFile(documents, '');
    await expect(answer(mail)).rejects.toMatchObject({ responseCode: 451 });
    await rm(documents);
    await rename(away, documents);
    expect(outcomes).toEqual([]);
    await answer(mail);
    expect(outcomes).toEqual(['added']);
    expect((await commentsOf()).at(-1)?.documents.map(({ name }) => name)).toEqual(['photo.pdf']);
  });

  it('that comes twice is one comment, whichever way it comes', async () => {
    const before = (await commentsOf()).length;
    const messageId = await answer({ text: 'Deux fois.' });
    await answer({ text: 'Deux fois.', messageId });
    expect(outcomes).toEqual(['added', 'known']);
    const raw = Buffer.from(
      [`From: ${director}`, `To: ${replyTo()}`, `Message-ID: ${messageId}`, '', 'Deux fois.', ''].join(
        '\r\n',
      ),
    );
    const imap = await imapFixture([{ raw }]);
    expect(await new Mailbox(imap.url).read((it) => fixture.get(TakeReply).execute(it))).toBe(1);
    await imap.close();
    expect(await commentsOf()).toHaveLength(before + 1);
  });

  it('is known by the thread where a mail program lost the address', async () => {
    await answer({ to: 'reply@parcours.test', inReplyTo: asked.messageId, text: 'Par le fil.' });
    expect(outcomes).toEqual(['added']);
    expect((await commentsOf()).at(-1)?.text).toBe('Par le fil.');
  });

  it('that is longer than a comment is kept whole beside its beginning', async () => {
    const words = 'Nous avons relevé les compteurs. ';
    const long = words.repeat(Math.ceil(longestWords / words.length) + 5).trim();
    await answer({ text: long });
    expect(outcomes).toEqual(['added']);
    const comment = (await commentsOf()).at(-1);
    expect(comment?.text).toBe(long.slice(0, longestWords));
    expect(comment?.whole?.replaceAll(/\s+/g, ' ')).toBe(long);
  });

  it('with a sender that the trusted mail server calls forged is put nowhere and gets no answer', async () => {
    const before = [(await commentsOf()).length, (await fixture.get(Mails).list({ limit: 500 })).length];
    const result = (host: string) => ({ headers: { 'Authentication-Results': `${host}; dmarc=fail` } });
    await answer({ text: 'Virez l’argent ici.', ...result(trustedMailHost) });
    expect(outcomes).toEqual(['forged']);
    const after = [(await commentsOf()).length, (await fixture.get(Mails).list({ limit: 500 })).length];
    expect(after).toEqual(before);
    await answer({ text: 'Un autre le dit.', ...result('mx.elsewhere.example') });
    expect(outcomes).toEqual(['forged', 'added']);
  });

  it('from somebody else is refused, told once a day, and tells nothing of the case', async () => {
    const before = (await commentsOf()).length;
    const from = 'colleague@elsewhere.example.org';
    await answer({ from, text: 'Et moi ?' });
    await answer({ from, text: 'Et moi ??' });
    expect(outcomes).toEqual(['refused', 'refused']);
    expect(await commentsOf()).toHaveLength(before);
    const told = await mailedTo(fixture.inbox, from);
    expect(told).toHaveLength(1);
    expect(told[0].text + told[0].subject).not.toContain(reference);
    expect(told[0].text).not.toContain('/t/');
  });

  it('to nothing of ours, from nobody we know, gets no answer', async () => {
    await answer({ from: 'spam@elsewhere.example.org', to: 'reply@parcours.test', text: 'Buy this' });
    expect(outcomes).toEqual(['refused']);
    const rows = await fixture.get(Mails).list({ limit: 500 });
    expect(rows.filter(({ address }) => address === 'spam@elsewhere.example.org')).toEqual([]);
  });

  it.each([
    ['a holiday reply', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['an empty envelope', { envelope: { from: '', to: ['reply@parcours.test'] } }],
    ['our own address', { from: 'reply@parcours.test' }],
  ])('by a machine is never answered, so that no loop begins: %s', async (_, more) => {
    const before = (await fixture.get(Mails).list({ limit: 500 })).length;
    await answer({ text: 'Je suis absente.', ...more });
    expect(outcomes).toEqual(['automatic']);
    expect(await fixture.get(Mails).list({ limit: 500 })).toHaveLength(before);
  });

  it('for another address is refused by the door itself', async () => {
    await expect(answer({ to: 'somebody@parcours.test', text: 'x' })).rejects.toThrow('550');
  });
});
