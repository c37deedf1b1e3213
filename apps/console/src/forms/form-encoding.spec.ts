import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { validateAnswers, type Answers, type FormDefinition } from '#libs/definitions';
import { bodyOf, decodeBody, encodeAnswers } from './form-encoding.js';

const label = { fr: 'Libellé', en: 'Label' };
const base = { label, required: false };
const form: FormDefinition = {
  key: 'every-kind',
  title: label,
  insteadOf: [],
  fields: [
    { ...base, key: 'town', type: 'text', maxLength: 80 },
    { ...base, key: 'story', type: 'paragraph', maxLength: 4000 },
    { ...base, key: 'amount', type: 'number', decimals: 2 },
    {
      ...base,
      key: 'choice',
      type: 'choice',
      options: [
        { key: 'a', label },
        { key: 'b', label },
      ],
    },
    { ...base, key: 'day', type: 'date' },
    { ...base, key: 'sure', type: 'confirmation' },
    {
      ...base,
      key: 'use',
      type: 'months',
      series: [
        { key: 'water', label, unit: { en: 'm3' }, required: false, decimals: 1 },
        { key: 'raw-materials', label, unit: { en: 't' }, required: false, decimals: 0 },
      ],
    },
    {
      ...base,
      key: 'rows',
      type: 'rows',
      min: 0,
      max: 20,
      columns: [
        { ...base, key: 'title', type: 'text', required: true, maxLength: 120 },
        { ...base, key: 'cost', type: 'number', decimals: 0 },
        { ...base, key: 'done', type: 'confirmation' },
      ],
    },
    { ...base, key: 'signed', type: 'signature', agreement: label },
    { ...base, key: 'bills', type: 'files', min: 1, max: 40, accept: ['image'] },
  ],
};

/** Words as people type them, hostile ones included, without the white space that cleaning trims. */
const words = (maxLength: number) =>
  fc
    .string({ minLength: 1, maxLength: Math.min(maxLength, 40), unit: 'grapheme' })
    .map((text) => text.replaceAll(/\s/gu, '_'))
    .filter((text) => text.trim() !== '' && text.length <= maxLength);
const money = fc.integer({ min: -1_000_000, max: 1_000_000_000 });
const cents = money.map((value) => value / 100);
const month = fc
  .tuple(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, at]) => `${year}-${String(at).padStart(2, '0')}`);
const cells = fc
  .array(fc.option(fc.integer({ min: 0, max: 1_000_000 })), { minLength: 12, maxLength: 12 })
  .filter((row) => row.some((cell) => cell !== null));

const answers: fc.Arbitrary<Answers> = fc
  .record(
    {
      town: words(80),
      story: words(400),
      amount: cents,
      choice: fc.constantFrom('a', 'b'),
      day: month.map((text) => `${text}-17`),
      use: fc.record({
        start: month,
        series: fc.record({ water: cells, 'raw-materials': cells }, { requiredKeys: ['water'] }),
      }),
      rows: fc
        .array(
          fc.record(
            { title: words(120), cost: money, done: fc.boolean() },
            { requiredKeys: ['title', 'done'] },
          ),
          { minLength: 1, maxLength: 20 },
        )
        .map((rows) => rows.map((row, index) => ({ key: `m${index + 1}`, ...row }))),
      signed: fc.record({ name: words(120), function: words(120), agreed: fc.constant(true) }),
      bills: fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 40 }),
    },
    { requiredKeys: [] },
  )
  .chain((some) => fc.boolean().map((sure) => ({ ...some, sure })));

describe('the encoding of forms', () => {
  it('reads back whatever it wrote, through the body of a browser', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const checked = validateAnswers(form, decodeBody(form, bodyOf(encodeAnswers(form, given))));
        expect(checked.problems).toEqual([]);
        expect(checked.answers).toEqual(given);
      }),
      { numRuns: 300 },
    );
  });

  it('names inputs by their path', () => {
    const entries = encodeAnswers(form, {
      use: { start: '2025-09', series: { water: [null, 1.5] } },
      rows: [{ key: 'm1', title: 'Boiler', done: true }],
      signed: { name: 'A', function: 'B', agreed: true },
      bills: ['one', 'two'],
    });
    expect(entries).toEqual([
      ['use.start', '2025-09'],
      ['use.series.water.1', '1.5'],
      ['rows.0.key', 'm1'],
      ['rows.0.title', 'Boiler'],
      ['rows.0.done', 'yes'],
      ['signed.name', 'A'],
      ['signed.function', 'B'],
      ['signed.agreed', 'yes'],
      ['bills', 'one'],
      ['bills', 'two'],
    ]);
  });

  it('leaves out names that are not the form’s, hidden fields and prototypes included', () => {
    expect(
      decodeBody(form, {
        town: 'Fès',
        do: 'submit',
        seal: 'x',
        '__proto__.polluted': 'yes',
        'constructor.prototype.polluted': 'yes',
      }),
    ).toEqual({ town: 'Fès' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('keeps what cannot be read as it was typed', () => {
    expect(decodeBody(form, { amount: 'twelve', 'use.series.water.11': '1 2,x' })).toMatchObject({
      amount: 'twelve',
    });
  });
});
