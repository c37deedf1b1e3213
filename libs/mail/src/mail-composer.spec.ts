import { describe, expect, it } from '@jest/globals';
import { MailComposer } from './mail-composer.js';
import { daysAfterDue, mailFacts, task } from './mail-facts.fixture.js';
import type { MailFacts } from './mail-facts.js';
import { approval, closing, decision, mailKinds as kinds } from './mail-kinds.fixture.js';

const composer = new MailComposer();

describe.each(['fr', 'en'])('in %s', (language) => {
  it.each(Object.entries(kinds))('%s carries reference, names, phone and reasons', async (_, more) => {
    const { subject, text, html } = await composer.compose(mailFacts({ ...more, language }));
    expect(subject).toMatch(/^\[CCP-MA-2026-0007\] \S/);
    for (const part of [text, html]) {
      expect(part).toContain('Youssef Exemple');
      expect(part).toContain('+212 500 000 000');
      expect(part).toContain('CCP-Maroc');
      expect(part).toContain(language === 'fr' ? 'Pourquoi ce message' : 'Why you get this');
      expect(part).toContain(language === 'fr' ? 'Qui voit quoi' : 'Who sees what');
    }
    // Neither a mark of the layout nor a value that was never given.
    expect(text + html).not.toMatch(/\{\{|piece:|undefined|NaN|\[object/);
  });
});

describe('an invitation', () => {
  it('says what, why, by when and how long, in both parts, with the link', async () => {
    const { subject, text, html } = await composer.compose(mailFacts());
    expect(subject).toBe('[CCP-MA-2026-0007] Vos factures d’énergie et d’eau, pour le 12 mars');
    for (const part of [text, html]) {
      expect(part.replace(/\s+/g, ' ')).toContain('Sans une année entière de chiffres');
      expect(part).toContain('jeudi 12 mars 2026, 17:00');
      expect(part).toContain('environ 45 minutes');
      expect(part).toContain('https://parcours.example.org/t/token');
    }
  });

  it('tells who signs in so, and does not call the link personal', async () => {
    const link = { url: 'https://parcours.example.org/console/items/x', kind: 'console' } as const;
    const { text } = await composer.compose(mailFacts({ language: 'en', item: approval, link }));
    expect(text).toContain('usual sign-in');
    expect(text).not.toContain('yours alone');
  });

  it('has exactly one button', async () => {
    const { html } = await composer.compose(mailFacts());
    expect(html.match(/href="/g)).toHaveLength(1);
  });
});

describe('a reminder', () => {
  it('counts from one and turns late after the due date', async () => {
    const early = await composer.compose(mailFacts({ ...kinds.reminder, language: 'en' }));
    expect(early.text).toContain('Reminder 2 of 4');
    expect(early.subject).toContain('by March 12');
    const late = await composer.compose(mailFacts({ ...kinds['late reminder'], language: 'en' }));
    expect(late.subject).toBe('[CCP-MA-2026-0007] Waiting since March 12: Vos factures d’énergie et d’eau');
  });
});

describe('an escalation', () => {
  it('says who owes what, how late it is and how to reach them', async () => {
    const { subject, text } = await composer.compose(mailFacts({ ...kinds.escalation, language: 'en' }));
    expect(subject).toBe(
      '[CCP-MA-2026-0007] Conserves du Saïs (exemple): Vos factures d’énergie et d’eau, 5 days late',
    );
    expect(text).toContain('Expected from: Samira Exemple');
    expect(text).toContain('Phone: +212 600 000 000');
  });

  it('counts one day in the singular', async () => {
    const { subject } = await composer.compose(mailFacts({ ...kinds.escalation, at: daysAfterDue(1) }));
    expect(subject).toContain('1 jour de retard');
  });

  it('says that nobody holds the function', async () => {
    const item = { ...task, assignees: [] };
    const { text } = await composer.compose(mailFacts({ ...kinds.escalation, item, language: 'en' }));
    expect(text).toContain('nobody is registered');
  });
});

describe('an outcome', () => {
  it('quotes the decider and lists what to redo', async () => {
    const returned = { ...decision, reason: 'Un devis manque.\nMerci.', redo: ['Le plan d’action'] };
    const { text, html } = await composer.compose(mailFacts({ ...kinds.return, decision: returned }));
    expect(text).toContain('> Un devis manque.\n> Merci.\n(Nadia Exemple)');
    expect(text).toContain('- Le plan d’action');
    expect(html).toContain('Un devis manque.<br />Merci.');
  });

  it('says what comes next after an approval, or that news will follow', async () => {
    const next = [{ title: 'Preuve', due: Date.UTC(2026, 5, 30, 16) }];
    const approved = { ...decision, stage: 'Mise en œuvre', next };
    const { text } = await composer.compose(mailFacts({ ...kinds.approval, decision: approved }));
    expect(text).toContain('Mise en œuvre');
    expect(text).toContain('- Preuve, pour le 30 juin');
    const alone = await composer.compose(mailFacts({ ...kinds.approval }));
    expect(alone.text).toContain('Nous vous écrirons');
  });

  it('says by when a deferred decision is taken again', async () => {
    const deferred = { ...decision, againBy: Date.UTC(2026, 8, 30, 16) };
    const { text } = await composer.compose(
      mailFacts({ ...kinds.deferral, decision: deferred, language: 'en' }),
    );
    expect(text).toContain('Wednesday, September 30, 2026');
  });
});

describe('a mention', () => {
  it('quotes the comment as typed, names its files and leads to it', async () => {
    const link = { url: 'https://parcours.example.org/console/cases/x/comments#1', kind: 'console' } as const;
    const comment = { by: 'Nadia Exemple', text: 'Le devis suffit-il ?\nMerci.', files: ['devis.pdf'] };
    const { subject, text } = await composer.compose(mailFacts({ ...kinds.mention, comment, link }));
    expect(subject).toBe('[CCP-MA-2026-0007] Nadia Exemple vous mentionne : Conserves du Saïs (exemple)');
    expect(text).toContain('> Le devis suffit-il ?\n> Merci.\n(Nadia Exemple)');
    expect(text).toContain('- devis.pdf');
    expect(text).toContain(link.url);
  });
});

describe('a closing', () => {
  it('thanks and gives the results to date', async () => {
    const { text } = await composer.compose(mailFacts({ ...kinds.completion, language: 'en' }));
    expect(text).toContain('Measures implemented: 4 of 7');
    expect(text).toMatch(/MAD\s184,000/);
  });

  it('names the attestation to a company that has gone its whole path, and to nobody else', async () => {
    const said = async (more: Partial<MailFacts>) =>
      (await composer.compose(mailFacts({ ...kinds.completion, language: 'en', ...more }))).text;
    const attestation = 'Your certificate of participation is ready';
    expect(await said({})).toContain(attestation);
    expect(await said({ closing: { ...closing, attested: false } })).not.toContain(attestation);
    const recipient = { ...mailFacts().recipient, standing: { role: 'coordinator' as const } };
    expect(await said({ recipient })).not.toContain(attestation);
  });
});

describe('hostile words', () => {
  const hostile = '<script>alert("1")</script> & {{url}} $& \'x\'';

  it('are escaped in HTML and kept in text', async () => {
    const recipient = { ...mailFacts().recipient, name: hostile };
    const item = { ...task, title: hostile, why: hostile };
    const { text, html } = await composer.compose(mailFacts({ recipient, item, organisation: hostile }));
    expect(html).not.toContain('<script');
    expect(html).toContain(
      '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; {{url}} $&amp; &#39;x&#39;',
    );
    expect(text).toContain(hostile);
  });

  it('cannot add a header through the subject', async () => {
    const item = { ...task, title: 'Facture\r\nBcc: all@example.org' };
    const { subject } = await composer.compose(mailFacts({ item }));
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

it('a mail about an item cannot be written without it', async () => {
  await expect(composer.compose(mailFacts({ item: null }))).rejects.toThrow('needs its task or approval');
});
