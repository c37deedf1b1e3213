import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formOf } from '../lookups.js';
import { loadDefinitions } from '../load-definitions.js';
import type { FormDefinition } from '../form-model.js';
import { answerProblemText } from './problems.js';
import { coerceDraft } from './typed-answers.js';
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
    expect(answerProblemText(problem!, 'fr')).toBe(
      'Le texte a 201 caractères\u00a0; 200 au plus sont possibles.',
    );
    expect(answerProblemText(problem!, 'xx')).toContain('201 characters');
  });
});
