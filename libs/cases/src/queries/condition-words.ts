import { Injectable } from '@nestjs/common';
import type { CaseState } from '#libs/domain';
import { Acts, type StoredAct } from '#libs/persistence';
import { CaseStates } from '../case-states.js';
import type { ConditionView } from './views.js';

/** A condition with the approval that set it. */
export interface SetCondition extends ConditionView {
  readonly approval: string;
}

/** What each task that is a condition asks for, by task id: the core knows dates only, the words stand in the decisions. */
@Injectable()
export class ConditionWords {
  constructor(
    private readonly acts: Acts,
    private readonly states: CaseStates,
  ) {}

  async of(reference: string): Promise<ReadonlyMap<string, SetCondition>> {
    const [state, acts] = await Promise.all([this.states.of(reference), this.acts.ofCase(reference)]);
    const tasks = Object.values(state.tasks).sort((a, b) => a.ordinal - b.ordinal);
    const approvals = [...new Set(tasks.flatMap(({ condition }) => condition ?? []))];
    return new Map(
      approvals.flatMap((approval) => {
        const words = conditionsOf(state, approval, acts);
        return tasks
          .filter(({ condition }) => condition === approval)
          .flatMap(({ id }, index) => {
            const found = words[index];
            return found ? [[id, { ...found, approval }] as const] : [];
          });
      }),
    );
  }
}

/** In the order in which the core made tasks of them: voice after voice. */
function conditionsOf(
  state: CaseState,
  approval: string,
  acts: readonly StoredAct[],
): readonly ConditionView[] {
  const decisions = acts.filter(({ item, body }) => item === approval && body.type === 'decide');
  const voices = state.approvals[approval]?.voices ?? [];
  if (voices.length === 0) return conditionsIn(decisions.at(-1));
  return voices
    .filter(({ outcome }) => outcome === 'approve')
    .flatMap(({ seat }) => conditionsIn(decisions.findLast((act) => seatOf(act) === seat)));
}

/** Whose voice an act is: a substitute speaks for somebody else. */
export function seatOf({ actor }: Pick<StoredAct, 'actor'>): string {
  return actor.onBehalfOf ?? actor.person;
}

/** The conditions an act sets, in its own words. */
export function conditionsIn(act: Pick<StoredAct, 'answers'> | undefined): readonly ConditionView[] {
  const conditions = act?.answers['conditions'];
  return Array.isArray(conditions) ? (conditions as readonly ConditionView[]) : [];
}
