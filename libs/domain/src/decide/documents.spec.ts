import { describe, expect, it } from '@jest/globals';
import { CaseJourney, sampleActors } from '#libs/testing';

const { coordinator, expert, director } = sampleActors;

describe('papers that arrive outside', () => {
  it('join the file of an open or a settled task, and settle nothing', () => {
    const journey = CaseJourney.opened();
    const task = journey.openId('candidature');
    const file = { type: 'file-documents', task, documents: 2 } as const;
    expect(journey.act(coordinator, file)).toEqual([{ type: 'documents-filed', id: task, documents: 2 }]);
    expect(journey.state.tasks[task]).toMatchObject({ status: 'open' });
    journey.complete(director, 'candidature');
    const before = journey.state;
    journey.act(expert, file);
    expect(journey.state).toMatchObject({ tasks: before.tasks, facts: before.facts });
  });

  it('are filed by the programme only, on a task of the case, one at least', () => {
    const journey = CaseJourney.opened();
    const task = journey.openId('candidature');
    const file = { type: 'file-documents', task, documents: 1 } as const;
    expect(journey.refused(director, file).code).toBe('actor.not-allowed');
    expect(journey.refused(coordinator, { ...file, task: 'x' })).toEqual({
      code: 'task.unknown',
      subject: null,
    });
    expect(journey.refused(coordinator, { ...file, documents: 0 }).code).toBe('command.malformed');
  });
});
