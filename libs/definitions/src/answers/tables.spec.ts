import { describe, expect, it } from '@jest/globals';
import { formOf } from '../lookups.js';
import { loadDefinitions } from '../load-definitions.js';
import type { FormDefinition } from '../form-model.js';
import { validateAnswers } from './validate-answers.js';

const path = loadDefinitions('workflows/definitions').get('sme-cleaner-production@1')!;
const form = (task: string): FormDefinition => formOf(path, task)!;
const codes = (checked: ReturnType<typeof validateAnswers>) =>
  Object.fromEntries(checked.problems.map(({ path: at, code }) => [at, code]));

const signed = { name: 'Sample', function: 'Director', agreed: 'on' };
const year = Array.from({ length: 12 }, (_, month) => String(month + 1));
const every = { electricity: year, water: year, 'raw-materials': year, waste: year };

describe('tables', () => {
  describe('the twelve-month table', () => {
    const check = (answers: object) => validateAnswers(form('data-request'), answers);

    it('wants twelve values of each series, and the first month', () => {
      expect(codes(check({}))).toMatchObject({
        'consumption.series.water': 'months.empty-or-files',
        'consumption.series.waste': 'months.empty',
      });
      const gap = { ...every, water: ['1', '', '3', ...year.slice(3)] };
      expect(codes(check({ consumption: { series: gap } }))).toEqual({
        'consumption.start': 'required',
        'consumption.series.water.1': 'required',
      });
      expect(
        codes(check({ consumption: { start: '2025-13', series: { ...every, waste: [...year, '1'] } } })),
      ).toEqual({
        'consumption.start': 'month.unreadable',
        'consumption.series.waste': 'answer.malformed',
      });
    });

    it('takes photographed bills instead, and still checks what was typed', () => {
      const { electricity: _, ...rest } = every;
      expect(codes(check({ consumption: { start: '2025-09', series: rest } }))).toEqual({
        'consumption.series.electricity': 'months.empty-or-files',
      });
      const photographed = check({
        consumption: { start: '2025-09', series: { ...rest, water: ['1'] } },
        bills: 'photo-1',
      });
      expect(photographed).toMatchObject({ ok: true, documents: ['photo-1'] });
      expect(photographed.answers['consumption']).toMatchObject({
        series: { water: [1, ...Array.from({ length: 11 }, () => null)] },
      });
      expect(
        codes(
          check({
            consumption: { start: '2025-09', series: { ...rest, water: ['many'] } },
            bills: 'photo-1',
          }),
        ),
      ).toEqual({ 'consumption.series.water.0': 'number.unreadable' });
      expect(codes(check({ bills: 'photo-1' }))).toEqual({
        'consumption.series.raw-materials': 'months.empty',
        'consumption.series.waste': 'months.empty',
      });
    });
  });

  describe('rows', () => {
    const option = { title: 'Insulate', theme: 'energy', cost: '48 000', yearlySaving: '61000' };
    const check = (options: unknown) => validateAnswers(form('options'), { options });

    it('get keys that stay theirs, and become measures', () => {
      const checked = check([option, { title: '', cost: '' }, { ...option, key: 'm1' }, option, null]);
      expect(checked.problems).toEqual([]);
      expect(checked.facts).toEqual({ options: [{ key: 'm2' }, { key: 'm1' }, { key: 'm3' }] });
      expect(checked.answers['options']).toMatchObject([
        { key: 'm2', cost: 48000 },
        { key: 'm1' },
        { key: 'm3' },
      ]);
    });

    it('have a least and a greatest number, and nothing unknown', () => {
      expect(codes(check([]))).toEqual({ options: 'rows.too-few' });
      expect(codes(check(Array.from({ length: 26 }, () => option)))).toEqual({ options: 'rows.too-many' });
      expect(
        codes(
          check([
            { ...option, colour: 'red' },
            'x',
            { ...option, key: 'M 1' },
            { ...option, key: 'a' },
            { ...option, key: 'a' },
          ]),
        ),
      ).toEqual({
        'options.0.colour': 'field.unknown',
        'options.1': 'answer.malformed',
        'options.2.key': 'row.unknown',
        'options.4.key': 'row.unknown',
      });
    });

    it('taken from an earlier task are those offered, each kept or left out', () => {
      const offered = { plan: [{ key: 'm1' }, { key: 'm2' }] };
      const kept = { key: 'm2', date: '15/05/2027', budget: '0', financing: 'none' };
      const left = { key: 'm1', date: '', budget: '', financing: '' };
      expect(
        validateAnswers(form('choice'), { plan: [left, kept], signature: signed }, offered),
      ).toMatchObject({
        ok: true,
        facts: { plan: [{ key: 'm2', date: '2027-05-15' }] },
        answers: { signature: { name: 'Sample', function: 'Director', agreed: true } },
      });
      expect(
        codes(
          validateAnswers(
            form('choice'),
            {
              plan: [
                { ...kept, key: 'm9' },
                { ...kept, key: '' },
              ],
              signature: signed,
            },
            offered,
          ),
        ),
      ).toEqual({ 'plan.0.key': 'row.unknown', 'plan.1.key': 'row.unknown' });
    });

    it('taken from an earlier task are all needed where the form says so', () => {
      const all: FormDefinition = {
        ...form('choice'),
        fields: form('choice').fields.map((field) =>
          field.type === 'rows' && field.from ? { ...field, from: { ...field.from, all: true } } : field,
        ),
      };
      const kept = { key: 'm2', date: '15/05/2027', budget: '0', financing: 'none' };
      const checked = validateAnswers(
        all,
        { plan: [kept], signature: signed },
        { plan: [{ key: 'm1' }, { key: 'm2' }] },
      );
      expect(checked.problems).toEqual([{ path: 'plan', code: 'row.missing', params: { key: 'm1' } }]);
    });
  });
});
