import { approvalOutcomes, caseKinds } from '#libs/domain';
import { dueForms, durationForms } from '../read/due-text.js';
import { fieldKey, formField, itemKey, localised } from './field-schema.js';
import { party, partyReference } from './party-schema.js';

const words = (description: string) => ({ $ref: '#/definitions/localised', description });
const ref = (name: string, description: string) => ({ $ref: `#/definitions/${name}`, description });
const duration = (description: string) => ({
  type: 'string',
  description: `${description} Write ${durationForms}.`,
});
const keys = (description: string) => ({ type: 'array', items: itemKey, description });
const due = { type: 'string', description: `When it is due. Write ${dueForms}.` };
const ladder = { ...itemKey, description: 'Name of one of the `ladders`.' };

const exclusion = {
  type: 'object',
  description: 'Who prepared these tasks may not act: `{tasks: [report], by: [person]}`.',
  required: ['tasks', 'by'],
  additionalProperties: false,
  properties: {
    tasks: { ...keys('Keys of the tasks.'), minItems: 1 },
    by: {
      type: 'array',
      minItems: 1,
      items: { enum: ['person', 'organisation'] },
      description: '`person`, `organisation` or both.',
    },
  },
};

const condition = {
  type: 'object',
  description:
    'A condition over facts: `{fact: eligible, is: yes}`, `{fact: x, in: [a, b]}`, `{fact: n, atLeast: 1}`, `{fact: n, atMost: 9}`, `{known: x}`, `{prepared: task, partner: technical-centre}`, `{not: …}`, `{all: […]}` or `{any: […]}`.',
  minProperties: 1,
  additionalProperties: false,
  properties: {
    fact: fieldKey,
    is: { type: ['string', 'number', 'boolean'], description: 'The value the fact has.' },
    in: {
      type: 'array',
      minItems: 1,
      items: { type: ['string', 'number'] },
      description: 'The values the fact may have.',
    },
    atLeast: { type: 'number', description: 'Least value of a number fact.' },
    atMost: { type: 'number', description: 'Greatest value of a number fact.' },
    known: { ...fieldKey, description: 'The fact has been set.' },
    prepared: { ...itemKey, description: 'Key of a task, with `partner`.' },
    partner: { ...party.partner, description: 'The partner whose people completed that task.' },
    not: { $ref: '#/definitions/condition' },
    all: {
      type: 'array',
      minItems: 1,
      items: { $ref: '#/definitions/condition' },
      description: 'All of these hold.',
    },
    any: {
      type: 'array',
      minItems: 1,
      items: { $ref: '#/definitions/condition' },
      description: 'One of these holds.',
    },
  },
};

const item = {
  key: itemKey,
  title: words('What is asked, in a few words.'),
  why: words('Why it is asked: one or two sentences for the person concerned.'),
  help: words('How to do it well.'),
  ...party,
  shows: keys('Tasks whose answers and documents stand beside it.'),
  exclude: ref('exclusion', 'Who may not act on it.'),
  due,
  ladder,
};

const task = {
  type: 'object',
  required: ['key', 'title', 'why', 'form', 'due', 'ladder'],
  additionalProperties: false,
  properties: {
    ...item,
    form: { ...itemKey, description: 'Key of one of the `forms`.' },
    after: keys('Tasks of the same stage that must be settled first.'),
    when: ref('condition', 'Asked only when this holds.'),
    documents: { type: 'integer', minimum: 1, maximum: 100, description: 'Least number of documents.' },
    onOverdue: { enum: ['waive'], description: '`waive` settles the task by itself at its due date.' },
    personal: {
      const: true,
      description:
        '`true` for a signature or a consent: only by the own link or account; nobody declares, copies or transcribes it.',
    },
    transcription: {
      description:
        'What a coordinator took down for the company waits for its confirmation (`confirm`, also where nothing is said), or so long for an objection: `{silence: 5 working days}`.',
      if: { type: 'string' },
      then: { enum: ['confirm'] },
      else: {
        type: 'object',
        description: 'Write `confirm` or `{silence: 5 working days}`.',
        required: ['silence'],
        additionalProperties: false,
        properties: { silence: duration('How long an objection is waited for.') },
      },
    },
    extension: {
      type: 'object',
      description:
        'The due date may move at request: `{most: 20 working days, role: coordinator, due: 3 working days, ladder: internal}`.',
      required: ['most', 'due', 'ladder'],
      additionalProperties: false,
      properties: {
        most: duration('All extensions together, counted from the first due date.'),
        ...party,
        due: { type: 'string', description: `When the answer is due. Write ${dueForms}.` },
        ladder,
      },
    },
  },
};

const voice = {
  type: 'object',
  description: 'Voices that are needed: `{from: [committee], need: 2, among: 3, distinct: organisation}`.',
  required: ['from'],
  additionalProperties: false,
  properties: {
    from: {
      type: 'array',
      minItems: 1,
      items: partyReference(
        'Whose voice: a role, or a party such as `{role: partner, partner: federation}`.',
      ),
      description:
        'Whoever belongs to any of these: `[committee]`, `[{organisation: CMPP}, {person: P-004}]`.',
    },
    need: { type: 'integer', minimum: 1, description: 'Approvals needed; 1 unless said.' },
    among: {
      type: 'integer',
      minimum: 1,
      description: 'Voices heard at most; as many as needed unless said, which makes each a veto.',
    },
    distinct: { enum: ['organisation'], description: '`organisation`: no two voices of one organisation.' },
  },
};

const approval = {
  type: 'object',
  required: ['key', 'title', 'why', 'due', 'ladder'],
  additionalProperties: false,
  properties: {
    ...item,
    voices: {
      type: 'array',
      minItems: 1,
      items: voice,
      description: 'Where one voice is not enough: stands in the place of `role`.',
    },
    order: { enum: ['sequence'], description: '`sequence`: one entry of `voices` after the other.' },
    conditions: {
      type: 'object',
      description:
        'An approval may set conditions, each a task of the next stage: `{contact: director, ladder: standard}`.',
      required: ['ladder'],
      additionalProperties: false,
      properties: { ...party, ladder },
    },
    expires: {
      type: 'object',
      description:
        'What becomes of it when nobody answers: `{after: 30 days, then: approve}`, `reject`, or `{passesTo: administrator}`.',
      required: ['after', 'then'],
      additionalProperties: false,
      properties: {
        after: duration('Time after it was asked.'),
        then: {
          if: { type: 'string' },
          then: { enum: ['approve', 'reject'] },
          else: {
            type: 'object',
            description: 'Write `approve`, `reject` or `{passesTo: administrator}`.',
            required: ['passesTo'],
            additionalProperties: false,
            properties: { passesTo: partyReference('Who decides instead.') },
          },
        },
      },
    },
    reasons: {
      type: 'array',
      minItems: 1,
      items: { enum: approvalOutcomes },
      description: 'Outcomes that must be given a reason: `[reject, return]`.',
    },
    quota: {
      const: true,
      description:
        "`true`: approving takes one of the programme's places; deferring ranks the case on the waiting list.",
    },
    return: {
      type: 'object',
      description: 'Offers returning for rework: `{reopens: [report]}`.',
      required: ['reopens'],
      additionalProperties: false,
      properties: { reopens: { ...keys('Tasks of the stage that a return reopens.'), minItems: 1 } },
    },
    defer: duration('Offers deferring; asks again after this time.'),
    reject: {
      description:
        'Offers rejecting: `{closes: declined}` ends the case with that outcome, `continues` goes on to the next stage.',
      if: { type: 'string' },
      then: { enum: ['continues'] },
      else: {
        type: 'object',
        description: 'Write `continues` or `{closes: declined}`.',
        required: ['closes'],
        additionalProperties: false,
        properties: { closes: { ...itemKey, description: 'Key of one of the `outcomes`.' } },
      },
    },
  },
};

const rung = {
  type: 'object',
  description:
    'One reminder: `{before: 5 working days}`, `{at: due date, copy: [coordinator]}`, `{after: 5 working days, every: 5 working days, times: 4}` or `{after: 10 working days, escalate: coordinator}`.',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    before: duration('Time before the due date.'),
    at: { enum: ['due date'], description: '`due date`: on the day itself.' },
    after: duration('Time after the due date.'),
    every: duration('Repeated so often, `times` in all.'),
    times: {
      type: 'integer',
      minimum: 2,
      maximum: 26,
      description: 'How many reminders in all, with `every`: 2 to 26.',
    },
    copy: {
      type: 'array',
      minItems: 1,
      items: partyReference('Who receives a copy.'),
      description: 'Who receives a copy: `[coordinator]`.',
    },
    escalate: partyReference('Who receives it in the place of the person asked.'),
  },
};

const stage = {
  type: 'object',
  required: ['key', 'title', 'tasks'],
  additionalProperties: false,
  properties: {
    key: itemKey,
    title: words('Name of the stage.'),
    when: ref('condition', 'The stage is skipped unless this holds.'),
    tasks: {
      type: 'array',
      items: ref('task', 'A task.'),
      description: 'The tasks; `[]` when the stage has none.',
    },
    milestones: {
      type: 'object',
      description: 'One evidence task and one verification a measure of the plan.',
      required: ['title', 'from', 'evidence', 'verification'],
      additionalProperties: false,
      properties: {
        title: words('What a milestone is called.'),
        from: { ...fieldKey, description: 'Measures fact whose entries become milestones.' },
        evidence: ref('task', 'Asked for each milestone.'),
        verification: ref('task', 'Asked after each claim of implementation.'),
      },
    },
    approval: ref('approval', 'The decision that leaves the stage.'),
  },
};

const outcome = {
  type: 'object',
  required: ['key', 'title'],
  additionalProperties: false,
  properties: {
    key: itemKey,
    title: words('How the end of the case is called.'),
    when: ref(
      'condition',
      'A case that has left its last stage ends so when this holds; the first that holds counts.',
    ),
  },
};

const form = {
  type: 'object',
  required: ['title', 'fields'],
  additionalProperties: false,
  properties: {
    title: words('Title of the form.'),
    intro: words('What stands above the fields.'),
    insteadOf: {
      type: 'array',
      description:
        'Documents accepted in the place of figures: `[{files: bills, replaces: [consumption.water]}]`.',
      items: {
        type: 'object',
        required: ['files', 'replaces'],
        additionalProperties: false,
        properties: {
          files: { ...fieldKey, description: 'Key of a `files` field.' },
          replaces: {
            type: 'array',
            minItems: 1,
            items: { type: 'string' },
            description: 'Keys of fields, or `field.series`.',
          },
        },
      },
    },
    fields: {
      type: 'array',
      minItems: 1,
      items: ref('field', 'A field.'),
      description: 'The fields, in order.',
    },
  },
};

/** JSON schema (draft 7) of a definition file; `workflows/definitions/definition.schema.json` is this, for editors. */
export const definitionSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Case definition',
  type: 'object',
  required: ['key', 'version', 'kind', 'title', 'ladders', 'stages', 'outcomes', 'forms'],
  additionalProperties: false,
  properties: {
    key: { ...itemKey, description: 'Name of the definition; the same in every version.' },
    version: { type: 'integer', minimum: 1, description: 'Raised with every change once cases run.' },
    kind: { enum: caseKinds, description: `One of: ${caseKinds.join(', ')}.` },
    title: words('Name of the path.'),
    ladders: {
      type: 'object',
      description: 'Reminder ladders by name.',
      minProperties: 1,
      propertyNames: { pattern: itemKey.pattern },
      additionalProperties: { type: 'array', items: rung },
    },
    stages: { type: 'array', minItems: 1, items: stage, description: 'The stages, in order.' },
    outcomes: {
      type: 'array',
      minItems: 1,
      items: outcome,
      description: 'How a case can end, each with `key` and `title`.',
    },
    forms: {
      type: 'object',
      description: 'Forms by key.',
      minProperties: 1,
      propertyNames: { pattern: itemKey.pattern },
      additionalProperties: form,
    },
  },
  definitions: { localised, condition, exclusion, task, approval, field: formField },
};
