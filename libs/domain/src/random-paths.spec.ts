import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CaseJourney, sampleActor, sampleTask } from '#libs/testing';
import {
  changedRows,
  checkRules,
  completionsOf,
  decide,
  describeCase,
  fold,
  initialState,
  isWorkingDay,
  localDateAt,
  nextWake,
  openItems,
  partyName,
  project,
  type ActorFacts,
  type ApprovalRule,
  type CaseRules,
  type CaseState,
  type Condition,
  type Exclusion,
  type Fact,
  type FactRule,
  type ItemRow,
  type Party,
  type StageRule,
  type TaskRule,
} from './index.js';

const parties: readonly Party[] = [
  { contact: 'director' },
  { role: 'coordinator' },
  { role: 'expert' },
  { role: 'partner', partner: 'technical-centre' },
];

const holdings = {
  roles: ['coordinator', 'expert', 'partner', 'committee'],
  partners: ['technical-centre'],
  functions: ['director', 'technical'],
} as const;

/** Everyone may do everything, so that only exclusion keeps anyone from acting. */
const people: readonly ActorFacts[] = ['A', 'B', 'C', 'D'].map((name, index) =>
  sampleActor({ person: name, organisation: index < 2 ? 'ORG-1' : null, ...holdings }),
);

const due = fc.constantFrom<TaskRule['due']>(
  { from: 'opening', duration: { amount: 5, unit: 'working days' } },
  { from: 'opening', duration: { amount: 2, unit: 'months' }, latest: 'close-out' },
  { from: 'end', duration: { amount: 30, unit: 'days' } },
);
const ladder = fc.constantFrom('standard', 'silent');
const party = fc.constantFrom(...parties);

/** A fact of a given name always has the same type and, for `size`, the same choices. */
const factRules: readonly FactRule[] = [
  { key: 'size', type: 'choice', required: true, choices: ['small', 'large'] },
  { key: 'saving', type: 'number', required: false, min: 0 },
  { key: 'started', type: 'boolean', required: true },
  { key: 'startedOn', type: 'date', required: true },
];
const conditions: readonly Condition[] = [
  { fact: 'size', is: 'small' },
  { fact: 'size', in: ['large'] },
  { any: [{ fact: 'saving', atLeast: 10 }, { not: { known: 'size' } }] },
  {
    all: [
      { fact: 'saving', atMost: 10 },
      { fact: 'started', is: true },
    ],
  },
];

/** The first task sets every fact and the plan, so that any later rule may count on them. */
const first: TaskRule = sampleTask({
  key: 'first',
  assignee: { contact: 'director' },
  facts: [...factRules, { key: 'plan', type: 'measures', required: true }],
});

function stageArbitrary(index: number): fc.Arbitrary<StageRule> {
  const keys = [0, 1, 2].map((each) => `s${index}-t${each}`);
  const exclude = fc.option(
    fc.record({
      tasks: fc.constantFrom<readonly string[]>(
        ['first'],
        [keys[0] ?? 'first'],
        ['first', keys[0] ?? 'first'],
      ),
      by: fc.constantFrom<Exclusion['by']>(['person']),
    }),
    { nil: undefined },
  );
  const task = (position: number) =>
    fc
      .record({
        assignee: party,
        after: fc.subarray(keys.slice(0, position)),
        when: fc.option(fc.constantFrom(...conditions), { nil: undefined }),
        due,
        ladder,
        facts: fc.subarray([...factRules]),
        waive: fc.boolean(),
        exclude: position === 0 ? fc.constant(undefined) : exclude,
      })
      .map(({ when, waive, exclude: kept, ...rest }) => ({
        ...sampleTask({ key: keys[position] ?? '', ...rest }),
        ...(when ? { when } : {}),
        ...(waive ? { onOverdue: 'waive' as const } : {}),
        ...(kept ? { exclude: kept } : {}),
      }));
  const approval = fc
    .record({ decider: party, due, ladder, exclude, continues: fc.boolean() })
    .map(({ exclude: kept, continues, ...rest }): ApprovalRule => ({
      key: `s${index}-approval`,
      title: `approval ${index}`,
      outcomes: ['approve', 'return', 'reject', 'defer'],
      reopens: keys.slice(0, 2),
      defer: { from: 'opening', duration: { amount: 1, unit: 'months' } },
      reject: continues ? { continues: true } : { closes: 'refused' },
      ...rest,
      ...(kept ? { exclude: kept } : {}),
    }));
  return fc
    .record({
      tasks: fc.tuple(task(0), task(1), task(2)),
      approval: fc.option(approval, { nil: undefined }),
      when: fc.option(fc.constantFrom(...conditions), { nil: undefined }),
      milestones: fc.boolean(),
    })
    .map(({ tasks, approval: asked, when, milestones }) => ({
      key: `s${index}`,
      title: `stage ${index}`,
      tasks,
      ...(asked ? { approval: asked } : {}),
      ...(when ? { when } : {}),
      ...(milestones && index === 2 ? { milestones: milestoneRule } : {}),
    }));
}

const milestoneRule: NonNullable<StageRule['milestones']> = {
  title: 'measures',
  from: 'plan',
  evidence: sampleTask({
    key: 'evidence',
    assignee: { contact: 'technical' },
    due: { from: 'plan' },
    facts: [
      { key: 'outcome', type: 'choice', required: true, choices: ['implemented', 'postponed', 'abandoned'] },
      { key: 'date', type: 'date', required: false },
    ],
  }),
  verification: sampleTask({
    key: 'verification',
    exclude: { tasks: ['evidence'], by: ['person'] },
    facts: [{ key: 'verified', type: 'choice', required: true, choices: ['yes', 'no'] }],
  }),
};

const rulesArbitrary: fc.Arbitrary<CaseRules> = fc
  .tuple(stageArbitrary(1), stageArbitrary(2))
  .map((stages) => ({
    key: 'random',
    version: 1,
    kind: 'technical-assistance',
    title: 'random',
    ladders: {
      standard: [
        { when: 'before', duration: { amount: 2, unit: 'working days' } },
        { when: 'after', duration: { amount: 3, unit: 'days' }, escalate: { role: 'coordinator' } },
      ],
      silent: [],
    },
    stages: [{ key: 's0', title: 'start', tasks: [first] }, ...stages],
    outcomes: [{ when: { fact: 'size', is: 'large' }, outcome: 'grown' }],
  }));

interface Step {
  readonly what: 'act' | 'wake' | 'late' | 'incident' | 'withdraw';
  readonly pick: number;
  readonly person: number;
  readonly values: number;
}
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('act', 'act', 'act', 'act', 'wake', 'wake', 'late', 'incident', 'withdraw'),
  pick: fc.nat(9),
  person: fc.nat(3),
  values: fc.nat(63),
});

function factFor(rule: FactRule, values: number): Fact {
  switch (rule.type) {
    case 'choice':
      return rule.choices[values % rule.choices.length] ?? '';
    case 'number':
      return values;
    case 'boolean':
      return values % 2 === 0;
    case 'date':
      return `2026-0${(values % 6) + 4}-15`;
    case 'measures':
      return [1, 2].slice(0, values % 3).map((each) => ({ key: `m${each}`, date: `2026-1${each}-01` }));
  }
}

function take(journey: CaseJourney, { what, pick, person, values }: Step): void {
  const actor = people[person] ?? people[0]!;
  const items = openItems(journey.state);
  const item = items[pick % Math.max(1, items.length)];
  if (what === 'wake' || what === 'late') {
    const wake = nextWake(journey.state);
    if (!wake) return;
    // Never backwards, sometimes long after the moment asked for.
    journey.now = Math.max(journey.now, wake.at) + (what === 'late' ? values * 86_400_000 : 0);
    journey.send({ type: 'wake' });
  } else if (what === 'withdraw') {
    if (values === 0) journey.send(journey.command(actor, { type: 'withdraw' }));
  } else if (what === 'incident') {
    journey.send({ type: 'mail-undeliverable', mails: [{ item: item?.id ?? null, because: 'refused' }] });
  } else if (item?.kind === 'approval') {
    const outcome =
      (['approve', 'return', 'defer', 'reject', 'approve', 'return'] as const)[values % 6] ?? 'approve';
    journey.send(journey.command(actor, { type: 'decide', approval: item.id, outcome, reopens: [] }));
  } else if (item) {
    const rule = ruleOf(journey.state, item.state.key);
    const facts = Object.fromEntries(
      (rule?.facts ?? [])
        .filter((each) => each.required || values % 2 === 0)
        .map((each) => [each.key, factFor(each, values)]),
    );
    journey.send(journey.command(actor, { type: 'complete-task', task: item.id, facts, documents: 0 }));
  }
}

function ruleOf(state: CaseState, key: string): TaskRule | undefined {
  return state.rules?.stages
    .flatMap(({ tasks, milestones }) => [
      ...tasks,
      ...(milestones ? [milestones.evidence, milestones.verification] : []),
    ])
    .find((rule) => rule.key === key || key.startsWith(`${rule.key}-m`));
}

/** Runs `check` after every transition of many random cases. */
function always(check: (journey: CaseJourney, before: CaseState) => void): void {
  fc.assert(
    fc.property(rulesArbitrary, fc.array(step, { minLength: 20, maxLength: 60 }), (rules, steps) => {
      expect(checkRules(rules)).toEqual([]);
      const journey = CaseJourney.opened({ rules });
      check(journey, initialState(journey.reference));
      for (const each of steps) {
        const before = journey.state;
        take(journey, each);
        if (journey.state !== before) check(journey, before);
      }
    }),
    { numRuns: 30 },
  );
}

describe('random acts on random paths', () => {
  it('I7: folding the log gives the state, as plain JSON, and the rows that changed add up to the projection', () => {
    const rows = new Map<string, ItemRow>();
    always((journey, before) => {
      const { state, log, reference } = journey;
      // Folding it all after each act would be quadratic; every tenth row and the last one of a case are enough.
      if (state.seq % 10 === 0 || state.status === 'closed') {
        expect(log.reduce(fold, initialState(reference))).toEqual(state);
      }
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      expect(state.seq).toBe(before.seq + 1);
      if (before.status === 'new') rows.clear();
      for (const row of changedRows(before, state).items) rows.set(row.id, row);
      expect([...rows.values()].sort((a, b) => a.ordinal - b.ordinal)).toEqual(project(state).items);
    });
  });

  it('I5: at most one mail for each recipient, item, rung and revision, and none after it is settled', () => {
    always(({ log }, _before) => {
      const keys = new Set<string>();
      const settled = new Set<string>();
      for (const event of log.flatMap(({ events }) => events)) {
        if ('id' in event && /^(task|approval)-(completed|waived|withdrawn|decided)$/.test(event.type))
          settled.add(event.id);
        if (event.type !== 'notice' || event.item === null) continue;
        if (event.notice !== 'outcome') expect(settled.has(event.item)).toBe(false);
        const key = [event.notice, partyName(event.to), event.item, event.rung, event.revision].join(' ');
        expect(keys.has(key)).toBe(false);
        keys.add(key);
      }
    });
  });

  it('I12: an open case waits for someone, and for a moment or a coordinator', () => {
    always(({ state, now }) => {
      if (state.status !== 'open') {
        expect(openItems(state)).toEqual([]);
        return;
      }
      const items = openItems(state);
      expect(items.length).toBeGreaterThan(0);
      const exhausted = items.every(({ overdue, rung, ladder: rungs }) => overdue && rung === rungs.length);
      expect(nextWake(state) !== null || exhausted).toBe(true);
      expect(describeCase(state, now).length).toBeLessThanOrEqual(18_000);
    });
  });

  it('I3: nobody ever settles what an exclusion keeps from them', () => {
    always(({ state }, before) => {
      for (const { kind, exclude, id } of openItems(before)) {
        const settled = kind === 'task' ? state.tasks[id]?.by : state.approvals[id]?.by;
        if (!settled || !exclude) continue;
        const authors = exclude.tasks.flatMap((key) =>
          completionsOf(before, key).map(({ person }) => person),
        );
        expect(authors).not.toContain(settled.person);
      }
    });
  });

  it('a stage is left through its approval or, without one, with everything settled', () => {
    always(({ log, state }) => {
      const events = log.at(-1)?.events ?? [];
      for (const [index, event] of events.entries()) {
        if (event.type !== 'stage-left') continue;
        const rule = state.rules?.stages.find(({ key }) => key === event.stage);
        const decided = events.slice(0, index).some((each) => each.type === 'approval-decided');
        expect(rule?.approval !== undefined).toBe(event.outcome !== 'completed');
        if (rule?.approval) expect(decided).toBe(true);
        const open = openItems(state).filter((item) => item.state.stage === event.stage);
        expect(open).toEqual([]);
      }
    });
  });

  it('a wake always leads to a later one, and dues never fall on a day off', () => {
    always(({ state }) => {
      for (const { due: at } of openItems(state)) {
        if (state.calendar) expect(isWorkingDay(state.calendar, localDateAt(state.calendar, at))).toBe(true);
      }
      const wake = nextWake(state);
      if (!wake) return;
      const decision = decide(state, { type: 'wake' }, wake.at);
      if (!decision.ok) throw new Error(decision.rejection.code);
      expect(decision.events.length).toBeGreaterThan(0);
      const { seq, reference, engine } = state;
      const header = { reference, seq: seq + 1, engine, request: null, act: null, actor: null };
      const after = fold(state, { ...header, at: wake.at, events: decision.events });
      expect(nextWake(after)?.at ?? Number.POSITIVE_INFINITY).toBeGreaterThan(wake.at);
    });
  });
});
