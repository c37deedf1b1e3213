import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { calendarPart } from './calendar/calendar-part.js';
import { newest, received, startInbox } from './inbox/inbox.fixture.js';
import type { MailInbox } from './inbox/mail-inbox.js';
import { Smtp, SmtpUnusableError, type OutgoingMail } from './smtp.js';
import { messageIdOf } from './thread.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

function outgoing(more: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    to: { name: 'Samira "O’Neil", Exemple', address: 'samira@example.org' },
    replyTo: { name: 'Youssef Exemple', address: 'youssef@example.org' },
    messageId: messageIdOf('CCP-MA-2026-0007.bills.1:reminder:1:0:P-001', 'parcours.example.org'),
    references: ['<root@parcours.example.org>', '<last@parcours.example.org>'],
    date: Date.UTC(2027, 2, 12, 8),
    language: 'fr',
    subject: '[CCP-MA-2026-0007] Vos factures d’énergie',
    text: 'Bonjour,\n\nun texte.\n',
    html: '<p>Bonjour</p>',
    ...more,
  };
}

function smtpTo(url: string): Smtp {
  const smtp = new Smtp({ url, from: 'Parcours <mail@Parcours.example.org>' });
  stops.push(() => smtp.close());
  return smtp;
}

async function inbox(refuse?: (address: string) => boolean): Promise<MailInbox> {
  const started = await startInbox(refuse ? { refuse } : {});
  stops.push(() => started.stop());
  return started;
}

async function server(options: SMTPServerOptions): Promise<string> {
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 200,
    ...options,
  });
  await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', done));
  stops.push(() => new Promise<void>((done) => smtp.close(() => done())));
  return `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
}

const answering = (responseCode: number) => Object.assign(new Error('no'), { responseCode });

describe('what leaves', () => {
  it('carries its headers and both parts', async () => {
    const box = await inbox();
    const smtp = smtpTo(box.smtpUrl);
    expect(smtp.host).toBe('parcours.example.org');
    expect(await smtp.send(outgoing())).toEqual({ status: 'sent' });
    const message = await newest(box);
    const header = (name: string) => message.headers.find((each) => each.name === name)?.value;
    expect(message).toMatchObject({
      to: ['samira@example.org'],
      subject: '[CCP-MA-2026-0007] Vos factures d’énergie',
      date: '2027-03-12T08:00:00.000Z',
      messageId: outgoing().messageId,
      html: expect.stringContaining('<p>Bonjour</p>'),
      text: expect.stringContaining('un texte.'),
    });
    expect(header('from')).toBe('Parcours <mail@parcours.example.org>');
    expect(header('reply-to')).toBe('Youssef Exemple <youssef@example.org>');
    expect(header('references')).toBe('<root@parcours.example.org> <last@parcours.example.org>');
    expect(header('in-reply-to')).toBe('<last@parcours.example.org>');
    expect(header('content-language')).toBe('fr');
    expect(header('auto-submitted')).toBe('auto-generated');
  });

  it('is the same to the byte when sent again', async () => {
    const box = await inbox();
    const smtp = smtpTo(box.smtpUrl);
    await smtp.send(outgoing());
    await smtp.send(outgoing());
    const source = async (id: string) => (await fetch(`${box.webUrl}/messages/${id}/raw`)).text();
    expect(await source('00000001')).toBe(await source('00000002'));
  });
});

describe('a date that a mail carries', () => {
  const dated = (method: 'PUBLISH' | 'REQUEST') =>
    calendarPart({
      ...{ method, language: 'fr', at: outgoing().date },
      invited: method === 'REQUEST' ? [{ name: 'Samira', address: 'samira@example.org' }] : [],
      organiser: { name: 'Youssef Exemple', address: 'youssef@example.org' },
      entries: [
        {
          ...{ uid: 'one@parcours.example.org', sequence: 0, title: 'Vos factures', description: '' },
          ...{ url: null, place: null, busy: false, remindHours: 24 },
          ...{ from: Date.UTC(2027, 2, 12, 16), to: Date.UTC(2027, 2, 12, 17) },
        },
      ],
    });

  async function arrived(calendar: OutgoingMail['calendar']): Promise<ParsedMail & { source: string }> {
    const box = await inbox();
    expect(await smtpTo(box.smtpUrl).send(outgoing({ calendar: calendar ?? null }))).toEqual({
      status: 'sent',
    });
    const source = await (await fetch(`${box.webUrl}/messages/00000001/raw`)).text();
    return { ...(await simpleParser(source)), source };
  }

  it('is a file where it is only told: text and HTML stay the two ways to read the mail', async () => {
    const part = dated('PUBLISH');
    const { text, html, attachments, source } = await arrived(part);
    expect(text).toContain('un texte.');
    expect(html).toContain('<p>Bonjour</p>');
    expect(attachments).toHaveLength(1);
    expect(attachments[0]).toMatchObject({ contentType: 'text/calendar', filename: 'date.ics' });
    expect(attachments[0]?.contentDisposition).toBe('attachment');
    expect(attachments[0]?.content.toString('utf8')).toBe(part.text);
    expect(source).toMatch(/^Content-Type: multipart\/mixed/m);
    expect(source.match(/^Content-Type: multipart\/alternative/gm)).toHaveLength(1);
  });

  it('is a third way to read the mail where it asks for an answer, and a file as well', async () => {
    const part = dated('REQUEST');
    const { text, html, attachments, source } = await arrived(part);
    expect(text).toContain('un texte.');
    expect(html).toContain('<p>Bonjour</p>');
    expect(source).toMatch(/Content-Type: text\/calendar;[^]{0,80}method=REQUEST/);
    expect(attachments.map(({ filename }) => filename)).toContain('invitation.ics');
    for (const { content } of attachments) expect(content.toString('utf8')).toBe(part.text);
  });
});

describe('an address', () => {
  it('refused at RCPT is refused for good', async () => {
    const box = await inbox((address) => address === 'samira@example.org');
    expect(await smtpTo(box.smtpUrl).send(outgoing())).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining('550'),
    });
    expect(await received(box)).toEqual([]);
  });

  it.each([
    'no-at-sign',
    'two@@example.org',
    'with space@example.org',
    'a@b.org>, <c@d.org',
    'x@example..org',
    '',
  ])('malformed like "%s" is refused without a connection', async (address) => {
    const result = await smtpTo('smtp://127.0.0.1:1').send(outgoing({ to: { name: '', address } }));
    expect(result.status).toBe('refused');
  });
});

describe('everything else is tried again', () => {
  it('a server that is not there', async () => {
    expect(await smtpTo('smtp://127.0.0.1:1').send(outgoing())).toMatchObject({
      status: 'retry',
      lasting: false,
    });
  });

  it.each([
    ['a temporary refusal at RCPT', { onRcptTo: (_a, _s, done) => done(answering(451)) }, false],
    ['a demand to sign in first at RCPT', { onRcptTo: (_a, _s, done) => done(answering(530)) }, false],
    ['a refusal of our own address', { onMailFrom: (_a, _s, done) => done(answering(553)) }, false],
    ['a refusal of the connection', { onConnect: (_s, done) => done(answering(554)) }, false],
    [
      'a refusal of the words, which lasts',
      { onData: (stream, _s, done) => stream.on('end', () => done(answering(554))).resume() },
      true,
    ],
  ] satisfies [string, SMTPServerOptions, boolean][])('%s', async (_, options, lasting) => {
    const url = await server(options);
    expect(await smtpTo(url).send(outgoing())).toMatchObject({ status: 'retry', lasting });
  });

  it('a server that does not answer in time', async () => {
    const url = await server({ onData: (stream) => void stream.resume() });
    expect(await smtpTo(url).send(outgoing(), 200)).toMatchObject({ status: 'retry', lasting: false });
  });
});

describe('verify', () => {
  it('says in one line which server cannot be used, without its password', async () => {
    const smtp = smtpTo('smtp://user:secret@127.0.0.1:1');
    const error = await smtp.verify().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SmtpUnusableError);
    expect(String(error)).toContain('127.0.0.1:1');
    expect(String(error)).not.toContain('secret');
  });

  it('passes with a server that works', async () => {
    const box = await inbox();
    await expect(smtpTo(box.smtpUrl).verify()).resolves.toBeUndefined();
  });
});
