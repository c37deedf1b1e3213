import { describe, expect, it } from '@jest/globals';
import type { FormDefinition } from '#libs/definitions';
import { choosesStored, differingFields, settleChoices } from './stale.js';

const label = { fr: 'Libellé', en: 'Label' };
const form: FormDefinition = {
  key: 'small',
  title: label,
  insteadOf: [],
  fields: [
    { key: 'town', type: 'text', label, required: true, maxLength: 80 },
    { key: 'sure', type: 'confirmation', label, required: false },
    {
      key: 'rows',
      type: 'rows',
      label,
      required: false,
      min: 0,
      max: 5,
      columns: [{ key: 'name', type: 'text', label, required: true, maxLength: 80 }],
    },
  ],
};

describe('a stale form', () => {
  it('differs only where someone would see a difference', () => {
    expect(differingFields(form, { town: 'Fès', sure: false, rows: [{}, {}] }, { town: 'Fès' })).toEqual([]);
    expect(
      differingFields(
        form,
        { town: 'Fès', rows: [{ name: 'A' }] },
        { town: 'Meknès', rows: [{ name: 'A' }, {}] },
      ),
    ).toEqual(['town']);
  });

  it('keeps the value chosen for each field, and what was typed where nothing was chosen', () => {
    const body = { 'choose.town': 'stored', 'choose.rows': 'typed' };
    expect(choosesStored(form, body)).toBe(true);
    expect(
      settleChoices(
        form,
        body,
        { town: 'Typed', rows: [{ name: 'T' }], sure: 'yes' },
        { town: 'Stored', rows: [{ name: 'S' }] },
      ),
    ).toEqual({
      town: 'Stored',
      sure: 'yes',
      rows: [{ name: 'T' }],
    });
  });
});
