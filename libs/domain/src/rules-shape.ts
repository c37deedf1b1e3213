import {
  approvalOutcomes,
  caseKinds,
  contactFunctions,
  partnerFunctions,
  roles,
  units,
} from './model/index.js';
import {
  anyOf,
  dictionary,
  fields,
  flag,
  integer,
  list,
  number,
  oneOf,
  text,
  type Mismatch,
  type Shape,
} from './shape.js';

const party = anyOf(
  fields({ contact: oneOf(contactFunctions) }),
  fields({ role: oneOf(roles) }, { partner: oneOf(partnerFunctions) }),
  fields({ organisation: text }),
  fields({ person: text }),
);

const duration = fields({ amount: number, unit: oneOf(units) });

const latest = { latest: oneOf(['close-out']) };

const dueRule = anyOf(
  fields({ from: oneOf(['opening']), duration }, latest),
  fields({ from: oneOf(['fact']), fact: text, duration }, latest),
  fields({ from: oneOf(['end']), duration }),
  fields({ from: oneOf(['plan']) }),
);

/** Deep enough for any rule a person can read; bounds the recursion on hostile input. */
const deepestCondition = 8;

function conditionUpTo(depth: number): Shape {
  if (depth === 0) return () => [];
  const inner: Shape = (value) => conditionUpTo(depth - 1)(value);
  return anyOf(
    fields({ fact: text, is: anyOf(text, number, flag) }),
    fields({ fact: text, in: list(anyOf(text, number)) }),
    fields({ fact: text, atLeast: number }),
    fields({ fact: text, atMost: number }),
    fields({ known: text }),
    fields({ prepared: text, partner: oneOf(partnerFunctions) }),
    fields({ not: inner }),
    fields({ all: list(inner) }),
    fields({ any: list(inner) }),
  );
}
const condition = conditionUpTo(deepestCondition);

const base = (type: string) => ({ key: text, type: oneOf([type]), required: flag });

const factRule = anyOf(
  fields({ ...base('choice'), choices: list(text) }),
  fields(base('number'), { min: number, max: number }),
  fields(base('date')),
  fields(base('boolean')),
  fields(base('measures'), { subsetOf: text, dated: flag }),
);

const told = { escalate: party, copy: list(party) };
const rung = anyOf(
  fields({ when: oneOf(['before', 'after']), duration }, told),
  fields({ when: oneOf(['at']) }, told),
);

const exclusion = fields({ tasks: list(text), by: list(oneOf(['person', 'organisation'])) });

const task = fields(
  {
    key: text,
    title: text,
    assignee: party,
    after: list(text),
    due: dueRule,
    ladder: text,
    facts: list(factRule),
  },
  {
    when: condition,
    documents: integer,
    onOverdue: oneOf(['waive']),
    exclude: exclusion,
    personal: oneOf([true]),
    transcription: anyOf(oneOf(['confirm']), fields({ silence: duration })),
    extension: fields({ most: duration, decider: party, due: dueRule, ladder: text }),
  },
);

const approval = fields(
  {
    key: text,
    title: text,
    outcomes: list(oneOf(approvalOutcomes)),
    due: dueRule,
    ladder: text,
    reopens: list(text),
  },
  {
    decider: party,
    voices: list(
      fields({ from: list(party), need: integer, among: integer }, { distinct: oneOf(['organisation']) }),
    ),
    order: oneOf(['sequence']),
    conditions: fields({ assignee: party, ladder: text }),
    expires: fields({
      after: duration,
      then: anyOf(oneOf(['approve', 'reject']), fields({ passesTo: party })),
    }),
    reasons: list(oneOf(approvalOutcomes)),
    quota: oneOf([true]),
    exclude: exclusion,
    defer: dueRule,
    reject: anyOf(fields({ closes: text }), fields({ continues: oneOf([true]) })),
  },
);

const stage = fields(
  { key: text, title: text, tasks: list(task) },
  {
    when: condition,
    milestones: fields({ title: text, from: text, evidence: task, verification: task }),
    approval,
  },
);

const rules = fields({
  key: text,
  version: integer,
  kind: oneOf(caseKinds),
  title: text,
  ladders: dictionary(list(rung)),
  stages: list(stage),
  outcomes: list(fields({ when: condition, outcome: text })),
});

/** Where a value is not even shaped like rules; null when it can be read as `CaseRules`. */
export function mismatchOfRules(value: unknown): Mismatch {
  return rules(value);
}
