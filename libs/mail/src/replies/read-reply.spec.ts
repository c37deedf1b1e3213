import { describe, expect, it } from '@jest/globals';
import { readReply } from './read-reply.js';
import { visibleText } from './visible-text.js';

const message = (headers: readonly string[], body: string) =>
  Buffer.from([...headers, '', body].join('\r\n').replace(/\r?\n/g, '\r\n'));
const plain = [
  'From: Samira Exemple <Samira@Example.org>',
  'To: CCP-Maroc <reply+x@parcours.example.org>',
  'Message-ID: <one@example.org>',
  'In-Reply-To: <asked@parcours.example.org>',
  'References: <root@parcours.example.org> <asked@parcours.example.org>',
  'Subject: Re: Vos factures',
  'Content-Type: text/plain; charset=utf-8',
];

describe('what somebody wrote', () => {
  it.each([
    [
      'French',
      'Voici la facture.\n\nLe jeu. 12 févr. 2026 à 09:00, CCP-Maroc <a@b.org> a écrit :\n> Bonjour',
    ],
    [
      'a French header in two lines',
      'Voici la facture.\n\nLe jeu. 12 févr. 2026 à 09:00, CCP-Maroc\n<a@b.org> a écrit :\n\n> Bonjour',
    ],
    ['English', 'Voici la facture.\n\nOn Thu, Feb 12, 2026 at 9:00 AM CCP-Maroc <a@b.org> wrote:\n> Hello'],
    [
      'Spanish',
      'Voici la facture.\n\nEl jue, 12 feb 2026 a las 9:00, CCP-Maroc (<a@b.org>) escribió:\n> Hola',
    ],
    ['Arabic', 'Voici la facture.\n\nفي الخميس، 12 فبراير 2026 في 9:00 ص كتب CCP-Maroc <a@b.org>:\n> مرحبا'],
    [
      'Outlook',
      'Voici la facture.\n\nDe : CCP-Maroc <a@b.org>\nEnvoyé : jeudi 12 février 2026 09:00\nObjet : Vos factures\n\nBonjour',
    ],
    ['a signature', 'Voici la facture.\n\n-- \nSamira Exemple\nTechnique'],
  ])('stands without what it quotes: %s', (_, whole) => {
    expect(visibleText(whole)).toBe('Voici la facture.');
  });

  it('keeps Arabic words, and a sentence about who wrote what', () => {
    expect(visibleText('هذه هي الفاتورة.\nشكرا.')).toBe('هذه هي الفاتورة.\nشكرا.');
    expect(visibleText('Le directeur a écrit la lettre.\nElle part demain.')).toBe(
      'Le directeur a écrit la lettre.\nElle part demain.',
    );
  });

  it('is read with its sender, its thread and both texts', async () => {
    const reply = await readReply(
      message(plain, 'Voici.\n\nLe 12 mars, CCP a écrit :\n> Bonjour'),
      'samira@example.org',
    );
    expect(reply).toMatchObject({
      ...{ from: 'samira@example.org', fromName: 'Samira Exemple', messageId: '<one@example.org>' },
      ...{ automatic: false, text: 'Voici.', to: ['reply+x@parcours.example.org'] },
    });
    expect(reply.whole).toContain('> Bonjour');
    expect(reply.answers[0]).toBe('<asked@parcours.example.org>');
    expect(reply.answers).toContain('<root@parcours.example.org>');
  });

  it('is text also where a phone sent HTML alone', async () => {
    const headers = plain.map((line) => line.replace('text/plain', 'text/html'));
    const reply = await readReply(message(headers, '<p>Voici &amp; merci</p><script>alert(1)</script>'));
    expect(reply.text).toBe('Voici & merci');
  });
});

describe('files', () => {
  const part = (headers: string, content: string) =>
    `--b\r\n${headers}\r\nContent-Transfer-Encoding: base64\r\n\r\n${content}\r\n`;
  const picture = (size: number) => Buffer.alloc(size, 1).toString('base64');

  it('are kept, but for the pictures of a signature', async () => {
    const headers = [...plain.slice(0, -1), 'Content-Type: multipart/mixed; boundary=b'];
    const body =
      '--b\r\nContent-Type: text/plain\r\n\r\nVoici.\r\n' +
      part('Content-Type: application/pdf; name=facture.pdf\r\nContent-Disposition: attachment', 'JVBERg==') +
      part(
        'Content-Type: image/png; name=logo.png\r\nContent-Disposition: inline\r\nContent-ID: <l>',
        picture(900),
      ) +
      part(
        'Content-Type: image/jpeg; name=photo.jpg\r\nContent-Disposition: inline\r\nContent-ID: <p>',
        picture(40_000),
      ) +
      '--b--\r\n';
    const { files } = await readReply(message(headers, body));
    expect(files.map(({ name }) => name)).toEqual(['facture.pdf', 'photo.jpg']);
  });
});

describe('a machine', () => {
  it.each([
    ['a holiday reply', 'Auto-Submitted: auto-replied'],
    ['a list', 'List-Id: <members.example.org>'],
    ['bulk mail', 'Precedence: bulk'],
    ['an old autoresponder', 'X-Autoreply: yes'],
    ['a returned mail', 'Return-Path: <>'],
  ])('is known by its header: %s', async (_, header) => {
    expect((await readReply(message([header, ...plain], 'Absent'))).automatic).toBe(true);
  });

  it.each([
    'Automatic reply: Vos factures',
    'Réponse automatique : x',
    'Respuesta automática: x',
    'رد تلقائي: x',
  ])('is known by its subject: %s', async (subject) => {
    const headers = plain.map((line) => (line.startsWith('Subject') ? `Subject: ${subject}` : line));
    expect((await readReply(message(headers, 'Absent'))).automatic).toBe(true);
  });

  it('is known by the answer that a calendar program gives to an invitation', async () => {
    const headers = [...plain.slice(0, -1), 'Content-Type: multipart/alternative; boundary=b'];
    const calendar = 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR';
    const body =
      `--b\r\nContent-Type: text/plain\r\n\r\nSamira a accepté.\r\n` +
      `--b\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n${calendar}\r\n--b--\r\n`;
    expect((await readReply(message(headers, body))).automatic).toBe(true);
    const invites = body.replaceAll('REPLY', 'REQUEST');
    expect((await readReply(message(headers, invites))).automatic).toBe(false);
  });

  it('is known by its envelope, and a person who says so is none', async () => {
    expect((await readReply(message(plain, 'Absent'), '')).automatic).toBe(true);
    expect((await readReply(message(['Auto-Submitted: no', ...plain], 'Je suis absente'))).automatic).toBe(
      false,
    );
  });
});
