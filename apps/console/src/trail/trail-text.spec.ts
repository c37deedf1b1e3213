import { describe, expect, it } from '@jest/globals';
import type { CaseEvent } from '#libs/domain';
import { languages } from '#libs/wording';
import { speechFor } from '../text/messages.js';
import { eventText, handoverText, isTold, type TrailContext } from './trail-text.js';
import { authorText } from './trail-words.js';

const task = 'CCP-MA-2026-0001.data-request.1';
const request = 'CCP-MA-2026-0001.extension-data-request.1';
const evidence = 'CCP-MA-2026-0001.evidence-m1.1';
const view = {
  case: { reference: 'CCP-MA-2026-0001', outcome: null, outcomeTitle: null },
  items: [
    { id: task, title: 'A year of figures', measureTitle: null, extension: null },
    {
      ...{ id: request, title: 'More time', measureTitle: null },
      extension: { task, until: '2026-12-15', by: {} },
    },
    {
      ...{ id: evidence, title: 'How far is this measure?', extension: null },
      measureTitle: 'Insulate the boiler',
    },
  ],
  stages: [{ key: 'diagnostic', title: 'Diagnostic' }],
  milestones: [{ key: 'm1', title: 'Insulate the boiler' }],
} as unknown as TrailContext;
const by = { person: 'P-001', organisation: null, partners: [] };
const at = Date.UTC(2026, 10, 26, 9);

const told: readonly (readonly [CaseEvent, string])[] = [
  [
    { type: 'stage-imported', stage: 'diagnostic', enteredAt: at, leftAt: at },
    'Traveled before the case was entered here: Diagnostic (Nov 26, 2026 – Nov 26, 2026)',
  ],
  [
    { type: 'task-transcribed', id: task, facts: {}, by },
    'Taken down for the company: A year of figures. It is asked to correct or confirm.',
  ],
  [
    { type: 'task-completed', id: evidence, facts: {}, by },
    'Done: How far is this measure? – Insulate the boiler',
  ],
  [
    { type: 'task-completed', id: task, facts: {}, by, transcript: 'confirmed' },
    'What had been taken down was confirmed: A year of figures',
  ],
  [
    {
      ...{ type: 'approval-asked', id: request, key: 'extension-data-request', stage: 'diagnostic' },
      ...{ round: 1, due: at, deferred: false, extension: { task, until: '2026-12-15', by } },
    },
    'More time asked for: A year of figures, until December 15, 2026',
  ],
  [
    { type: 'approval-decided', id: request, outcome: 'reject', reopens: [], by },
    'More time refused: A year of figures, until December 15, 2026',
  ],
  [
    { type: 'approval-decided', id: task, outcome: 'approve', reopens: [], because: 'place-freed' },
    'A year of figures: Approved (a place became free)',
  ],
  [{ type: 'suspended', item: null, until: '2027-01-04' }, 'The case’s clock stops, until January 4, 2027'],
  [{ type: 'suspended', item: task, until: null }, 'The clock stops: A year of figures'],
  [{ type: 'resumed', item: null }, 'The case’s clock runs again'],
  [
    { type: 'contact-logged', promised: '2026-12-01', items: [task], until: at },
    'Spoken with the company; promised for December 1, 2026, no reminder until then (one step)',
  ],
  [
    { type: 'due-moved', item: task, due: at, because: 'clock' },
    'New date: A year of figures, Nov 26, 2026 (the clock had stood)',
  ],
  [
    { type: 'approval-passed', id: task, to: { role: 'administrator' } },
    'Nobody had decided in time: “A year of figures” now waits for the administrator',
  ],
  [
    {
      type: 'voice-given',
      id: task,
      seat: 'P-001',
      step: 0,
      outcome: 'approve',
      by,
      reopens: [],
      conditions: [],
    },
    'Voice on “A year of figures”: Approved',
  ],
];

describe('the trail', () => {
  it.each(told)('tells %j', (event, words) => {
    expect(eventText(view, speechFor('en'), event)).toBe(words);
    for (const language of languages) expect(eventText(view, speechFor(language), event)).not.toBe('');
  });

  it('tells what changed hands within the company, with names or without', () => {
    const colleague = { name: 'Karim', function: 'engineer' };
    const said = (handover: 'given' | 'taken-back', named: boolean) =>
      handoverText(view, speechFor('en'), { handover, item: task, colleague: named ? colleague : null });
    expect(said('given', true)).toBe('Handed over to Karim, engineer (declared): A year of figures');
    expect(said('given', false)).toBe('Handed over to a colleague in the company: A year of figures');
    expect(said('taken-back', true)).toBe('Taken back from Karim, engineer: A year of figures');
    expect(said('taken-back', false)).toBe('Taken back from a colleague in the company: A year of figures');
  });

  it('does not repeat the mails that only say what the line beside them says', () => {
    const notice = { type: 'notice', item: task, rung: null, of: 0, revision: 0, outcome: null } as const;
    const to = { contact: 'director' } as const;
    expect(isTold({ ...notice, notice: 'outcome', to })).toBe(false);
    expect(isTold({ ...notice, notice: 'receipt', to })).toBe(true);
  });

  it('names both where somebody acts for somebody else, and how', () => {
    const entry: Parameters<typeof authorText>[1] = {
      ...{ person: 'P-001', personName: 'Amina', onBehalfOf: null, onBehalfOfName: null, viaName: null },
      ...{ channel: 'signed-in', organisation: 'WEC', declared: null },
    };
    const declared = { name: 'Brahim', function: 'foreman' };
    const said = (change: Partial<Parameters<typeof authorText>[1]>) =>
      authorText(speechFor('en'), { ...entry, ...change });
    expect(said({})).toBe('Amina');
    expect(said({ person: null, personName: null })).toBe('the clock');
    expect(said({ personName: null })).toBe('WEC');
    expect(said({ personName: null, organisation: null })).toBe('somebody of the program');
    expect(said({ channel: 'link' })).toBe('Amina · by the mailed link');
    expect(said({ channel: 'link', declared })).toBe(
      'through the link of Amina, by Brahim, foreman (declared)',
    );
    expect(said({ channel: 'copied-link', viaName: 'Carla' })).toBe('Amina · by a link that Carla handed on');
    expect(said({ channel: 'transcribed', onBehalfOf: 'P-002', onBehalfOfName: 'Driss' })).toBe(
      'Amina, for Driss',
    );
    expect(said({ onBehalfOf: 'P-002', onBehalfOfName: 'Driss' })).toBe('Amina, acting for Driss');
  });
});
