import { contactFunctions, mostMailsAWeek, partnerFunctions, roles } from '#libs/domain';
import { languages } from '../localised.js';
import { itemKey, localised } from '../schema/field-schema.js';

const code = {
  type: 'string',
  pattern: '^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$',
  description: 'A code is capital letters, digits and hyphens, e.g. `OLV-07`.',
};
const person = {
  type: 'string',
  pattern: '^P-\\d{3,6}$',
  description: 'A person code is `P-` and a number, e.g. `P-004`.',
};
const country = { type: 'string', pattern: '^[A-Z]{2}$', description: 'Two capital letters, e.g. `MA`.' };
const language = { enum: languages, description: `One of: ${languages.join(', ')}.` };
const date = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'A date is year-month-day, e.g. `2026-09-01`.',
};
const text = (description: string) => ({ type: 'string', minLength: 1, description });
const group = (properties: object, required: readonly string[]) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const document = (properties: object, required: readonly string[]) => ({
  ...group(properties, required),
  definitions: { localised },
});
const words = (description: string) => ({ $ref: '#/definitions/localised', description });

const timeOfDay = {
  type: 'string',
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'A time of day, e.g. `09:00`.',
};

/** JSON schema of `programme.yaml`. */
export const programmeSchema = document(
  {
    code,
    sample: { type: 'boolean', description: '`true` for invented data.' },
    name: words('Name of the programme.'),
    country,
    languages: {
      type: 'array',
      minItems: 1,
      items: language,
      description: 'Languages the programme writes in.',
    },
    currency: { type: 'string', pattern: '^[A-Z]{3}$', description: 'Three capital letters, e.g. `MAD`.' },
    startsOn: date,
    endsOn: date,
    closeOutDays: {
      type: 'integer',
      minimum: 0,
      maximum: 365,
      description: 'Days kept at the end for the close-out.',
    },
    reminderAt: timeOfDay,
    quietFrom: timeOfDay,
    quietTo: timeOfDay,
    mailsAWeek: {
      type: 'integer',
      minimum: 1,
      maximum: mostMailsAWeek,
      description: `Reminders one person gets in a week by themselves, from 1 to ${mostMailsAWeek}.`,
    },
    quota: { type: 'integer', minimum: 1, description: 'Companies that may be admitted.' },
    criteria: words('Criteria of eligibility, as the coordinator and the committee read them.'),
    sectors: {
      type: 'array',
      minItems: 1,
      description: 'Sectors, each with `key` and `name`.',
      items: group({ key: itemKey, name: words('Name of the sector.') }, ['key', 'name']),
    },
    dataPolicy: {
      type: 'object',
      description: 'What partners and observers read of a company beside stages and dates, by role.',
      properties: Object.fromEntries(
        ['partner', 'observer'].map((role) => [
          role,
          {
            type: 'array',
            description: 'Paths such as `measures.outcome` or `answers.report.saving`.',
            items: {
              type: 'string',
              pattern: '^(measures|answers|documents)(\\.[A-Za-z0-9-]+){0,2}(\\.\\*)?$',
              description:
                'A path such as `measures.outcome`, `answers.report.*` or `documents.visit.photos`.',
            },
          },
        ]),
      ),
      additionalProperties: false,
    },
    definitions: {
      type: 'array',
      minItems: 1,
      description: 'Definitions by key and version, e.g. `sme-cleaner-production@1`.',
      items: {
        type: 'string',
        pattern: '^[a-z][a-z0-9-]*@\\d+$',
        description: 'Write key@version, e.g. `sme-cleaner-production@1`.',
      },
    },
  },
  [
    'code',
    'name',
    'country',
    'languages',
    'currency',
    'startsOn',
    'endsOn',
    'closeOutDays',
    'reminderAt',
    'quota',
    'criteria',
    'sectors',
    'definitions',
  ],
);

/** JSON schema of `organisations.yaml`. */
export const organisationsSchema = document(
  {
    partners: {
      type: 'array',
      description: 'Partner organisations.',
      items: group(
        {
          code,
          name: text('Name of the organisation.'),
          country,
          function: { enum: partnerFunctions, description: `One of: ${partnerFunctions.join(', ')}.` },
        },
        ['code', 'name', 'country', 'function'],
      ),
    },
    companies: {
      type: 'array',
      description: 'Companies that are invited or take part.',
      items: group(
        {
          code,
          name: text('Name of the company.'),
          town: text('Town of the site.'),
          sector: { ...itemKey, description: 'Key of one of the sectors of `programme.yaml`.' },
          employees: { type: 'integer', minimum: 1, description: 'Permanent employees.' },
          product: text('What it makes.'),
          contacts: {
            ...group(Object.fromEntries(contactFunctions.map((each) => [each, person])), [
              'director',
              'technical',
            ]),
            description: 'Person codes by function; a director and a technical contact at least.',
          },
        },
        ['code', 'name', 'town', 'sector', 'contacts'],
      ),
    },
  },
  ['partners', 'companies'],
);

/** JSON schema of `people.yaml`. */
export const peopleSchema = document(
  {
    people: {
      type: 'array',
      description: 'People of the programme and contacts of companies.',
      items: group(
        {
          id: person,
          name: text('Name of the person.'),
          email: {
            type: 'string',
            pattern: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$',
            description: 'An e-mail address, e.g. `someone@example.org`.',
          },
          phone: text('Phone number with country code.'),
          language,
          organisation: { ...code, description: 'Code of the organisation the person stands for.' },
          roles: {
            type: 'array',
            items: { enum: roles },
            description: `Roles in the programme: ${roles.join(', ')}.`,
          },
        },
        ['id', 'name', 'language'],
      ),
    },
  },
  ['people'],
);
