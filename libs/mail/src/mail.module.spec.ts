import { Test } from '@nestjs/testing';
import { Logger } from '@nestjs/common';
import { beforeAll, expect, it } from '@jest/globals';
import { SystemClock } from '#libs/config';
import { openDatabase } from '#libs/persistence';
import { MailDelivery } from './mail-delivery.js';
import { MailModule } from './mail.module.js';
import { Smtp } from './smtp.js';

const mail = {
  to: { name: '', address: 'samira@example.org' },
  replyTo: null,
  messageId: '<x@example.org>',
  references: [],
  date: 0,
  language: 'en',
  subject: '',
  text: '',
  html: '',
};

beforeAll(() => Logger.overrideLogger(false));

it('I4: starts while the mail server is away, and closes the pool at shutdown', async () => {
  const database = openDatabase('postgres://nobody@127.0.0.1:1/none');
  const links = { linkFor: () => Promise.resolve('') };
  const clock = new SystemClock();
  const options = {
    database,
    clock,
    links,
    smtpUrl: 'smtp://127.0.0.1:1',
    from: 'a@b.org',
    publicUrl: 'http://x',
  };
  const app = await Test.createTestingModule({
    imports: [MailModule.forRootAsync({ useFactory: () => options })],
  }).compile();
  await app.init();
  expect(app.get(MailDelivery)).toBeInstanceOf(MailDelivery);
  const smtp = app.get(Smtp);
  await app.close();
  expect(await smtp.send(mail)).toMatchObject({ status: 'retry', reason: expect.stringMatching(/closed/i) });
  await database.close();
});
