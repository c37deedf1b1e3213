import type { Condition, DueRule, Duration, Exclusion, FactRule, Party, TaskRule, Unit } from '#libs/domain';
import type { Chance } from './chance.js';

const parties: readonly Party[] = [
  ...(['director', 'technical', 'accountant'] as const).map((contact) => ({ contact })),
  ...(['coordinator', 'expert', 'committee', 'administrator'] as const).map((role) => ({ role })),
  { role: 'partner', partner: 'technical-centre' },
  { organisation: 'ORG-A' },
  { person: 'P-7' },
];

/** Somebody that a task, a voice or a mail can be for. */
export function randomParty(chance: Chance): Party {
  return chance.pick(parties);
}

const amounts: Readonly<Record<Unit, number>> = {
  'working hours': 60,
  days: 60,
  'working days': 40,
  weeks: 8,
  months: 3,
};

export function randomDuration(chance: Chance, units: readonly Unit[]): Duration {
  const unit = chance.pick(units);
  return { amount: 1 + chance.below(amounts[unit]), unit };
}

const ofDays = ['days', 'working days', 'weeks', 'months'] as const;

export function randomDue(chance: Chance, known: boolean): DueRule {
  const latest = chance.perhaps(0.2, () => ({ latest: 'close-out' as const }));
  const duration = randomDuration(chance, ['working hours', ...ofDays]);
  const from = chance.next();
  if (known && from < 0.2) return { from: 'fact', fact: 'startedOn', duration, ...latest };
  if (from < 0.3) return { from: 'end', duration: randomDuration(chance, ofDays) };
  return { from: 'opening', duration, ...latest };
}

/** Who did one of these tasks keeps out. */
export function randomExclusion(chance: Chance, keys: readonly string[]): { readonly exclude?: Exclusion } {
  if (keys.length === 0) return {};
  const tasks = [...new Set([chance.pick(keys), ...chance.some(keys, 0.2)])];
  return {
    exclude: { tasks, by: chance.pick([['person'], ['person', 'organisation'], ['organisation']] as const) },
  };
}

export function randomLadderName(chance: Chance): string {
  return chance.pick(['silent', 'short', 'long']);
}

/** What a task may refer to. */
export interface TaskPlace {
  readonly key: string;
  readonly facts: readonly FactRule[];
  /** Keys of the tasks of its own stage before it. */
  readonly before: readonly string[];
  /** Keys of all tasks before it. */
  readonly earlier: readonly string[];
  readonly conditions: readonly Condition[];
}

/** The first task knows no fact yet and always has to be done: whatever follows may count on it. */
export function randomTask(chance: Chance, { key, facts, before, earlier, conditions }: TaskPlace): TaskRule {
  const known = earlier.length > 0;
  const personal = chance.holds(0.1);
  const isFree = known && conditions.length > 0;
  return {
    key,
    title: key.replaceAll('-', ' '),
    assignee: randomParty(chance),
    after:
      known && before.includes('first')
        ? [...new Set(['first', ...chance.some(before, 0.4)])]
        : chance.some(before, 0.4),
    due: randomDue(chance, known),
    ladder: randomLadderName(chance),
    facts,
    ...(isFree ? chance.perhaps(0.2, () => ({ when: chance.pick(conditions) })) : {}),
    ...(isFree ? chance.perhaps(0.15, () => ({ onOverdue: 'waive' as const })) : {}),
    ...chance.perhaps(0.1, () => ({ documents: 1 })),
    ...(known ? chance.perhaps(0.35, () => randomExclusion(chance, earlier)) : {}),
    ...(personal ? { personal } : randomTranscription(chance)),
    ...chance.perhaps(0.5, () => ({
      extension: {
        most: chance.pick([randomDuration(chance, ['days', 'weeks']), { amount: 60, unit: 'working days' }]),
        decider: randomParty(chance),
        due: randomDue(chance, false),
        ladder: randomLadderName(chance),
      },
    })),
  };
}

function randomTranscription(chance: Chance): Pick<TaskRule, 'transcription'> {
  if (chance.holds(0.5)) return {};
  if (chance.holds(0.4)) return { transcription: 'confirm' };
  return { transcription: { silence: randomDuration(chance, ['working days', 'working hours', 'days']) } };
}
