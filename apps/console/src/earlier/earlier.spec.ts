import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { projectRoot } from '#libs/config';
import { enterableStages, loadDefinitions, type CaseDefinition } from '#libs/definitions';
import { earlierOf, inputOf, pastTasks } from './earlier.js';

const definitions = loadDefinitions(join(projectRoot(), 'workflows/definitions'), 'en');
const path = definitions.get('sme-cleaner-production@2') as CaseDefinition;

describe('a case that is entered in the middle of its path', () => {
  it('can be entered up to the stage whose plan only a chain of forms can give', () => {
    expect(enterableStages(path)).toEqual(['diagnostic', 'action-plan']);
  });

  it('asks for the answers that rules need, and no others', () => {
    const fields = pastTasks(path, 'diagnostic').flatMap(({ form }) => form.fields.map(({ key }) => key));
    expect(fields).toContain('eligibility__eligible');
    expect(fields).not.toContain('application__town');
  });

  it('reads days and answers; what has no day was not done', () => {
    const body = {
      'entered.enrolment': '2026-01-05',
      'left.enrolment': '2026-03-02',
      'done.application': '2026-01-20',
      'done.eligibility': '2026-02-01',
      eligibility__eligible: 'yes',
      'done.commitment': '',
    };
    expect(earlierOf(path, 'diagnostic', body)).toMatchObject({
      stage: 'diagnostic',
      stages: [
        {
          ...{ key: 'enrolment', enteredOn: '2026-01-05', leftOn: '2026-03-02' },
          tasks: [
            { key: 'application', completedOn: '2026-01-20' },
            { key: 'eligibility', completedOn: '2026-02-01', answers: { eligible: 'yes' } },
          ],
        },
      ],
      tasks: [],
    });
    expect(inputOf('earlier.eligibility.eligible')).toBe('eligibility__eligible');
  });
});
