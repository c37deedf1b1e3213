import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysAfterDue, mailFacts } from './mail-facts.fixture.js';
import type { MailFacts } from './mail-facts.js';
import { digest } from './letters/digest.js';
import { monday } from './letters/monday.js';
import { MailComposer } from './mail-composer.js';

const composer = new MailComposer();
const base = mailFacts();
const approval = { ...base.item!, kind: 'approval' as const, title: 'Conformité du plan' };
const decision = {
  by: 'Nadia Exemple',
  reason: null,
  redo: [],
  stage: null,
  next: [],
  againBy: null,
  moreTime: null,
};
const closing = {
  ...{
    outcome: 'Parcours achevé',
    attested: true,
    implemented: 4,
    planned: 7,
    saving: 184000,
    currency: 'MAD',
  },
  notAskedAnyMore: [],
};

const kinds: Record<string, Partial<MailFacts>> = {
  'invitation to a task': {},
  'invitation to decide': { item: approval },
  reminder: { notice: 'reminder', rung: 1 },
  'late reminder': { notice: 'reminder', rung: 2, at: daysAfterDue(3) },
  escalation: { notice: 'escalation', rung: 3, at: daysAfterDue(5) },
  'early escalation': { notice: 'escalation', rung: 0 },
  approval: { notice: 'outcome', outcome: 'approve', item: approval, decision },
  return: { notice: 'outcome', outcome: 'return', item: approval, decision },
  rejection: { notice: 'outcome', outcome: 'reject', item: approval, decision },
  deferral: { notice: 'outcome', outcome: 'defer', item: approval, decision },
  'unforeseen outcome': { notice: 'outcome', outcome: 'extended', item: approval },
  completion: { notice: 'closing', outcome: 'completed', item: null, closing },
  withdrawal: { notice: 'closing', outcome: 'withdrawn', item: null, closing },
  termination: { notice: 'closing', outcome: 'terminated', item: null },
  'other end': { notice: 'closing', outcome: 'results-to-date', item: null, closing },
  'fresh link': { notice: 'fresh-link' },
  'taken down': { notice: 'noted' },
  handover: {
    notice: 'handover',
    recipient: {
      ...{ name: 'Karim Exemple', address: 'karim@example.org', marked: null },
      standing: { handedOverBy: 'Samira Exemple', organisation: 'Conserves du Saïs' },
    },
  },
  receipt: { notice: 'receipt', link: null },
  copy: { notice: 'copy', rung: 1, link: null },
  nudge: { notice: 'nudge', message: { by: 'Nadia Exemple', subject: '', text: '' } },
  'late nudge': {
    notice: 'nudge',
    at: daysAfterDue(2),
    message: { by: 'Nadia Exemple', subject: '', text: '' },
  },
  message: {
    notice: 'message',
    item: null,
    link: null,
    message: { by: 'Nadia Exemple', subject: 'Réunion', text: 'Bonjour,\n\nà mardi.' },
  },
  mention: { notice: 'mention', item: null, comment: { by: 'Nadia Exemple', text: 'Un avis ?', files: [] } },
  'mention beside files': {
    notice: 'mention',
    item: null,
    comment: { by: 'Nadia Exemple', text: '', files: ['devis.pdf'] },
  },
};

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
    const item = { ...base.item!, assignees: [] };
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
    const recipient = { ...base.recipient, standing: { role: 'coordinator' as const } };
    expect(await said({ recipient })).not.toContain(attestation);
  });
});

describe('the calendar', () => {
  const unfolded = async (more: Partial<MailFacts>) => {
    const { calendar } = await composer.compose(mailFacts(more));
    return calendar && { method: calendar.method, text: calendar.text.replace(/\r\n[ \t]/g, '') };
  };

  it('gets the due date with an invitation, half an hour long, without the personal link', async () => {
    const calendar = await unfolded({});
    expect(calendar?.method).toBe('PUBLISH');
    expect(calendar?.text).toContain('UID:CCP-MA-2026-0007.data-request.1@parcours.example.org');
    expect(calendar?.text).toMatch(/SEQUENCE:0\r\n[^]*DTSTART:20260312T163000Z\r\nDTEND:20260312T170000Z/);
    expect(calendar?.text).toContain('SUMMARY:À rendre\u00a0: Vos factures d’énergie et d’eau');
    expect(calendar?.text).toContain('+212 500 000 000');
    expect(calendar?.text).not.toContain('/t/token');
  });

  it('leads whoever signs in to the page', async () => {
    const link = { url: 'https://parcours.example.org/console/items/x', kind: 'console' } as const;
    expect((await unfolded({ item: approval, link }))?.text).toContain(`URL;VALUE=URI:${link.url}`);
  });

  it('follows a date that has moved: with the answer, else with the next reminder', async () => {
    const { id, kind, title } = base.item!;
    const moreTime = { id, kind, title, revision: 1, due: Date.UTC(2026, 3, 2, 17) };
    const answered = await unfolded({ ...kinds.approval, decision: { ...decision, moreTime } });
    expect(answered?.text).toMatch(/UID:CCP-MA-2026-0007\.data-request\.1@[^]*SEQUENCE:1\r\n/);
    expect(answered?.text).toContain('DTEND:20260402T170000Z');
    const item = { ...base.item!, revision: 1 };
    expect((await unfolded({ ...kinds.reminder, item }))?.text).toContain('SEQUENCE:1\r\n');
  });

  it('loses what nobody waits for once the case has ended', async () => {
    const { id, kind, title, due } = base.item!;
    const notAskedAnyMore = [{ id, kind, title, due, revision: 1 }];
    const calendar = await unfolded({ ...kinds.withdrawal, closing: { ...closing, notAskedAnyMore } });
    expect(calendar?.method).toBe('CANCEL');
    expect(calendar?.text).toMatch(/SEQUENCE:2\r\n[^]*STATUS:CANCELLED/);
  });

  it('is told by somebody, whatever is known of the coordinator, and asks nobody to come (RFC 5546, 3.2.1 and 4.1.3)', async () => {
    const { id, kind, title, due } = base.item!;
    const dated = [
      {},
      { ...kinds.reminder, item: { ...base.item!, revision: 1 } },
      {
        ...kinds.withdrawal,
        closing: { ...closing, notAskedAnyMore: [{ id, kind, title, due, revision: 1 }] },
      },
    ];
    const addresses = fc.option(fc.emailAddress());
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Partial<MailFacts>>(...dated),
        fc.string({ unit: 'binary' }),
        addresses,
        addresses,
        async (more, name, email, address) => {
          const coordinator = { ...base.coordinator, name, email };
          const sender = address === null ? null : { name, address };
          const calendar = await unfolded({ ...more, coordinator, sender });
          const from = email ?? address;
          if (from === null) {
            expect(calendar).toBeNull();
            return;
          }
          const said = calendar?.text.split('\r\n') ?? [];
          const organisers = said.filter((line) => line.startsWith('ORGANIZER'));
          expect(
            organisers.map((line) => line.toLowerCase().endsWith(`:mailto:${from.toLowerCase()}`)),
          ).toEqual([true]);
          expect(said.filter((line) => line.startsWith('ATTENDEE'))).toEqual([]);
        },
      ),
    );
  });

  it('gets nothing with any other mail, nor a date that is over', async () => {
    const { 'invitation to a task': _a, 'invitation to decide': _b, ...others } = kinds;
    for (const more of Object.values(others)) expect(await unfolded(more)).toBeNull();
    expect(await unfolded({ at: daysAfterDue(1) })).toBeNull();
  });
});

describe('hostile words', () => {
  const hostile = '<script>alert("1")</script> & {{url}} $& \'x\'';

  it('are escaped in HTML and kept in text', async () => {
    const recipient = { ...base.recipient, name: hostile };
    const item = { ...base.item!, title: hostile, why: hostile };
    const { text, html } = await composer.compose(mailFacts({ recipient, item, organisation: hostile }));
    expect(html).not.toContain('<script');
    expect(html).toContain(
      '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; {{url}} $&amp; &#39;x&#39;',
    );
    expect(text).toContain(hostile);
  });

  it('cannot add a header through the subject', async () => {
    const item = { ...base.item!, title: 'Facture\r\nBcc: all@example.org' };
    const { subject } = await composer.compose(mailFacts({ item }));
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

it('a mail about an item cannot be written without it', async () => {
  await expect(composer.compose(mailFacts({ item: null }))).rejects.toThrow('needs its task or approval');
});

describe('a long mail', () => {
  const setting = { language: 'ar', timeZone: 'UTC', at: base.at, name: 'Samira', programme: 'CCP-Maroc' };

  it('of a coordinator with a hundred late companies stays below what Gmail shows, the most late first', async () => {
    const owed = { item: 'x', title: base.item!.title, due: base.at - 86_400_000, owes: ['Samira Exemple'] };
    const companies = Array.from({ length: 100 }, (_, index) => ({
      ...{ organisation: `Conserves ${index}`, reference: 'CCP-MA-2026-0007', incidents: [], contact: null },
      ...{ late: [owed, owed, owed], toDecide: [owed] },
    }));
    const facts = { ...setting, sample: false, console: 'https://parcours.example.org/console', companies };
    const { html, text } = await composer.write((say) => monday(facts, say), 'ar');
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(text).toContain('CONSERVES 0');
    expect(text).not.toContain('CONSERVES 99');
  });

  it('of somebody who owes much names how much more there is', async () => {
    const owed = Array.from({ length: 60 }, () => mailFacts({ notice: 'reminder', language: 'fr' }));
    const facts = { ...setting, sample: false, coordinator: base.coordinator, isCoordinator: false };
    const { html, text } = await composer.write(
      (say) => digest({ ...facts, because: 'weekly', owed, informed: [] }, say),
      'fr',
    );
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(text).toContain('Et 20 autres points');
  });
});
