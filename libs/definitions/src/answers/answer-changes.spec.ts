import { describe, expect, it } from '@jest/globals';
import type { FormDefinition } from '../form-model.js';
import { answerChanges } from './answer-changes.js';

const label = { fr: 'x', en: 'x' };
const field = { label, required: false };
const form: FormDefinition = {
  key: 'plan',
  title: label,
  insteadOf: [],
  fields: [
    { ...field, type: 'paragraph', key: 'summary', maxLength: 4000 },
    { ...field, type: 'confirmation', key: 'accurate' },
    {
      ...field,
      type: 'rows',
      key: 'measures',
      min: 1,
      max: 20,
      columns: [
        { ...field, type: 'text', key: 'title', maxLength: 200 },
        { ...field, type: 'number', key: 'cost', decimals: 0 },
      ],
    },
    {
      ...field,
      type: 'months',
      key: 'water',
      series: [{ key: 'm3', label, unit: label, required: false, decimals: 0 }],
    },
    { ...field, type: 'files', key: 'quotes', min: 1, max: 10, accept: ['pdf'] },
  ],
};
const year = (start: string, ...values: readonly (number | null)[]) => ({
  start,
  series: { m3: [...values, ...Array.from({ length: 12 - values.length }, () => null)] },
});

describe('changes between two hand-ins', () => {
  it('are none where empty is stored otherwise, a row moved, a table begins elsewhere, a file was sent again', () => {
    const rows = [
      { key: 'm1', title: 'Pompe', cost: 10 },
      { key: 'm2', title: 'Chaudière', cost: 20 },
    ];
    const before = {
      ...{ summary: '', accurate: false, measures: rows, water: year('2026-01', null, 5), quotes: ['a'] },
    };
    const after = { measures: rows.toReversed(), water: year('2026-02', 5), quotes: ['b'] };
    expect(answerChanges(form, before, after, () => 'the same content')).toEqual([]);
  });

  it('tell old and new of each value', () => {
    expect(answerChanges(form, { summary: 'Old', accurate: true }, { summary: 'New' })).toEqual([
      { field: 'summary', kind: 'value', before: 'Old', after: 'New' },
      { field: 'accurate', kind: 'value', before: true, after: undefined },
    ]);
  });

  it('tell cells of a table, and the rows that came and went', () => {
    const before = {
      measures: [
        { key: 'm1', title: 'Pompe', cost: 10 },
        { key: 'm2', title: 'Fours' },
      ],
    };
    const after = {
      measures: [
        { key: 'm1', title: 'Pompe', cost: 12 },
        { key: 'm3', title: 'Isolation', cost: null },
      ],
    };
    expect(answerChanges(form, before, after)).toEqual([
      {
        ...{ field: 'measures', kind: 'table' },
        cells: [{ row: 'm1', column: 'cost', before: 10, after: 12 }],
        added: [after.measures[1]],
        removed: [before.measures[1]],
      },
    ]);
  });

  it('tell months by name, those that only one of the years has included', () => {
    const [change] = answerChanges(form, { water: year('2026-01', 1, 2) }, { water: year('2026-02', 3, 4) });
    expect(change).toMatchObject({
      cells: [
        { row: '2026-01', column: 'm3', before: 1, after: undefined },
        { row: '2026-02', column: 'm3', before: 2, after: 3 },
        { row: '2026-03', column: 'm3', before: undefined, after: 4 },
      ],
    });
  });

  it('tell files that came and went', () => {
    expect(answerChanges(form, { quotes: ['a', 'b'] }, { quotes: ['b', 'c'] })).toEqual([
      { field: 'quotes', kind: 'files', added: ['c'], removed: ['a'] },
    ]);
    expect(answerChanges(form, { quotes: ['a'] }, {})).toEqual([
      { field: 'quotes', kind: 'files', added: [], removed: ['a'] },
    ]);
  });
});
