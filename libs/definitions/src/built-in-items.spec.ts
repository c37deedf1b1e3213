import { describe, expect, it } from '@jest/globals';
import { validateAnswers } from './answers/validate-answers.js';
import { builtInItem } from './built-in-items.js';
import { loadDefinitions } from './load-definitions.js';
import { formOf, itemOf, textsOf } from './lookups.js';

const path = loadDefinitions('workflows/definitions').get('sme-cleaner-production@2')!;

describe('what the core makes itself', () => {
  it('is told from what the definition has', () => {
    expect(builtInItem(path, 'condition-conformity-2')).toEqual({
      kind: 'condition',
      approval: 'conformity',
      number: 2,
    });
    expect(builtInItem(path, 'extension-data-request')).toEqual({ kind: 'extension', task: 'data-request' });
    expect(builtInItem(path, 'data-request')).toBeUndefined();
    // Validation sets no conditions.
    expect(builtInItem(path, 'condition-validation-1')).toBeUndefined();
  });

  it('has a form for a condition and none for an extension', () => {
    const form = formOf(path, 'condition-conformity-1')!;
    expect(validateAnswers(form, { done: 'Le devis est signé.' }, {})).toMatchObject({ ok: true, facts: {} });
    expect(validateAnswers(form, {}, {})).toMatchObject({ ok: false });
    expect(formOf(path, 'extension-data-request')).toBeUndefined();
  });

  it('has words in French and English', () => {
    expect(textsOf(path, 'condition-conformity-1', 'fr').title).toBe(
      'Condition 1\u00a0: Conformité du plan d’action',
    );
    expect(textsOf(path, 'extension-data-request', 'en')).toMatchObject({
      title: 'More time asked for: A year of consumption figures',
      why: expect.stringContaining('due date'),
    });
    expect(textsOf(path, 'extension-evidence-m2', 'fr').title).toMatch(/^Demande de délai\u00a0: .* \(m2\)$/);
    expect(itemOf(path, 'condition-conformity-1')).toMatchObject({ shows: [] });
  });

  it('is called what the deciding voice asked for, whole where that is long', () => {
    expect(textsOf(path, 'condition-conformity-1', 'en', 'Send the signed quotation.').title).toBe(
      'Send the signed quotation.',
    );
    const long = 'Send the signed quotation of the boiler '.repeat(6);
    const { title, why } = textsOf(path, 'condition-conformity-1', 'en', long);
    expect(title.length).toBeLessThanOrEqual(121);
    expect(title).toMatch(/…$/);
    expect(why).toContain(long.trim());
  });

  it('is nothing where the definition knows no such approval or task', () => {
    expect(itemOf(path, 'extension-nothing')).toBeUndefined();
    expect(textsOf(path, 'extension-nothing', 'en').title).toBe('extension-nothing');
  });
});
