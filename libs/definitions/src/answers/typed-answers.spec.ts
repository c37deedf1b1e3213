import { describe, expect, it } from '@jest/globals';
import { formOf } from '../lookups.js';
import { loadDefinitions } from '../load-definitions.js';
import type { FormDefinition } from '../form-model.js';
import { coerceDraft, nestFields } from './typed-answers.js';
import { validateAnswers } from './validate-answers.js';

const path = loadDefinitions('workflows/definitions').get('sme-cleaner-production@1')!;
const form = (task: string): FormDefinition => formOf(path, task)!;

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
