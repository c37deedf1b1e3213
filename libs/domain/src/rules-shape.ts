import { approvalOutcomes, caseKinds, contactFunctions, partnerFunctions, roles } from './model/index.js';
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
);

const duration = fields({ amount: number, unit: oneOf(['days', 'working days', 'weeks', 'months']) });

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
  { when: condition, documents: integer, onOverdue: oneOf(['waive']), exclude: exclusion },
);

const approval = fields(
  {
    key: text,
    title: text,
    decider: party,
    outcomes: list(oneOf(approvalOutcomes)),
    due: dueRule,
    ladder: text,
    reopens: list(text),
  },
  {
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
  ladders: dictionary(list(fields({ when: oneOf(['before', 'after']), duration }, { escalate: party }))),
  stages: list(stage),
  outcomes: list(fields({ when: condition, outcome: text })),
});

/** Where a value is not even shaped like rules; null when it can be read as `CaseRules`. */
export function mismatchOfRules(value: unknown): Mismatch {
  return rules(value);
}
