import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sampleRules, sampleTask } from '../../testing/src/definition.fixture.js';
import { isOfParty } from './exclusion.js';
import type { ActorFacts, ApprovalRule, CaseRules, Exclusion, Party, TaskRule } from './model/index.js';
import { unsatisfiable, type Standing } from './satisfiability.js';

const somebody = (person: string, more: Partial<Standing> = {}): Standing => ({
  person,
  organisation: null,
  roles: [],
  partners: [],
  functions: [],
  ...more,
});

const due = { from: 'opening', duration: { amount: 10, unit: 'working days' } } as const;

function pathOf(tasks: readonly TaskRule[], approval: Partial<ApprovalRule>): CaseRules {
  return {
    ...sampleRules,
    stages: [
      {
        key: 'only',
        title: 'Only',
        tasks,
        approval: {
          key: 'decision',
          title: 'Decision',
          outcomes: ['approve'],
          due,
          ladder: 'standard',
          reopens: [],
          ...approval,
        },
      },
    ],
  };
}

const report = sampleTask({ key: 'report', assignee: { role: 'expert' } });
const exclude: Exclusion = { tasks: ['report'], by: ['person'] };
const committee: Party = { role: 'committee' };

describe('what a path asks of the people of a programme', () => {
  it('holds when somebody else than the author may decide', () => {
    const rules = pathOf([report], { decider: { role: 'expert' }, exclude });
    const people = [somebody('P-1', { roles: ['expert'] }), somebody('P-2', { roles: ['expert'] })];
    expect(unsatisfiable(rules, people)).toEqual([]);
    expect(unsatisfiable(rules, people.slice(1))).toEqual([
      {
        key: 'decision',
        kind: 'approval',
        path: ['stages', 0, 'approval'],
        step: 0,
        need: 1,
        possible: 0,
        parties: [{ role: 'expert' }],
      },
    ]);
  });

  it('names a task that nobody may do', () => {
    const rules = pathOf([report], { decider: committee });
    const people = [somebody('P-1', { roles: ['committee'] })];
    expect(unsatisfiable(rules, people)).toMatchObject([{ key: 'report', kind: 'task', possible: 0 }]);
  });

  it('counts organisations where voices must be of different ones', () => {
    const voices = [{ from: [committee], need: 2, among: 3, distinct: 'organisation' } as const];
    const rules = pathOf([], { voices });
    const member = (person: string, organisation: string | null) =>
      somebody(person, { roles: ['committee'], organisation });
    expect(unsatisfiable(rules, [member('P-1', 'WEC'), member('P-2', 'WEC')])).toMatchObject([
      { step: 0, need: 2, possible: 1 },
    ]);
    expect(unsatisfiable(rules, [member('P-1', 'WEC'), member('P-2', 'CGEM')])).toEqual([]);
    expect(unsatisfiable(rules, [member('P-1', null), member('P-2', null)])).toEqual([]);
  });

  it('sees that two entries need more people together than each alone', () => {
    const rules = pathOf([], {
      voices: [
        { from: [committee], need: 1, among: 1 },
        { from: [{ role: 'partner' }], need: 1, among: 1 },
      ],
    });
    expect(unsatisfiable(rules, [somebody('P-1', { roles: ['committee', 'partner'] })])).toMatchObject([
      { step: null, need: 2, possible: 1 },
    ]);
  });

  it('asks as well who decides on an extension, and to whom a question passes', () => {
    const extension = { most: due.duration, decider: { role: 'expert' }, due, ladder: 'standard' } as const;
    const rules = pathOf([{ ...report, extension }], {
      decider: committee,
      expires: { after: due.duration, then: { passesTo: { role: 'administrator' } } },
    });
    const people = [somebody('P-1', { roles: ['expert'] }), somebody('P-2', { roles: ['committee'] })];
    expect(unsatisfiable(rules, people)).toMatchObject([
      { key: 'extension-report', path: ['stages', 0, 'tasks', 0, 'extension'] },
      { key: 'decision', expired: true, path: ['stages', 0, 'approval', 'expires', 'then'] },
    ]);
  });
});

const houses = ['WEC', 'CGEM', 'CMPP', null] as const;
const peopleArbitrary = fc
  .array(
    fc.record({
      organisation: fc.constantFrom(...houses),
      roles: fc.subarray(['committee', 'expert', 'partner'] as const),
      functions: fc.subarray(['director', 'technical'] as const, { maxLength: 1 }),
    }),
    { maxLength: 6 },
  )
  .map((all) => all.map((each, index) => somebody(`P-${index}`, each)));

const partyArbitrary: fc.Arbitrary<Party> = fc.oneof(
  fc.constantFrom<Party>({ role: 'committee' }, { role: 'expert' }, { role: 'partner' }),
  fc.constantFrom<Party>({ contact: 'director' }, { organisation: 'CMPP' }, { person: 'P-0' }),
);

const voiceArbitrary = fc
  .record({
    from: fc.array(partyArbitrary, { minLength: 1, maxLength: 2 }),
    need: fc.integer({ min: 1, max: 3 }),
    isDistinct: fc.boolean(),
  })
  .map(({ isDistinct, need, from }) => ({
    from,
    need,
    among: need,
    ...(isDistinct ? { distinct: 'organisation' as const } : {}),
  }));

const pathArbitrary = fc.record({
  assignees: fc.array(partyArbitrary, { maxLength: 3 }),
  voices: fc.array(voiceArbitrary, { minLength: 1, maxLength: 2 }),
  by: fc.subarray(['person', 'organisation'] as const, { minLength: 1 }),
  people: peopleArbitrary,
});

/** Every way to seat people, one after the other, without a thought: seats are entries' voices, in order. */
function canSeat(
  seats: readonly { readonly step: number; readonly from: readonly Party[]; readonly distinct: boolean }[],
  free: readonly ActorFacts[],
  seated: readonly { readonly step: number; readonly house: string }[],
): boolean {
  const [seat, ...rest] = seats;
  if (!seat) return true;
  return free.some((actor) => {
    const house = actor.organisation ?? actor.person;
    const isTaken =
      seat.distinct && seated.some((other) => other.step === seat.step && other.house === house);
    return (
      !isTaken &&
      seat.from.some((party) => isOfParty(party, actor)) &&
      canSeat(
        rest,
        free.filter((other) => other !== actor),
        [...seated, { step: seat.step, house }],
      )
    );
  });
}

/** Every choice of authors; a task that nobody can do has none. */
function choices(candidates: readonly (readonly ActorFacts[])[]): readonly (readonly ActorFacts[])[] {
  return candidates.reduce<readonly (readonly ActorFacts[])[]>(
    (found, each) =>
      each.length === 0 ? found : found.flatMap((some) => each.map((author) => [...some, author])),
    [[]],
  );
}

describe('satisfiability', () => {
  it('I3: is what trying every assignment of authors and deciders finds', () => {
    fc.assert(
      fc.property(pathArbitrary, ({ assignees, voices, by, people }) => {
        const tasks = assignees.map((assignee, index) => sampleTask({ key: `task-${index}`, assignee }));
        const rules = pathOf(tasks, { voices, exclude: { tasks: tasks.map(({ key }) => key), by } });
        const actors = people.map((each): ActorFacts => ({ ...each, channel: 'link', onBehalfOf: null }));
        const seats = voices.flatMap(({ from, need, distinct }, step) =>
          Array.from({ length: need }, () => ({ step, from, distinct: distinct !== undefined })),
        );
        const possible = choices(
          assignees.map((party) => actors.filter((actor) => isOfParty(party, actor))),
        ).some((authors) =>
          canSeat(
            seats,
            actors.filter(
              (actor) =>
                !(by.includes('person') && authors.some(({ person }) => person === actor.person)) &&
                !(
                  by.includes('organisation') &&
                  authors.some(
                    ({ organisation }) => organisation !== null && organisation === actor.organisation,
                  )
                ),
            ),
            [],
          ),
        );
        const found = unsatisfiable(rules, people).some(({ key }) => key === 'decision');
        expect(found).toBe(!possible);
      }),
      { numRuns: 2000 },
    );
  });
});
