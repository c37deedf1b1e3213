import type { ActorFacts, ApprovalRule, CaseRules, StageRule, TaskRule } from '#libs/domain';
import { sampleActor, sampleRules, sampleTask } from './definition.fixture.js';

/** What a test of one rule says about its path; everything else stands for nothing in particular. */
export interface ShortPath {
  readonly tasks?: readonly TaskRule[];
  readonly approval?: Partial<ApprovalRule>;
  readonly later?: readonly StageRule[];
}

/** The one task of a short path, owed by the technical contact. */
export const shortTask: TaskRule = sampleTask({ key: 'file', assignee: { contact: 'technical' } });

/** Two stages: `first` with a task (and an approval, where the test gives one), and `second` with a task of the coordinator. */
export function shortRules({ tasks = [shortTask], approval, later }: ShortPath = {}): CaseRules {
  const asked: ApprovalRule = {
    key: 'consent',
    title: 'Consent',
    outcomes: ['approve', 'return', 'reject', 'defer'],
    due: { from: 'opening', duration: { amount: 10, unit: 'working days' } },
    defer: { from: 'opening', duration: { amount: 1, unit: 'months' } },
    ladder: 'standard',
    reopens: tasks.slice(0, 1).map(({ key }) => key),
    reject: { closes: 'declined' },
    ...(approval?.voices ? {} : { decider: { role: 'committee' } }),
    ...approval,
  };
  const first: StageRule = { key: 'first', title: 'First', tasks, ...(approval ? { approval: asked } : {}) };
  const second: StageRule = { key: 'second', title: 'Second', tasks: [sampleTask({ key: 'note' })] };
  return { ...sampleRules, key: 'short-path', stages: [first, ...(later ?? [second])], outcomes: [] };
}

/** A member of the committee, sent by an organisation. */
export function member(person: string, organisation: string | null = null): ActorFacts {
  return sampleActor({ person, organisation, roles: ['committee'] });
}
