import {
  approvalOutcomes,
  approvalRule,
  openItems,
  taskRule,
  type ActBody,
  type ActorFacts,
  type CaseState,
  type Fact,
  type FactRule,
  type Facts,
  type Instant,
  type Item,
  type LocalDate,
  type TaskRule,
} from '#libs/domain';
import type { Chance } from './chance.js';
import { randomReplan } from './random-calendar.js';
import { hostileAct } from './hostile-acts.js';
import { belongs, inPerson, randomActor, typist, type ModelPerson } from './random-people.js';

/** Who does what; nothing says that the case accepts it. */
export interface RandomAct {
  readonly actor: ActorFacts;
  readonly body: ActBody;
}

/** What an act is made from. */
export interface ActWorld {
  readonly chance: Chance;
  readonly people: readonly ModelPerson[];
  readonly state: CaseState;
  readonly now: Instant;
}

/** Something a person does to an open or closed case, mostly sensible. */
export function randomAct(world: ActWorld): RandomAct {
  const { chance, state } = world;
  const item = chance.holds(0.97) && state.status === 'open' ? chance.pick([...openItems(state)]) : undefined;
  const way = chance.next();
  if (way < 0.03) return hostileAct(world, item);
  if (!item || way < 0.05) return aboutTheEnd(world);
  if (way < 0.3) return aboutTheClock(world, item);
  if (way < 0.33) return aboutTheWorld(world, item);
  return item.kind === 'task' ? aboutTask(world, item) : aboutApproval(world, item);
}

/** A day so far from now; a day that never was, now and then. */
export function randomDay({ chance, now }: ActWorld, from: number, to: number): LocalDate {
  if (chance.holds(0.01)) return '2026-02-30';
  return new Date(now + (from + chance.below(to - from)) * 86_400_000).toISOString().slice(0, 10);
}

/** Answers to a task's form as far as rules need them. */
export function randomFacts(world: ActWorld, rules: readonly FactRule[]): Facts {
  const { chance } = world;
  const facts = Object.fromEntries(
    rules
      .filter(({ required }) => chance.holds(required ? 0.98 : 0.6))
      .map((rule): [string, Fact] => [rule.key, randomFact(world, rule)]),
  );
  // A postponement needs a day.
  return facts['outcome'] === 'postponed' ? { ...facts, date: randomDay(world, 1, 120) } : facts;
}

function randomFact(world: ActWorld, rule: FactRule): Fact {
  const { chance } = world;
  switch (rule.type) {
    case 'choice':
      return chance.holds(0.98) ? chance.pick(rule.choices) : 'neither';
    case 'number':
      return chance.below(60) - 1;
    case 'boolean':
      return chance.holds(0.5);
    case 'date':
      return randomDay(world, -60, 60);
    case 'measures':
      return chance.some(['m1', 'm2', 'm3'], 0.6).map((key) => ({
        key,
        ...chance.perhaps(0.8, () => ({ date: randomDay(world, -5, 200) })),
      }));
  }
}

function aboutTask(world: ActWorld, item: Extract<Item, { kind: 'task' }>): RandomAct {
  const { chance, state } = world;
  const rule = state.rules && taskRule(state.rules, item.state);
  const said = { task: item.id, ...answers(world, rule) };
  const way = chance.next();
  if (item.state.transcript && way < 0.4)
    return { actor: somebodyFor(world, item), body: { type: 'confirm-transcription', task: item.id } };
  if (item.company && way < 0.25) {
    const speaker = personFor(world, item);
    return { actor: typist(chance.pick(world.people), speaker), body: { type: 'transcribe', ...said } };
  }
  if (way > 0.95)
    return { actor: coordinatorOf(world), body: { type: 'file-documents', task: item.id, documents: 1 } };
  return { actor: somebodyFor(world, item), body: { type: 'complete-task', ...said } };
}

function answers(
  world: ActWorld,
  rule: TaskRule | undefined,
): { readonly facts: Facts; readonly documents: number } {
  const documents = (rule?.documents ?? 0) - (world.chance.holds(0.03) ? 1 : 0);
  return { facts: randomFacts(world, rule?.facts ?? []), documents: Math.max(0, documents) };
}

function aboutApproval(world: ActWorld, item: Extract<Item, { kind: 'approval' }>): RandomAct {
  const { chance, state } = world;
  const rule = approvalRule(state, item.state);
  const outcome = chance.holds(0.9)
    ? chance.pick(rule?.outcomes ?? approvalOutcomes)
    : chance.pick(approvalOutcomes);
  const conditions = rule?.conditions || chance.holds(0.02) ? chance.some([1, 2], 0.3) : [];
  return {
    actor: somebodyFor(world, item),
    body: {
      type: 'decide',
      approval: item.id,
      outcome,
      reopens: chance.some(rule?.reopens ?? [], 0.4),
      conditions: conditions.map(() => ({ date: randomDay(world, 0, 90) })),
      reasoned: chance.holds(0.85),
      ...(outcome === 'defer' ? chance.perhaps(0.9, () => ({ rank: 1 + chance.below(9) })) : {}),
    },
  };
}

function aboutTheClock(world: ActWorld, item: Item): RandomAct {
  const { chance, state } = world;
  const rule = item.kind === 'task' && state.rules ? taskRule(state.rules, item.state) : undefined;
  if (chance.holds(rule?.extension ? 0.6 : 0.05)) return aboutMoreTime(world, item, rule);
  const actor = coordinatorOf(world);
  const way = chance.next();
  if (way < 0.25) {
    const promised = chance.holds(0.8) ? randomDay(world, 0, 30) : null;
    const items = item.company && chance.holds(0.5) ? [item.id] : [];
    return { actor, body: { type: 'log-contact', promised, items } };
  }
  if (way < 0.45) return { actor, body: randomReplan(world) };
  const subject = item.kind === 'approval' || chance.holds(0.5) ? null : item.id;
  const stands = subject === null ? state.suspendedAt !== undefined : item.suspended !== undefined;
  // Now and then the wrong way round.
  if (stands === chance.holds(0.95)) return { actor, body: { type: 'resume', item: subject } };
  const until = chance.holds(0.4) ? null : randomDay(world, 0, 60);
  return { actor, body: { type: 'suspend', item: subject, until } };
}

function aboutMoreTime(world: ActWorld, item: Item, rule: TaskRule | undefined): RandomAct {
  const { chance, people, now } = world;
  const late = Math.ceil((Math.max(item.due, now) - now) / 86_400_000);
  const about = { task: item.id, until: randomDay(world, late - 1, late + 25) };
  if (chance.holds(0.6))
    return { actor: somebodyFor(world, item), body: { type: 'request-extension', ...about } };
  const decider = rule?.extension?.decider;
  const able = people.filter((person) => decider && belongs(person, decider));
  const person = chance.pick(able.length > 0 ? able : people);
  return { actor: randomActor(chance, people, person), body: { type: 'extend', ...about } };
}

function aboutTheWorld(world: ActWorld, item: Item): RandomAct {
  const { chance, state } = world;
  const actor = coordinatorOf(world);
  const incidents = Object.keys(state.incidents);
  if (incidents.length > 0 && chance.holds(0.6))
    return { actor, body: { type: 'resolve-incident', incident: chance.pick(incidents) } };
  return { actor, body: { type: 'report-incident', subject: chance.holds(0.5) ? null : item.id } };
}

function aboutTheEnd(world: ActWorld): RandomAct {
  const { chance, state } = world;
  const actor = coordinatorOf(world);
  const stages = state.rules?.stages.map(({ key }) => key) ?? ['s0'];
  if (state.status === 'closed' || chance.holds(0.2))
    return { actor, body: { type: 'reopen', stage: chance.pick(stages) } };
  return { actor, body: { type: chance.holds(0.5) ? 'withdraw' : 'terminate' } };
}

/** Mostly a coordinator in person. */
export function coordinatorOf({ chance, people }: ActWorld): ActorFacts {
  const coordinators = people.filter(({ roles }) => roles.includes('coordinator'));
  if (chance.holds(0.15)) return randomActor(chance, people, chance.pick(people));
  return inPerson(chance.pick(coordinators), 'signed-in');
}

/** Mostly one of those who may. */
function somebodyFor(world: ActWorld, item: Item): ActorFacts {
  return randomActor(world.chance, world.people, personFor(world, item));
}

function personFor({ chance, people }: ActWorld, item: Item): ModelPerson {
  const able = people.filter((person) => item.parties.some((party) => belongs(person, party)));
  return chance.pick(able.length > 0 && chance.holds(0.93) ? able : people);
}
