import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  calendarPart,
  keptPart,
  type CalendarEntry,
  type CalendarMethod,
  type CalendarSetting,
} from './calendar-part.js';

const entry: CalendarEntry = {
  uid: 'CCP-MA-2026-0007.bills.1@parcours.example.org',
  sequence: 2,
  title: 'فواتير الطاقة والماء الخاصة بكم لسنة كاملة من فضلكم; كل الفواتير, شهرا بشهر',
  description: 'Première ligne\nSeconde ligne',
  url: null,
  place: null,
  from: Date.UTC(2026, 2, 12, 16, 30),
  to: Date.UTC(2026, 2, 12, 17),
  busy: false,
  remindHours: 24,
};
const setting: CalendarSetting = {
  method: 'PUBLISH',
  language: 'ar',
  at: Date.UTC(2026, 1, 12, 9),
  organiser: { name: 'Youssef "Y" Exemple; x', address: 'youssef@example.org' },
  invited: [],
  entries: [entry],
};

const nameOf = (line: string) => /^[A-Z-]+/.exec(line)?.[0];

/** Lines as a reader sees them: unfolded. */
const lines = (text: string) => text.replace(/\r\n[ \t]/g, '').split('\r\n');

const parameter = String.raw`(?:"[^"\p{Cc}]*"|[^"\p{Cc};:,]*)`;
/** One line of RFC 5545, 3.1: a name, parameters, a value. */
const contentLine = new RegExp(
  String.raw`^[A-Z\d-]+(?:;[A-Z\d-]+=${parameter}(?:,${parameter})*)*:(?:\P{Cc}|\t)*$`,
  'u',
);
/** What an entry has to say once, by method (RFC 5546, 3.2). */
const needed = ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SEQUENCE', 'SUMMARY', 'ORGANIZER'];

describe('a calendar part', () => {
  it('tells a date in UTC, the same for whoever reads it', () => {
    const { method, text } = calendarPart(setting);
    expect(method).toBe('PUBLISH');
    expect(lines(text)).toEqual(
      expect.arrayContaining([
        'METHOD:PUBLISH',
        'UID:CCP-MA-2026-0007.bills.1@parcours.example.org',
        'SEQUENCE:2',
        'DTSTAMP:20260212T090000Z',
        'DTSTART:20260312T163000Z',
        'DTEND:20260312T170000Z',
        'TRANSP:TRANSPARENT',
        'STATUS:CONFIRMED',
        'TRIGGER:-P1D',
        'DESCRIPTION:Première ligne\\nSeconde ligne',
      ]),
    );
    expect(text).toContain('\\; ');
  });

  it('keeps to the lines and ends of lines that the standard asks for', () => {
    const { text } = calendarPart(setting);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const longest = Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)));
    expect(longest).toBeLessThanOrEqual(75);
  });

  it('is the same to the byte when written again', () => {
    expect(calendarPart(setting)).toEqual(calendarPart(setting));
  });

  it('invites with an answer asked for, and takes back under the same id', () => {
    const invited = [{ name: 'Samira Exemple', address: 'samira@example.org' }];
    const asked = calendarPart({ ...setting, method: 'REQUEST', invited });
    const attendee = lines(asked.text).find((line) => line.startsWith('ATTENDEE'));
    expect(attendee).toMatch(/PARTSTAT=NEEDS-ACTION;RSVP=TRUE;.*mailto:samira@example\.org$/i);
    const back = lines(calendarPart({ ...setting, method: 'CANCEL', invited }).text);
    expect(back).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', `UID:${entry.uid}`]));
    expect(back.join('\n')).not.toContain('VALARM');
  });

  it('cannot be given a line of its own by what somebody typed', () => {
    const hostile = { ...entry, title: 'Facture\r\nATTENDEE:mailto:all@example.org', place: 'a\nURL:x' };
    const organiser = { name: 'A"\r\nATTENDEE:mailto:b@example.org', address: 'a@example.org' };
    const { text } = calendarPart({ ...setting, organiser, entries: [hostile] });
    expect(lines(text).filter((line) => /^(ATTENDEE|URL)/.test(line))).toEqual([]);
  });

  it('keeps to the grammar of the standard, whatever was typed', () => {
    const typed = fc.string({ unit: 'binary', maxLength: 120 });
    const methods = fc.constantFrom<CalendarMethod>('PUBLISH', 'REQUEST', 'CANCEL');
    fc.assert(
      fc.property(
        typed,
        typed,
        typed,
        typed,
        methods,
        fc.boolean(),
        (title, description, place, name, method, isNamed) => {
          const organiser = { name, address: 'a@example.org' };
          const invited = method === 'PUBLISH' || !isNamed ? [] : [{ name, address: 'b@example.org' }];
          const entries = [{ ...entry, title, description, place }];
          const { text } = calendarPart({ ...setting, method, organiser, invited, entries });
          const said = lines(text).slice(0, -1);
          expect(said.filter((line) => !contentLine.test(line))).toEqual([]);
          const event = said.slice(said.indexOf('BEGIN:VEVENT'), said.indexOf('END:VEVENT'));
          const names = event.map(nameOf);
          expect(needed.filter((wanted) => names.filter((one) => one === wanted).length !== 1)).toEqual([]);
          expect(event.map(nameOf).filter((one) => one === 'ATTENDEE')).toHaveLength(invited.length);
        },
      ),
    );
  });

  it('folds no sign in two, and keeps names between marks that nothing escapes', () => {
    const title = `${'🫒'.repeat(40)} ${'معصرة'.repeat(12)}`;
    const invited = [{ name: 'Samira "S." \\ Exemple\u0007', address: 'samira@example.org' }];
    const part = calendarPart({ ...setting, method: 'REQUEST', invited, entries: [{ ...entry, title }] });
    const said = lines(part.text);
    expect(said).toContain(`SUMMARY:${title}`);
    expect(part.text.split('\r\n').filter((line) => line.includes('\ufffd'))).toEqual([]);
    const named = said.filter((line) => /^(ATTENDEE|ORGANIZER)/.test(line));
    expect(named.map((line) => /;CN="([^"\\]*)"[;:]/.exec(line)?.[1])).toEqual([
      'Youssef ’Y’ Exemple; x',
      'Samira ’S.’ / Exemple',
    ]);
  });

  it('asks those to come who are, and tells the others', () => {
    const invited = [
      { name: 'Samira Exemple', address: 'samira@example.org' },
      { name: 'Youssef Exemple', address: 'youssef@example.org', isOptional: true },
    ];
    const asked = lines(calendarPart({ ...setting, method: 'REQUEST', invited }).text);
    expect(asked.filter((line) => line.startsWith('ATTENDEE'))).toEqual([
      expect.stringMatching(/ROLE=REQ-PARTICIPANT;.*RSVP=TRUE;.*samira/),
      expect.stringMatching(/ROLE=OPT-PARTICIPANT;.*RSVP=FALSE;.*youssef/),
    ]);
  });

  it('is read back as it was kept', () => {
    const part = calendarPart(setting);
    expect(keptPart(part.text)).toEqual(part);
    const invited = [{ name: 'Samira Exemple', address: 'samira@example.org' }];
    const asked = calendarPart({ ...setting, method: 'REQUEST', invited });
    expect(asked.invites).toBe(true);
    expect(keptPart(asked.text)).toEqual(asked);
    expect([keptPart(null), keptPart('METHOD:ADD')]).toEqual([null, null]);
  });
});
