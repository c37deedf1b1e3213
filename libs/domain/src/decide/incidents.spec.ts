import { describe, expect, it } from '@jest/globals';
import { CaseJourney, sampleActors, shortRules } from '#libs/testing';

const { coordinator, administrator, expert } = sampleActors;
const recover = { type: 'recover' } as const;

describe('a case whose workflow was lost', () => {
  it('notes who brought it back, and is otherwise as it was', () => {
    const journey = CaseJourney.opened({ rules: shortRules() });
    const { seq, seen, ...before } = journey.state;
    expect(journey.act(administrator, recover)).toEqual([{ type: 'case-recovered' }]);
    expect(journey.log.at(-1)).toMatchObject({ seq: seq + 1, actor: administrator });
    expect(journey.state).toEqual({
      ...before,
      seq: seq + 1,
      seen: [...seen, { request: 'request-2', seq: seq + 1 }],
    });
  });

  it('is brought back by whoever looks after it, and while it is open only', () => {
    expect(new CaseJourney().refused(coordinator, recover).code).toBe('case.not-open');
    const journey = CaseJourney.opened({ rules: shortRules() });
    expect(journey.refused(expert, recover).code).toBe('actor.not-allowed');
    journey.act(coordinator, { type: 'terminate' });
    expect(journey.refused(coordinator, recover).code).toBe('case.closed');
  });
});
