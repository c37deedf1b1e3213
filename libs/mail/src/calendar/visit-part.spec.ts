import { describe, expect, it } from '@jest/globals';
import { MailComposer } from '../mail-composer.js';
import { mailFacts } from '../mail-facts.fixture.js';
import type { VisitFacts } from '../mail-facts.js';

const composer = new MailComposer();
const id = 'a1f0c3a2-0000-4000-8000-000000000007';
/** A Friday in Ramadan, when Morocco is at UTC, and a Friday after it. */
const [within, later] = [Date.UTC(2026, 2, 6, 10), Date.UTC(2026, 2, 27, 9)];
const hour = 3_600_000;
const visit: VisitFacts = {
  ...{ id, news: 'confirmed', sequence: 1, wishedDay: null, words: '', by: 'Samira Exemple' },
  slots: [within, later].map((startsAt) => ({ startsAt, endsAt: startsAt + 2 * hour })),
  agreed: { startsAt: within, endsAt: within + 2 * hour },
  ...{ before: null, edit: null },
  ...{ place: 'Usine, quai 2', note: 'Les factures; un accès à la chaufferie' },
  visitors: [{ name: 'Hicham Exemple', standsInFor: 'Rachid Exemple' }],
  hosts: ['Samira Exemple'],
  attendees: [
    { name: 'Hicham Exemple', address: 'hicham@example.org' },
    { name: 'Samira Exemple', address: 'samira@example.org' },
  ],
};
const written = (more: Partial<VisitFacts>) =>
  composer.compose(mailFacts({ notice: 'visit', item: null, visit: { ...visit, ...more } }));
const lines = (text: string) => text.replace(/\r\n[ \t]/g, '').split('\r\n');

describe('a mail about a visit', () => {
  it('invites everybody to what was agreed, in the name of the address it comes from', async () => {
    const { calendar, text, subject } = await written({});
    expect(subject).toContain('vendredi 6 mars 2026');
    expect(text).toContain('vendredi 6 mars 2026, de 10:00 à 12:00');
    expect(text).toContain('Hicham Exemple (en remplacement de Rachid Exemple)');
    expect(calendar).toMatchObject({ method: 'REQUEST', invites: true });
    const said = lines(calendar?.text ?? '');
    expect(said).toEqual(
      expect.arrayContaining([
        `UID:${id}@parcours.example.org`,
        'SEQUENCE:1',
        'DTSTART:20260306T100000Z',
        'DTEND:20260306T120000Z',
        'TRANSP:OPAQUE',
        'LOCATION:Usine\\, quai 2',
      ]),
    );
    expect(said.filter((line) => line.startsWith('ATTENDEE'))).toHaveLength(2);
    expect(said.filter((line) => /^ORGANIZER.*mailto:parcours@example\.org$/i.test(line))).toHaveLength(1);
  });

  it('moves the same entry, by the local clock on either side of its change', async () => {
    const [before, agreed] = [visit.agreed, { startsAt: later, endsAt: later + 2 * hour }];
    const words = 'Panne de courant.';
    const { calendar, text } = await written({ news: 'moved', sequence: 2, agreed, before, words });
    expect(text).toContain('vendredi 27 mars 2026, de 10:00 à 12:00');
    expect(text).toContain('vendredi 6 mars 2026, de 10:00 à 12:00');
    expect(text).toContain(words);
    expect(lines(calendar?.text ?? '')).toEqual(
      expect.arrayContaining([
        'METHOD:REQUEST',
        `UID:${id}@parcours.example.org`,
        'SEQUENCE:2',
        'DTSTART:20260327T090000Z',
      ]),
    );
  });

  it('says what was written anew, in the same entry where a date is agreed', async () => {
    const place = { before: 'Siège', after: visit.place };
    const edited = { news: 'edited', sequence: 2, edit: { place, note: null } } as const;
    const { calendar, text } = await written(edited);
    expect(lines(calendar?.text ?? '')).toEqual(
      expect.arrayContaining([
        ...['METHOD:REQUEST', `UID:${id}@parcours.example.org`, 'SEQUENCE:2'],
        ...['DTSTART:20260306T100000Z', 'LOCATION:Usine\\, quai 2'],
      ]),
    );
    expect(text).toMatch(/Lieu précédent\s:\s\P{L}*Siège/u);
    const open = await written({ ...edited, agreed: null });
    expect(open.calendar).toBeNull();
    expect(open.text).toContain('vendredi 27 mars 2026, de 10:00 à 12:00');
    const emptied = { place: null, note: { before: 'Les factures', after: '' } };
    const without = await written({ ...edited, note: '', edit: emptied });
    expect(without.text).toContain('Il n’y a plus rien à préparer.');
  });

  it.each(['cancelled', 'withdrawn'] as const)('takes back the entry when it is %s', async (news) => {
    const { calendar, text } = await written({ news, sequence: 3 });
    expect(lines(calendar?.text ?? '')).toEqual(
      expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:3']),
    );
    expect(text).not.toContain('/t/');
  });

  it.each(['proposed', 'offered', 'asked', 'reminder'] as const)(
    'leaves calendars alone when it is %s',
    async (news) => {
      const agreed = news === 'reminder' ? visit.agreed : null;
      expect((await written({ news, agreed })).calendar).toBeNull();
    },
  );

  it('lists the dates of a proposal, and has one button to the page where they are chosen', async () => {
    const { text } = await written({ news: 'proposed', agreed: null, sequence: 0 });
    expect(text).toContain('vendredi 6 mars 2026, de 10:00 à 12:00');
    expect(text).toContain('vendredi 27 mars 2026, de 10:00 à 12:00');
    expect(text).toContain('https://parcours.example.org/t/token');
    expect(text).toContain('un accès à la chaufferie');
  });
});
