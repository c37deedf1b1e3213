import type { ApprovalOutcome, ApprovalRule, VoiceRule } from '#libs/domain';
import type { Chance } from './chance.js';
import { randomDue, randomDuration, randomExclusion, randomLadderName, randomParty } from './random-task.js';

/** What an approval may refer to. */
export interface ApprovalPlace {
  /** Of its stage. */
  readonly index: number;
  /** Keys of the tasks of its own stage. */
  readonly own: readonly string[];
  /** Keys of all tasks up to it. */
  readonly earlier: readonly string[];
}

export function randomApproval(chance: Chance, { index, own, earlier }: ApprovalPlace): ApprovalRule {
  const optional: readonly ApprovalOutcome[] = ['return', 'reject', 'defer'];
  const outcomes: readonly ApprovalOutcome[] = ['approve', ...chance.some(optional, 0.75)];
  return {
    key: `s${index}-approval`,
    title: `approval ${index}`,
    outcomes,
    ...deciders(chance),
    ...chance.perhaps(0.4, () => randomExclusion(chance, earlier)),
    due: randomDue(chance, true),
    ladder: randomLadderName(chance),
    reopens: [...new Set([chance.pick(own), ...chance.some(own, 0.4)])],
    ...(outcomes.includes('defer') ? { defer: randomDue(chance, true) } : {}),
    ...chance.perhaps(0.6, () => ({
      reject: chance.holds(0.6) ? { closes: 'refused' } : ({ continues: true } as const),
    })),
    ...(index < 2
      ? chance.perhaps(0.4, () => ({
          conditions: { assignee: randomParty(chance), ladder: randomLadderName(chance) },
        }))
      : {}),
    ...chance.perhaps(0.3, () => ({ expires: expiry(chance) })),
    ...chance.perhaps(0.2, () => ({ reasons: chance.some(outcomes, 0.5) })),
    ...(outcomes.includes('defer') ? chance.perhaps(0.3, () => ({ quota: true as const })) : {}),
  };
}

function deciders(chance: Chance): Pick<ApprovalRule, 'decider' | 'voices' | 'order'> {
  if (chance.holds(0.4)) return { decider: randomParty(chance) };
  const voices = Array.from({ length: 1 + chance.below(2) }, () => randomVoice(chance));
  return { voices, ...chance.perhaps(0.5, () => ({ order: 'sequence' as const })) };
}

function randomVoice(chance: Chance): VoiceRule {
  const need = 1 + chance.below(2);
  return {
    from: [randomParty(chance), ...chance.some([randomParty(chance)], 0.5)],
    need,
    among: need + chance.below(2),
    ...chance.perhaps(0.3, () => ({ distinct: 'organisation' as const })),
  };
}

function expiry(chance: Chance): NonNullable<ApprovalRule['expires']> {
  const after = randomDuration(chance, ['days', 'working days', 'weeks']);
  if (chance.holds(0.4)) return { after, then: { passesTo: randomParty(chance) } };
  return { after, then: chance.pick(['approve', 'reject']) };
}
