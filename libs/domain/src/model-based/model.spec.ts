import { describe, expect, it } from '@jest/globals';
import { Chance, ModelCase } from '#libs/testing';

const seed = Number(process.env['MODEL_SEED'] ?? 20_261_126);
const steps = Number(process.env['MODEL_STEPS'] ?? 200_000);

/** Longer than most cases live; some outlast the hundred requests that a state remembers. */
const longestCase = 250;

/** What must have happened often enough, lest the invariants hold because nothing ever happens. */
const expected = [
  ...['case-opened', 'stage-imported', 'task-imported', 'stage-entered', 'stage-skipped', 'stage-left'],
  ...['task-opened', 'task-completed', 'task-transcribed', 'task-waived', 'task-withdrawn'],
  ...['approval-asked', 'voice-given', 'approval-decided', 'approval-passed', 'approval-withdrawn'],
  ...[
    'milestone-planned',
    'milestone-reported',
    'milestone-refused',
    'milestone-postponed',
    'milestone-settled',
  ],
  ...[
    'item-overdue',
    'calendar-changed',
    'due-moved',
    'due-extended',
    'suspended',
    'resumed',
    'contact-logged',
  ],
  ...['notice', 'incident-raised', 'incident-resolved', 'case-closed', 'case-reopened', 'lost'],
  ...['actor.excluded', 'actor.not-assigned', 'actor.not-allowed', 'task.personal', 'command.malformed'],
  ...['approval.voice-twice', 'approval.organisation-twice', 'extension.past-most', 'suspension.already'],
];

/** One case from its seed, for so many steps at most; answers how many it took. */
function run(caseSeed: number, most: number, occurred: Map<string, number>): number {
  const model = new ModelCase(new Chance(caseSeed), occurred);
  let taken = 0;
  try {
    for (; taken < most && !model.over; taken += 1) model.step();
    model.finish();
  } catch (cause) {
    const again = `MODEL_SEED=${caseSeed} MODEL_STEPS=${taken + 1}`;
    throw new Error(`Step ${taken + 1} of a case; again with ${again}\n${model.trace}`, { cause });
  }
  return taken;
}

describe('the core as a model', () => {
  it(`holds I3, I5, I6, I7, I9, I11, I12 and I15 over ${steps} random steps (MODEL_SEED=${seed})`, () => {
    const occurred = new Map<string, number>();
    for (let taken = 0, number = 0; taken < steps; number += 1)
      taken += run(seed + number, Math.min(longestCase, steps - taken), occurred);
    const rare = expected.filter((each) => (occurred.get(each) ?? 0) < steps / 20_000);
    if (steps >= 100_000) expect(rare).toEqual([]);
  }, 600_000);
});
