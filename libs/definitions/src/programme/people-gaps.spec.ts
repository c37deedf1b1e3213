import { describe, expect, it } from '@jest/globals';
import { loadDefinitions } from '../load-definitions.js';
import { dueProblems, gapText, peopleGaps, peopleOf, type ProgrammePeople } from './people-gaps.js';
import { readProgramme } from './read-programme.js';

const definitions = loadDefinitions('workflows/definitions');
const path = definitions.get('sme-cleaner-production@2')!;
const file = readProgramme('programmes/ccp-maroc');
const sample = peopleOf(file);

/** The sample's people without some of them. */
const without = (...ids: readonly string[]): ProgrammePeople => ({
  ...sample,
  people: sample.people.filter(({ id }) => !ids.includes(id)),
});

describe('the people of the sample programme', () => {
  it.each([...definitions])('I3: can settle everything of %s', (_, definition) => {
    expect(peopleGaps(definition, sample)).toEqual([]);
  });

  it('can admit nobody once one organisation alone is left in the committee', () => {
    const gaps = peopleGaps(path, without('P-032', 'P-033', 'P-034', 'P-035'));
    expect(gaps).toEqual([
      {
        definition: 'sme-cleaner-production@2',
        key: 'admission',
        kind: 'approval',
        title: expect.objectContaining({ en: 'Admission by the selection committee' }),
        step: 0,
        need: 2,
        possible: 1,
        parties: [{ role: 'committee' }],
        companies: [],
      },
    ]);
    expect(gaps.map(gapText)).toEqual([
      'sme-cleaner-production@2: the approval "admission" needs 2 voices and could have 1. Find more people as committee, of other organisations where voices must differ, who do not prepare it themselves.',
    ]);
  });

  it('lack a second expert for what the first may not verify', () => {
    const gaps = peopleGaps(path, without('P-012', 'P-013'));
    expect(gaps.map(({ key, kind }) => `${kind} ${key}`)).toEqual([
      'task verification',
      'task results-verification',
    ]);
    expect(gapText(gaps[0]!)).toContain('nobody could do the task "verification"');
  });

  it('are missed where one company alone has no director', () => {
    const [director] = file.contacts.filter(
      ({ organisation, function: as }) => organisation === 'OLV-03' && as === 'director',
    );
    const gaps = peopleGaps(path, without(director!.person));
    expect(gaps.map(({ key }) => key)).toEqual([
      'application',
      'commitment',
      'comments',
      'choice',
      'consent',
    ]);
    expect(new Set(gaps.flatMap(({ companies }) => companies))).toEqual(new Set(['OLV-03']));
  });

  it('are asked about contacts only once there is a company', () => {
    expect(peopleGaps(path, { ...sample, companies: [] })).toEqual([]);
  });
});

describe('due dates of a programme', () => {
  it('lie after its first day', () => {
    const agreement = definitions.get('partnership-agreement@1')!;
    expect(dueProblems(agreement, file)).toEqual([]);
    expect(dueProblems(agreement, { startsOn: '2028-08-01', endsOn: '2028-08-31' })).toEqual([
      expect.stringMatching(/would be due before the programme starts on 2028-08-01\. Count fewer days/),
    ]);
  });
});
