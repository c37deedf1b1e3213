import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/config';
import { loadDefinitions, type CaseDefinition } from '#libs/definitions';
import { languages } from '#libs/wording';
import { speechFor } from '../text/messages.js';
import { changesBetween } from './changes.js';
import { described } from './described.js';

const definitions = loadDefinitions(join(projectRoot(), 'workflows/definitions'), 'en');

function definition(key: string): CaseDefinition {
  const found = definitions.get(key);
  if (!found) throw new Error(`There is no definition ${key}.`);
  return found;
}

const newest = described(definition('sme-cleaner-production@2'), speechFor('en'));
const items = new Map(newest.stages.flatMap((stage) => stage.items.map((item) => [item.key, item])));
const said = (key: string) =>
  Object.fromEntries((items.get(key)?.lines ?? []).map((line) => [line.key, line.text]));

describe('a definition in words', () => {
  it('says of a task who does it, by when, with which reminders, and what else holds', () => {
    expect(said('data-request')).toEqual({
      who: 'the technical contact',
      due: '20 working days after it is asked',
      reminders: expect.stringContaining('10 working days before · 5 working days before'),
      transcription: 'counts as agreed without an objection within 5 working days',
      extension: '20 working days at most, granted by the coordinator, answered within 16 working hours',
    });
    expect(said('data-request')['reminders']).toContain('3 working days after, copy to the coordinator');
    expect(said('data-request')['reminders']).toContain('20 working days after, to the administrator');
  });

  it('calls facts and answers what the forms call them', () => {
    expect(said('commitment')['when']).toMatch(/^“.*” is: Yes, eligible$/);
    expect(said('report')['due']).toMatch(/^45 days after “.*[Vv]isit.*”$/);
    expect(said('opinion')['when']).toBe(
      'it is not so that: “Proposed measures” was done by the technical center',
    );
  });

  it('says of an approval how many decide, who may not, and what each outcome leads to', () => {
    expect(said('admission')).toMatchObject({
      who: '2 of 3 in favor: the committee, of different organizations',
      exclude: 'whoever did: Application and Eligibility check',
      approve: 'goes on with: Diagnostic',
      reject: 'the case closes: Application declined',
      defer: 'asked again: 60 days after it is asked',
      quota: expect.any(String),
    });
    expect(items.get('conformity')?.loop).toMatch(/^to be done again: .*Your choice of measures/);
    expect(said('publication-approval')).toMatchObject({
      expires: 'after 30 days: the coordinator decides',
      reject: 'the path ends',
    });
  });

  it('lists what a form asks for', () => {
    const fields = items.get('application')?.fields ?? [];
    expect(fields.find(({ key }) => key === 'field.employees')).toEqual({
      key: 'field.employees',
      label: 'Permanent employees',
      text: 'a number (people)',
    });
    expect(fields.find(({ key }) => key === 'field.season')?.text).toBe('one line, optional');
  });

  it.each(languages)('leaves no key unsaid in %s', (language) => {
    for (const each of definitions.values()) {
      const { stages, outcomes } = described(each, speechFor(language));
      const texts = stages.flatMap((stage) => [
        ...stage.lines,
        ...stage.items.flatMap(({ lines, fields }) => [...lines, ...fields]),
      ]);
      for (const { label, text } of [...texts, ...outcomes.filter(({ text }) => text !== '')])
        expect([label, text].filter((words) => words.trim() === '')).toEqual([]);
    }
  });
});

describe('two versions', () => {
  const old = described(definition('sme-cleaner-production@1'), speechFor('en'));

  it('differ in nothing from themselves', () => {
    expect(changesBetween(newest, newest)).toEqual([]);
  });

  it('tell what was changed, added and left out, the same from either side', () => {
    const changes = changesBetween(old, newest);
    expect(changes).toContainEqual({
      place: 'Enrollment · Admission by the selection committee',
      label: 'Who',
      before: expect.stringContaining('the committee'),
      after: '2 of 3 in favor: the committee, of different organizations',
    });
    expect(changes.some(({ before }) => before === null)).toBe(true);
    const back = changesBetween(newest, old);
    expect(back.map(({ before, after }) => [after, before]).sort()).toEqual(
      changes.map(({ before, after }) => [before, after]).sort(),
    );
  });
});
