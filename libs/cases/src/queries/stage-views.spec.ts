import { describe, expect, it } from '@jest/globals';
import type { CaseDefinition } from '#libs/definitions';
import type { CaseEvent, Transition } from '#libs/domain';
import { stageViews } from './stage-views.js';

const definition = {
  rules: { stages: [{ key: 'enrolment' }, { key: 'diagnostic' }, { key: 'plan' }] },
  items: {},
  stages: {},
} as unknown as CaseDefinition;

/** One transition a minute. */
function statusAfter(...events: readonly CaseEvent[]): readonly string[] {
  const log = events.map((event, index) => ({ at: index + 1, events: [event] }) as unknown as Transition);
  return stageViews(definition, log, 'en').map(({ status, leftAt }) =>
    leftAt === null ? status : `${status} ${leftAt}`,
  );
}

const entered = (stage: string): CaseEvent => ({ type: 'stage-entered', stage });
const left = (stage: string): CaseEvent => ({ type: 'stage-left', stage, outcome: 'completed' });
const closed: CaseEvent = { type: 'case-closed', outcome: 'withdrawn' };

describe('the path of a case', () => {
  it('shows the stage that it is in', () => {
    expect(statusAfter(entered('enrolment'), left('enrolment'), entered('diagnostic'))).toEqual([
      'done 2',
      'current',
      'ahead',
    ]);
  });

  it('ends in the stage in which the case was closed, and nowhere else', () => {
    expect(statusAfter(entered('enrolment'), left('enrolment'), entered('diagnostic'), closed)).toEqual([
      'done 2',
      'ended 4',
      'ahead',
    ]);
  });

  it('goes on where the case was reopened', () => {
    const reopened: CaseEvent = { type: 'case-reopened', stage: 'diagnostic' };
    const log = [entered('enrolment'), left('enrolment'), entered('diagnostic'), closed, reopened];
    expect(statusAfter(...log, entered('diagnostic'))).toEqual(['done 2', 'current', 'ahead']);
    expect(statusAfter(...log, entered('diagnostic'), closed)).toEqual(['done 2', 'ended 7', 'ahead']);
  });
});
