import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formOf } from '../lookups.js';
import { loadDefinitions } from '../load-definitions.js';
import type { FormDefinition } from '../form-model.js';
import { answerProblemText } from './problems.js';
import { coerceDraft, nestFields } from './typed-answers.js';
import { validateAnswers } from './validate-answers.js';

const path = loadDefinitions('workflows/definitions').get('sme-cleaner-production@1')!;
const form = (task: string): FormDefinition => formOf(path, task)!;
const codes = (checked: ReturnType<typeof validateAnswers>) =>
  Object.fromEntries(checked.problems.map(({ path: at, code }) => [at, code]));

const signed = { name: 'Sample', function: 'Director', agreed: 'on' };
const year = Array.from({ length: 12 }, (_, month) => String(month + 1));
const every = { electricity: year, water: year, 'raw-materials': year, waste: year };

describe('validateAnswers', () => {
  it('cleans what an HTML form sends', () => {
    const checked = validateAnswers(form('application'), {
      town: '  Meknès ',
      products: 'Olives',
      employees: '٦٢',
      production: '2 850,5',
      energy: 'gas',
      expectations: 'a\r\nb',
      accurate: 'on',
      founded: '',
    });
    expect(checked.problems).toEqual([]);
    expect(checked.answers).toEqual({
      town: 'Meknès',
      products: 'Olives',
      employees: 62,
      production: 2850.5,
      energy: 'gas',
      expectations: 'a\nb',
      accurate: true,
    });
  });

  it('names everything that is missing or wrong, and reads the rest', () => {
    const checked = validateAnswers(form('application'), {
      town: ' ',
      products: 'x'.repeat(201),
      employees: '1.5',
      production: '-1',
      energy: 'coal',
      csrf: 'x',
    });
    expect(codes(checked)).toEqual({
      csrf: 'field.unknown',
      town: 'required',
      products: 'text.too-long',
      employees: 'number.whole',
      production: 'number.min',
      energy: 'choice.unknown',
      expectations: 'required',
      accurate: 'confirmation.required',
    });
    expect(checked.ok).toBe(false);
  });

  it('survives any JSON', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(path.forms)), fc.jsonValue(), (any, json) => {
        const keyed =
          typeof json === 'object' && json !== null
            ? json
            : Object.fromEntries(any.fields.map((field) => [field.key, json]));
        const { ok, problems } = validateAnswers(any, keyed);
        expect(ok).toBe(problems.length === 0);
        expect(JSON.stringify(coerceDraft(any, keyed))).toMatch(/^\{/);
      }),
    );
  });

  it('accepts its own answers again, unchanged', () => {
    const first = validateAnswers(form('data-request'), { consumption: { start: '09/2025', series: every } });
    expect(first.ok).toBe(true);
    expect(validateAnswers(form('data-request'), first.answers)).toEqual(first);
  });

  it('asks for fields only while their condition holds, and gives facts', () => {
    const refused = validateAnswers(form('eligibility'), { eligible: 'no', quota: 'free' });
    expect(codes(refused)).toEqual({ unmet: 'required' });
    const good = validateAnswers(form('eligibility'), { eligible: 'yes', quota: 'free', unmet: 'left over' });
    expect(good).toMatchObject({ ok: true, facts: { eligible: 'yes' } });
    expect(good.answers).not.toHaveProperty('unmet');
    const postponed = validateAnswers(form('evidence-m1'), {
      outcome: 'postponed',
      date: '1/3/2027',
      reason: 'Late',
    });
    expect(postponed).toMatchObject({
      ok: true,
      facts: { outcome: 'postponed', date: '2027-03-01' },
      documents: [],
    });
    const implemented = validateAnswers(form('evidence-m1'), {
      outcome: 'implemented',
      doneOn: '2027-03-01',
      spent: '100',
      evidence: ['a', 'a', ''],
    });
    expect(implemented).toMatchObject({ ok: true, facts: { outcome: 'implemented' }, documents: ['a'] });
    expect(
      codes(
        validateAnswers(form('evidence-m1'), { outcome: 'implemented', doneOn: '2027-03-01', spent: '100' }),
      ),
    ).toEqual({ evidence: 'files.too-few' });
  });

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

  it('a signature needs name, function and the tick', () => {
    const consent = (signature: unknown) =>
      codes(validateAnswers(form('consent'), { consent: 'none', signature }));
    expect(consent(signed)).toEqual({});
    expect(consent({ name: 'Sample' })).toEqual({
      'signature.function': 'required',
      'signature.agreed': 'signature.agreement',
    });
    expect(consent(undefined)).toEqual({
      'signature.name': 'required',
      'signature.function': 'required',
      'signature.agreed': 'signature.agreement',
    });
  });

  it('says what is wrong in the language of the reader', () => {
    const [problem] = validateAnswers(form('application'), { products: 'x'.repeat(201) }).problems.filter(
      ({ code }) => code === 'text.too-long',
    );
    expect(answerProblemText(problem!, 'fr')).toBe('Le texte a 201 caractères ; 200 au plus sont possibles.');
    expect(answerProblemText(problem!, 'xx')).toContain('201 characters');
  });
});

describe('nestFields and coerceDraft', () => {
  it('carry an HTML form to answers and back to a page, whatever was typed', () => {
    const bills = form('data-request');
    const nested = nestFields(bills, {
      _csrf: 'token',
      'consumption.start': '09/2025',
      'consumption.series.water.0': 'douze',
      'consumption.series.water.2': '3',
      bills: ['a', 'b'],
    });
    expect(nested).toEqual({
      consumption: { start: '09/2025', series: { water: ['douze', null, '3'] } },
      bills: ['a', 'b'],
    });
    expect(coerceDraft(bills, nested)).toEqual({
      consumption: { start: '09/2025', series: { water: ['douze', '', '3'] } },
      bills: ['a', 'b'],
    });
    const options = nestFields(form('options'), {
      'options.1.title': 'B',
      'options.0.title': 'A',
      'options.0.key': 'm4',
      'options.x.title': 'lost',
    });
    expect(coerceDraft(form('options'), options)).toEqual({ options: [] });
    expect(
      coerceDraft(
        form('options'),
        nestFields(form('options'), {
          'options.1.title': 'B',
          'options.0.title': 'A',
          'options.0.key': 'm4',
        }),
      ),
    ).toEqual({ options: [{ key: 'm4', title: 'A' }, { title: 'B' }] });
  });

  it('take no name for a prototype', () => {
    const nested = nestFields(form('options'), {
      '__proto__.polluted': 'x',
      'options.__proto__.polluted': 'x',
      'options.999999999.title': 'x',
    });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(validateAnswers(form('options'), nested).ok).toBe(false);
  });
});
