import { describe, expect, it } from '@jest/globals';
import type { DatedVisit, DueDate } from '#libs/cases';
import { feedOf } from './feed.js';

const date: DueDate = {
  id: 'CCP-MA-2026-0007.data-request.1',
  kind: 'task',
  day: '2026-12-01',
  at: Date.UTC(2026, 11, 1, 16),
  title: 'Vos factures; énergie, eau',
  reference: 'CCP-MA-2026-0007',
  organisationName: 'معصرة الزيتون',
  programme: 'CCP-MA',
  timeZone: 'Africa/Casablanca',
  overdue: false,
  stopped: false,
  mayRead: true,
  revision: 2,
};

const written = (dates: readonly DueDate[], visits: readonly DatedVisit[] = []) =>
  feedOf({
    ...{ name: 'Parcours', language: 'fr', publicUrl: 'https://parcours.example.org', dates },
    now: Date.UTC(2026, 10, 26),
    describe: ({ reference }) => reference,
    ...{ visits, nameVisit: ({ organisationName }: DatedVisit) => `Visite : ${organisationName}` },
  });

describe('a feed of due dates', () => {
  it('says each as a whole day with an id that stays and a number that rises', () => {
    const lines = written([date])
      .replaceAll(/\r\n[ \t]/g, '')
      .split('\r\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'UID:CCP-MA-2026-0007.data-request.1@parcours.example.org',
        'SEQUENCE:2',
        'DTSTART;VALUE=DATE:20261201',
        'TRANSP:TRANSPARENT',
        'SUMMARY:معصرة الزيتون – Vos factures\\; énergie\\, eau',
        'URL;VALUE=URI:https://parcours.example.org/console/items/CCP-MA-2026-0007.data-request.1',
      ]),
    );
    expect(lines.filter((line) => Buffer.byteLength(line) > 75 && line.startsWith('BEGIN'))).toEqual([]);
  });

  it('is a calendar and no message about one, under a name that stays one line', () => {
    const named = feedOf({
      ...{ name: 'Parcours; Samira, Exemple\nX', language: 'fr', publicUrl: 'https://parcours.example.org' },
      ...{ now: Date.UTC(2026, 10, 26), describe: () => '', dates: [], visits: [], nameVisit: () => '' },
    });
    expect(named).toContain('\r\nX-WR-CALNAME:Parcours\\; Samira\\, Exemple X\r\n');
    expect(named.split('\r\n').filter((line) => /^METHOD|^X$/.test(line))).toEqual([]);
  });

  it('gives a visit its hours, under the id of its invitation', () => {
    const id = 'a1f0c3a2-0000-4000-8000-000000000007';
    const visit: DatedVisit = {
      ...{ id, reference: date.reference, programme: date.programme, organisationName: 'معصرة الزيتون' },
      ...{ place: 'Usine, quai 2', sequence: 3, day: '2026-12-03', timeZone: date.timeZone },
      startsAt: Date.UTC(2026, 11, 3, 8, 30),
      endsAt: Date.UTC(2026, 11, 3, 11),
    };
    const lines = written([], [visit])
      .replaceAll(/\r\n[ \t]/g, '')
      .split('\r\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        `UID:${id}@parcours.example.org`,
        'SEQUENCE:3',
        'DTSTART:20261203T083000Z',
        'DTEND:20261203T110000Z',
        'TRANSP:OPAQUE',
        'LOCATION:Usine\\, quai 2',
        `URL;VALUE=URI:https://parcours.example.org/console/visits/${id}`,
      ]),
    );
  });

  it('leads to the case what has no page that its reader may open, and is whole while nothing is due', () => {
    const closed = written([{ ...date, mayRead: false }]);
    expect(closed).toContain('/console/cases/CCP-MA-2026-0007');
    expect(closed).not.toContain('/console/items/');
    expect(written([])).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
  });
});
