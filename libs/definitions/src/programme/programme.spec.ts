import { describe, expect, it } from '@jest/globals';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateAnswers } from '../answers/validate-answers.js';
import type { Answers } from '../form-model.js';
import { loadDefinitions } from '../load-definitions.js';
import { sourceRows } from '../lookups.js';
import { readProgramme } from './read-programme.js';
import { readSampleAnswers, sampleAnswers } from './sample-answers.js';

const folder = 'programmes/ccp-maroc';

describe('the sample programme', () => {
  const programme = readProgramme(folder);

  it('has eighteen sample companies, its five partners and people for every role', () => {
    expect(programme).toMatchObject({
      code: 'CCP-MA',
      sample: true,
      country: 'MA',
      currency: 'MAD',
      reminderAt: 540,
      quota: 18,
      languages: ['fr', 'ar', 'en'],
    });
    const companies = programme.organisations.filter(({ partner }) => partner === null);
    expect(companies).toHaveLength(18);
    for (const { code } of companies) {
      const functions = programme.contacts
        .filter(({ organisation }) => organisation === code)
        .map((contact) => contact.function);
      expect(functions.sort()).toEqual(['accountant', 'director', 'technical']);
    }
    expect(programme.organisations.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['WEC', 'OES', 'CMPP', 'CGEM', 'FICOPAM', 'OLV-07']),
    );
    const roles = programme.people.flatMap((person) => person.roles);
    const number = (role: string) => roles.filter((each) => each === role).length;
    expect([number('coordinator'), number('expert'), number('committee'), number('observer')]).toEqual([
      2, 3, 5, 1,
    ]);
  });

  it('may say when its reminders rest, and how many one person gets', () => {
    expect(programme).not.toHaveProperty('quietFrom');
    const copy = mkdtempSync(join(tmpdir(), 'programme-'));
    cpSync(folder, copy, { recursive: true });
    const lines = 'quietFrom: 19:30\nquietTo: 07:00\nmailsAWeek: 5\n';
    appendFileSync(join(copy, 'programme.yaml'), lines);
    expect(readProgramme(copy)).toMatchObject({ quietFrom: 1170, quietTo: 420, mailsAWeek: 5 });
  });

  it('invents everybody', () => {
    for (const { name, email, phone } of programme.people) {
      expect(name).toMatch(/exemple|sample|نموذجي/i);
      expect(email).toMatch(/@example\.org$/);
      expect(phone).toMatch(/^\+212 000 000 \d{3}$/);
    }
  });

  it('follows definitions that exist', () => {
    const known = loadDefinitions('workflows/definitions');
    expect(programme.definitions.filter((key) => !known.has(key))).toEqual([]);
  });
});

describe('sample answers', () => {
  const samples = readSampleAnswers(join(folder, 'answers.yaml'));
  const today = '2027-02-27';
  const cases = [...loadDefinitions('workflows/definitions').values()].flatMap((definition) =>
    Object.values(definition.forms).map((form) => ({
      definition,
      form,
      variants: samples[definition.key]?.[form.key]?.map(({ variant }) => variant) ?? [],
    })),
  );

  it.each(cases)('are valid for $form.key', ({ definition, form, variants }) => {
    expect(variants).not.toEqual([]);
    const usual = (task: string): Answers | undefined => {
      const key = definition.items[task]?.form;
      const other = key === undefined ? undefined : definition.forms[key];
      return (
        other && validateAnswers(other, sampleAnswers(samples, definition.key, other.key, { today })).answers
      );
    };
    const offered = Object.fromEntries(
      form.fields.flatMap((field) =>
        field.type === 'rows' && field.from ? [[field.key, sourceRows(definition, field, usual)]] : [],
      ),
    );
    for (const variant of variants) {
      const checked = validateAnswers(
        form,
        sampleAnswers(samples, definition.key, form.key, { today, variant }),
        offered,
      );
      expect({ variant, problems: checked.problems }).toEqual({ variant, problems: [] });
    }
  });

  it('count days from the day of the act and name the files to upload', () => {
    const visit = sampleAnswers(samples, 'sme-cleaner-production', 'visit-plan', { today });
    expect(visit['date']).toBe('2027-03-11');
    const report = sampleAnswers(samples, 'sme-cleaner-production', 'diagnostic-report', {
      today,
      upload: (name) => `id of ${name}`,
    });
    expect(report['report']).toEqual(['id of rapport-diagnostic.pdf']);
    expect(() => sampleAnswers(samples, 'sme-cleaner-production', 'nothing', { today })).toThrow(
      'no sample answers',
    );
  });
});

describe('a broken programme folder', () => {
  const breakages = [
    {
      file: 'programme.yaml',
      from: 'reminderAt: 09:00',
      to: 'reminderAt: 9 am',
      line: 'reminderAt',
      expected: /"9 am".*\n +A time of day/,
    },
    {
      file: 'programme.yaml',
      from: 'reminderAt: 09:00',
      to: 'reminderAt: 09:00\nquietFrom: 18:00',
      line: 'quietFrom',
      expected: /a beginning and an end/,
    },
    {
      file: 'programme.yaml',
      from: 'reminderAt: 09:00',
      to: 'reminderAt: 09:00\nquietFrom: 08:30\nquietTo: 08:00',
      line: 'quietFrom',
      expected: /leave no time/,
    },
    {
      file: 'programme.yaml',
      from: 'reminderAt: 09:00',
      to: 'reminderAt: 09:00\nmailsAWeek: 0',
      line: 'mailsAWeek',
      expected: /from 1 to 100/,
    },
    {
      file: 'programme.yaml',
      from: 'endsOn: 2028-08-31',
      to: 'endsOn: 2026-08-31',
      line: 'endsOn',
      expected: /ends before it starts/,
    },
    {
      file: 'programme.yaml',
      from: 'endsOn: 2028-08-31',
      to: 'endsOn: 2028-02-30',
      line: 'endsOn',
      expected: /2028-02-30 is not a day/,
    },
    {
      file: 'organisations.yaml',
      from: 'sector: fruit',
      to: 'sector: fish',
      line: 'sector: fish',
      expected: /no sector "fish".*\n +Name one of: olives, vegetables, fruit/,
    },
    {
      file: 'organisations.yaml',
      from: 'director: P-101',
      to: 'director: P-999',
      line: 'P-999',
      expected: /no person P-999/,
    },
    {
      file: 'organisations.yaml',
      from: 'code: OLV-02',
      to: 'code: OLV-01',
      line: 'code: OLV-01',
      expected: /Two organisations have the code OLV-01/,
    },
    {
      file: 'people.yaml',
      from: 'id: P-002',
      to: 'id: P-001',
      line: 'id: P-001',
      expected: /Two people have the code P-001/,
    },
    {
      file: 'people.yaml',
      from: 'organisation: CMPP',
      to: 'organisation: CMMP',
      line: 'CMMP',
      expected: /no organisation CMMP/,
    },
    {
      file: 'people.yaml',
      from: 'coordination.2@',
      to: 'coordination.1@',
      line: 'coordination.1@',
      expected: /Two people have the address/,
    },
  ];

  it.each(breakages)('is refused by file and line: $to', ({ file, from, to, line, expected }) => {
    const copy = mkdtempSync(join(tmpdir(), 'programme-'));
    cpSync(folder, copy, { recursive: true });
    const good = readFileSync(join(folder, file), 'utf8');
    expect(good).toContain(from);
    const text = good.replace(from, to);
    writeFileSync(join(copy, file), text);
    let message = '';
    try {
      readProgramme(copy);
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(expected);
    const found = new RegExp(`${file.replace('.', '\\.')}:(\\d+):\\d+`).exec(message);
    expect(text.split('\n')[Number(found?.[1]) - 1]).toContain(line);
  });
});
