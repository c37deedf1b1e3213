import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/config';
import { loadDefinitions, newestOf } from '#libs/definitions';
import { initialState, type CaseEvent } from '#libs/domain';
import { wordsOf } from './consequence-words.js';

const definition = newestOf(
  loadDefinitions(join(projectRoot(), 'workflows/definitions'), 'en'),
  'sme-cleaner-production',
)!;
const due = Date.UTC(2027, 0, 22);
const opened = (key: string) =>
  ({ type: 'task-opened', id: `CASE.${key}.1`, key, due }) as Partial<CaseEvent> as CaseEvent;

describe('the words of what follows', () => {
  const titles = async (measures: ReadonlyMap<string, string>) => {
    const words = wordsOf({
      ...{ definition, language: 'en', approval: 'CASE.conformity.1', measures },
      whom: () => Promise.resolve('Amina'),
    });
    const events = [opened('evidence-m1'), opened('evidence-m4'), opened('follow-up')];
    const found = await words(events, initialState('CASE'));
    return found.map((one) => ('title' in one ? one.title : one.type));
  };

  it('name the measure that a task is about, where its title is open', async () => {
    expect(await titles(new Map([['m1', 'Insulate the pipes']]))).toEqual([
      'How far is this measure? – Insulate the pipes',
      'How far is this measure?',
      'Your figures for the next season',
    ]);
  });
});
