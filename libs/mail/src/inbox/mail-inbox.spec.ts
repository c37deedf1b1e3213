import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { MailInbox, type MailInboxOptions } from './mail-inbox.js';
import type { InboxMessage, InboxSummary } from './message-store.js';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const newFolder = () => mkdtempSync(join(tmpdir(), 'inbox-'));

async function start(more: Partial<MailInboxOptions> = {}): Promise<MailInbox> {
  const inbox = await MailInbox.start({ folder: newFolder(), smtpPort: 0, webPort: 0, ...more });
  stops.push(() => inbox.stop());
  return inbox;
}

async function send(inbox: MailInbox, subject: string, more: object = {}): Promise<void> {
  const transport = createTransport(inbox.smtpUrl);
  await transport.sendMail({
    from: 'a@example.org',
    to: 'Amina <amina@example.org>',
    subject,
    text: 'see https://x.example.org/t/1',
    ...more,
  });
  transport.close();
}

const get = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, headers: response.headers, body: await response.text() };
};
const json = async <T>(url: string) => (await (await fetch(url)).json()) as T;

it('shows what came in, newest first, and keeps it over a restart', async () => {
  const folder = newFolder();
  const first = await start({ folder });
  await send(first, 'one');
  await send(first, 'two');
  await first.stop();
  writeFileSync(join(folder, '00000009.eml.part'), 'half');
  const second = await start({ folder });
  await send(second, 'three');
  const list = await json<InboxSummary[]>(`${second.webUrl}/api/messages`);
  expect(list.map(({ id, subject }) => [id, subject])).toEqual([
    ['00000003', 'three'],
    ['00000002', 'two'],
    ['00000001', 'one'],
  ]);
  expect(readdirSync(folder)).toHaveLength(3);
  const { body } = await get(second.webUrl);
  expect(body.indexOf('three')).toBeLessThan(body.indexOf('two'));
});

it('narrows the list by recipient and by what was seen before', async () => {
  const inbox = await start();
  await send(inbox, 'one');
  await send(inbox, 'two', { to: 'other@example.org' });
  const url = `${inbox.webUrl}/api/messages`;
  expect((await json<InboxSummary[]>(`${url}?to=Other@example.org`)).map(({ subject }) => subject)).toEqual([
    'two',
  ]);
  expect((await json<InboxSummary[]>(`${url}?after=00000001`)).map(({ subject }) => subject)).toEqual([
    'two',
  ]);
  expect(await json<InboxSummary[]>(`${url}?limit=1`)).toHaveLength(1);
});

it('shows a message with parts, headers and attachments', async () => {
  const inbox = await start();
  await send(inbox, 'bill', {
    html: '<script>alert(1)</script><p>hello</p>',
    attachments: [{ filename: 'bill.pdf', content: Buffer.from('%PDF') }],
  });
  const message = await json<InboxMessage>(`${inbox.webUrl}/api/messages/00000001`);
  expect(message).toMatchObject({ subject: 'bill', attachments: [{ name: 'bill.pdf', size: 4 }] });
  expect(message.headers.map(({ name }) => name)).toEqual(expect.arrayContaining(['message-id', 'to']));
  const page = await get(`${inbox.webUrl}/messages/00000001`);
  expect(page.body).toContain('href="https://x.example.org/t/1"');
  expect(page.body).not.toContain('<script>');
  const html = await get(`${inbox.webUrl}/messages/00000001/html`);
  expect(html.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
});

it('answers 550 for the addresses it is told to refuse', async () => {
  const inbox = await start({ refuse: (address) => address.startsWith('amina') });
  await expect(send(inbox, 'one')).rejects.toThrow('550');
});

it('says which variable moves an occupied port, and leaves nothing running', async () => {
  const inbox = await start();
  const smtpPort = Number(new URL(inbox.smtpUrl).port);
  const webPort = Number(new URL(inbox.webUrl).port);
  await expect(start({ smtpPort })).rejects.toThrow(`SMTP_PORT: port ${smtpPort} is occupied`);
  await expect(start({ webPort })).rejects.toThrow(`MAIL_INBOX_PORT: port ${webPort} is occupied`);
});

it('answers 404 for what is not there and 405 for anything but reading', async () => {
  const inbox = await start();
  expect((await get(`${inbox.webUrl}/messages/00000001`)).status).toBe(404);
  expect((await get(`${inbox.webUrl}/api/messages/../../etc`)).status).toBe(404);
  expect((await fetch(inbox.webUrl, { method: 'POST' })).status).toBe(405);
});

it('answers a message as its reader, through the installation’s own way in, quoting it', async () => {
  const [inbox, entry] = [await start(), await start()];
  await send(inbox, 'bill', { replyTo: 'reply+x@parcours.example.org', text: 'Where is it?\nAnd when?' });
  const page = `${inbox.webUrl}/messages/00000001`;
  const answer = (text: string, origin?: string) =>
    fetch(`${page}/reply`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(origin !== undefined && { origin }),
      },
      body: new URLSearchParams({ text }),
    });
  // Nobody takes answers: there is no form, and a post of one is refused.
  expect((await get(page)).body).not.toContain('<form');
  expect((await answer('x', inbox.webUrl)).status).toBe(405);

  inbox.answerThrough(entry.smtpUrl);
  expect((await get(page)).body).toMatch(
    /<form method="post" action="\/messages\/00000001\/reply">.*amina@example\.org/,
  );
  const sent = await answer('Here it is.\nAmina', inbox.webUrl);
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/']);
  const asked = await json<InboxMessage>(`${inbox.webUrl}/api/messages/00000001`);
  const got = await json<InboxMessage>(`${entry.webUrl}/api/messages/00000001`);
  expect(got).toMatchObject({ to: ['reply+x@parcours.example.org'], subject: 'Re: bill' });
  expect(got.from).toContain('amina@example.org');
  expect(got.headers.find(({ name }) => name === 'in-reply-to')?.value).toBe(asked.messageId);
  expect(got.text).toMatch(/^Here it is\.\nAmina\n\n.* wrote:\n> Where is it\?\n> And when\?/);

  // Neither another site's page, nor nothing at all, nor a whole book.
  expect((await answer('x')).status).toBe(403);
  expect((await answer('x', 'https://evil.example')).status).toBe(403);
  expect((await answer('x', 'null')).status).toBe(403);
  expect((await answer('  ', inbox.webUrl)).status).toBe(404);
  expect((await answer('x'.repeat(70_000), inbox.webUrl)).status).toBe(413);
  expect(await json<InboxSummary[]>(`${entry.webUrl}/api/messages`)).toHaveLength(1);
});

it('does not answer under a foreign host name', async () => {
  const inbox = await start();
  const { port } = new URL(inbox.webUrl);
  const status = await new Promise((done, failed) => {
    request({ port, host: '127.0.0.1', headers: { host: 'evil.example' } }, (response) => {
      response.resume();
      done(response.statusCode);
    })
      .on('error', failed)
      .end();
  });
  expect(status).toBe(403);
});
