import { wantedOf, approvalRule } from './approval-rules.js';
import { localDateAt } from './business-time.js';
import { isMeasures } from './conditions.js';
import { calendarOf, definitionOf, type Item } from './lookup.js';
import type {
  ActCommand,
  ActorFacts,
  CaseRules,
  CaseState,
  Condition,
  Fact,
  FactRule,
  Facts,
  Instant,
  LocalDate,
  Party,
} from './model/index.js';
import { taskRule } from './task-rules.js';

/**
 * The act by which an open item is expected to be settled: by somebody of its party whom no exclusion concerns, favourably.
 * Undefined where the rest of the path depends on a figure that nobody can assume. `number` tells assumed people apart.
 */
export function assumedAct(
  state: CaseState,
  item: Item,
  at: Instant,
  number: number,
): ActCommand | undefined {
  const id = `assumed.${number}`;
  const header = { request: id, act: { id, hash: id }, actor: assumedActor(partyOf(state, item), id) };
  if (item.kind === 'approval')
    return { type: 'decide', approval: item.id, outcome: 'approve', reopens: [], reasoned: true, ...header };
  const definition = definitionOf(state);
  const rule = definition && taskRule(definition.rules, item.state);
  if (!rule) return undefined;
  const day = localDateAt(calendarOf(definition.calendar, item), at);
  // What was taken down already says more than any assumption.
  const facts = item.state.transcript?.facts ?? assumedFacts(definition.rules, rule.facts, day);
  return facts && { type: 'complete-task', task: item.id, facts, documents: rule.documents ?? 0, ...header };
}

/** Whose turn it is: of an approval, whose voice is wanted next. */
function partyOf(state: CaseState, item: Item): Party | undefined {
  if (item.kind === 'task') return item.parties[0];
  const rule = approvalRule(state, item.state);
  return rule && wantedOf(rule, item.state)[0]?.from[0];
}

/** Somebody new of that party, without an organisation unless the party is one. */
function assumedActor(party: Party | undefined, id: string): ActorFacts {
  const nobody: ActorFacts = {
    person: id,
    organisation: null,
    roles: [],
    partners: [],
    functions: [],
    channel: 'signed-in',
    onBehalfOf: null,
  };
  if (!party) return nobody;
  if ('contact' in party) return { ...nobody, functions: [party.contact] };
  if ('person' in party) return { ...nobody, person: party.person };
  if ('organisation' in party) return { ...nobody, organisation: party.organisation };
  const { role, partner } = party;
  return { ...nobody, roles: [role], partners: partner === undefined ? [] : [partner] };
}

/** What is required, as it usually is; undefined where a rule looks at a figure. */
function assumedFacts(rules: CaseRules, facts: readonly FactRule[], day: LocalDate): Facts | undefined {
  const required = facts.filter((fact) => fact.required);
  if (required.some((fact) => fact.type === 'number' && decides(rules, fact.key))) return undefined;
  return Object.fromEntries(required.map((fact): [string, Fact] => [fact.key, usual(fact, day)]));
}

/** Definitions name the answer that leads on first; a date is the day of the act; measures are nobody's to assume. */
function usual(fact: FactRule, day: LocalDate): Fact {
  switch (fact.type) {
    case 'choice':
      return fact.choices[0] ?? '';
    case 'number':
      return fact.min ?? Math.min(0, fact.max ?? 0);
    case 'date':
      return day;
    case 'boolean':
      return true;
    case 'measures':
      return [];
  }
}

/** Whether a condition of the path looks at that fact. */
function decides(rules: CaseRules, key: string): boolean {
  const conditions = [
    ...rules.outcomes.map(({ when }) => when),
    ...rules.stages.flatMap(({ when, tasks }) => [when, ...tasks.map((task) => task.when)]),
  ];
  return conditions.some((condition) => condition !== undefined && mentions(condition, key));
}

function mentions(condition: Condition, key: string): boolean {
  if ('all' in condition) return condition.all.some((each) => mentions(each, key));
  if ('any' in condition) return condition.any.some((each) => mentions(each, key));
  if ('not' in condition) return mentions(condition.not, key);
  return 'fact' in condition && condition.fact === key;
}

/** Whether the dates of a stage's milestones are not known, because nobody has chosen the measures yet. */
export function isPlanOpen(state: CaseState, stage: string): boolean {
  const from = state.rules?.stages.find(({ key }) => key === stage)?.milestones?.from;
  return from !== undefined && !isMeasures(Object.hasOwn(state.facts, from) ? state.facts[from] : undefined);
}
