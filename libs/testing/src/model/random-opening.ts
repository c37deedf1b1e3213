import type { ActBody, CaseRules, CaseSettings, EarlierPath, StageRule } from '#libs/domain';
import { sampleSettings } from '../definition.fixture.js';
import { coordinatorOf, randomDay, randomFacts, type ActWorld, type RandomAct } from './random-acts.js';
import { randomCalendar } from './random-calendar.js';

/** How a case begins: at its first stage, or in the middle with a past of its own. */
export function randomOpening(world: ActWorld, rules: CaseRules): RandomAct {
  const { chance } = world;
  const settings: CaseSettings = {
    ...sampleSettings,
    endsOn: chance.pick(['2026-09-30', '2027-12-31', '2027-12-31']),
    closeOutDays: chance.pick([0, 30, 90]),
    reminderAt: chance.pick([0, 420, 540, 1020]),
  };
  const body: ActBody = {
    ...{ type: 'open', rules, rulesHash: 'hash', settings },
    calendar: randomCalendar(chance),
    ...chance.perhaps(0.25, () => ({ earlier: randomPast(world, rules) })),
  };
  return { actor: coordinatorOf(world), body };
}

function randomPast(world: ActWorld, { stages }: CaseRules): EarlierPath {
  const { chance } = world;
  const index = 1 + chance.below(stages.length - 1);
  const tasks = (stage: StageRule | undefined, from: number, to: number) =>
    chance.some(stage?.tasks ?? [], 0.8).map(({ key, facts }) => ({
      key,
      completedOn: randomDay(world, from, to),
      facts: randomFacts(world, facts),
    }));
  return {
    stage: stages[index]?.key ?? 's0',
    stages: stages.slice(0, index).map((stage, position) => ({
      key: stage.key,
      enteredOn: randomDay(world, position * 20 - 60, position * 20 - 59),
      leftOn: randomDay(world, position * 20 - 41, position * 20 - 40),
      tasks: tasks(stage, position * 20 - 55, position * 20 - 45),
    })),
    tasks: tasks(stages[index], -5, 0),
  };
}
