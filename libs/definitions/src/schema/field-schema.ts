import { fileKinds, prefills } from '../form-model.js';

/** Pieces shared by the schemas of definitions and programmes. `description`s are read by people: they end up as remedies. */
export const itemKey = {
  type: 'string',
  pattern: '^[a-z][a-z0-9-]{0,39}$',
  description:
    'A key is lower-case letters, digits and hyphens, and starts with a letter, e.g. `data-request`.',
};

export const fieldKey = {
  type: 'string',
  pattern: '^[a-z][A-Za-z0-9-]{0,39}$',
  description:
    'A key is letters, digits and hyphens, and starts with a lower-case letter, e.g. `yearlySaving`.',
};

export const localised = {
  title: 'Localised',
  type: 'object',
  description: 'Words by language: `fr` and `en` always, `ar` and `es` where known.',
  required: ['fr', 'en'],
  additionalProperties: false,
  properties: {
    fr: { type: 'string', minLength: 1, description: 'French words.' },
    en: { type: 'string', minLength: 1, description: 'English words.' },
    ar: { type: 'string', minLength: 1, description: 'Arabic words.' },
    es: { type: 'string', minLength: 1, description: 'Spanish words.' },
  },
};

const localisedRef = { $ref: '#/definitions/localised' };
const number = (description: string) => ({ type: 'number', description });
const count = (description: string) => ({ type: 'integer', minimum: 0, description });

const unit = {
  description: 'Text such as `kWh`, words by language, or `currency` for the currency of the programme.',
  if: { type: 'string' },
  then: { type: 'string', minLength: 1 },
  else: localisedRef,
};

const fieldCondition = {
  type: 'object',
  description:
    'Ask only while another field of the form has a value: `{field: outcome, is: postponed}` or `{field: outcome, in: [a, b]}`.',
  required: ['field'],
  additionalProperties: false,
  properties: {
    field: fieldKey,
    is: { type: ['string', 'boolean'], description: 'The value the other field has.' },
    in: {
      type: 'array',
      minItems: 1,
      items: { type: 'string' },
      description: 'The values the other field may have.',
    },
  },
};

const common = {
  key: fieldKey,
  label: { ...localisedRef, description: 'The question, as the person reads it.' },
  help: { ...localisedRef, description: 'One sentence under the question.' },
  required: {
    type: 'boolean',
    description: '`false` when the field may stay empty; fields are required otherwise.',
  },
  when: fieldCondition,
};

function field(type: string, properties: object = {}, required: readonly string[] = []) {
  return {
    type: 'object',
    required: ['key', 'type', 'label', ...required],
    additionalProperties: false,
    properties: { ...common, type: { const: type }, ...properties },
  };
}

const fact = {
  ...fieldKey,
  description: 'Name of the fact this answer sets for the rules, e.g. `eligible`.',
};
const decimals = {
  type: 'integer',
  minimum: 0,
  maximum: 6,
  description: 'Decimals allowed; none unless stated.',
};
const bounds = { min: number('Least value.'), max: number('Greatest value.'), decimals };
const maxLength = { type: 'integer', minimum: 1, maximum: 20000, description: 'Characters at most.' };

const optionList = {
  type: 'array',
  minItems: 2,
  description: 'The options, each with `key` and `label`.',
  items: {
    type: 'object',
    required: ['key', 'label'],
    additionalProperties: false,
    properties: {
      key: {
        type: 'string',
        pattern: '^[A-Za-z][A-Za-z0-9-]{0,39}$',
        description: 'A key is letters, digits and hyphens.',
      },
      label: localisedRef,
    },
  },
};

const prefill = {
  enum: prefills,
  description:
    'A day that the empty field offers: of the agreed visit that has begun (`past-visit`), or of the agreed one to come, else the last one (`agreed-visit`). It can be added or taken away under the same version.',
};

const simple = [
  field('text', { maxLength }),
  field('paragraph', { maxLength }),
  field('number', { ...bounds, unit, fact }),
  field('choice', { options: optionList, fact }, ['options']),
  field('date', { fact, prefill }),
  field('confirmation', { fact }),
];

const series = {
  type: 'array',
  minItems: 1,
  description: 'The columns of the twelve-month table, each with key, unit and label.',
  items: {
    type: 'object',
    required: ['key', 'unit', 'label'],
    additionalProperties: false,
    properties: { key: fieldKey, unit, label: localisedRef, required: common.required, ...bounds },
  },
};

const rowsFrom = {
  type: 'object',
  description: 'Take the rows from an earlier task: `{task: options, field: options, shows: [title]}`.',
  required: ['task', 'field'],
  additionalProperties: false,
  properties: {
    task: { ...itemKey, description: 'Key of the task that holds the rows.' },
    field: { ...fieldKey, description: 'Key of its `rows` field.' },
    shows: { type: 'array', items: fieldKey, description: 'Columns of those rows to show.' },
    all: { type: 'boolean', description: '`true` when every one of those rows must be filled in.' },
  },
};

const measuresFact = {
  type: 'object',
  description: 'The rows are measures for the rules: `{key: plan, date: date, subsetOf: options}`.',
  required: ['key'],
  additionalProperties: false,
  properties: {
    key: fact,
    date: { ...fieldKey, description: 'Date column that gives each measure its date.' },
    subsetOf: { ...fieldKey, description: 'Measures fact that must hold every one of these rows.' },
  },
};

const rows = field(
  'rows',
  {
    columns: {
      type: 'array',
      minItems: 1,
      description: 'The columns: fields of type text, paragraph, number, choice, date or confirmation.',
      items: { type: 'object', discriminator: { propertyName: 'type' }, required: ['type'], oneOf: simple },
    },
    min: count('Least number of rows.'),
    max: { type: 'integer', minimum: 1, maximum: 200, description: 'Greatest number of rows.' },
    from: rowsFrom,
    fact: measuresFact,
  },
  ['columns'],
);

const files = field(
  'files',
  {
    min: count('Least number of files.'),
    max: { type: 'integer', minimum: 1, maximum: 100, description: 'Greatest number of files.' },
    accept: {
      type: 'array',
      minItems: 1,
      items: { enum: fileKinds },
      description: `Kinds of files: ${fileKinds.join(', ')}.`,
    },
  },
  ['accept'],
);

/** A form field of any type, told apart by `type`. */
export const formField = {
  type: 'object',
  discriminator: { propertyName: 'type' },
  required: ['type'],
  oneOf: [
    ...simple,
    field('months', { series }, ['series']),
    rows,
    field('signature', { agreement: { ...localisedRef, description: 'The text that is signed.' } }, [
      'agreement',
    ]),
    files,
  ],
};
