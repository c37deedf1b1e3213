import { describe, expect, it } from '@jest/globals';
import { CaseJourney, sampleActors } from '#libs/testing';
import { foresee, planOf } from './foreseen.js';

const { coordinator, committee, director, expert, technical } = sampleActors;

function seen({ log, state, now }: CaseJourney) {
  return foresee({ log, state }, now, planOf({ log, state }));
}

/** A case whose report is in. */
function reported(): CaseJourney {
  const journey = CaseJourney.opened();
  journey.complete(director, 'candidature');
  journey.complete(coordinator, 'eligibility', { eligible: true });
  journey.decided(committee, 'admission', 'approve');
  journey.complete(technical, 'data-request', { supplies: 'figures' });
  journey.complete(expert, 'visit', { visitedOn: '2026-04-01' });
  journey.complete(expert, 'report', { options: [{ key: 'm1' }] }, 1);
  return journey;
}

describe('what is foreseen of a case', () => {
  it('keeps beside it what was planned at the opening', () => {
    const opened = seen(CaseJourney.opened());
    const planned = opened.path.stages.filter(({ key }) => key === 'enrolment' || key === 'diagnostic');
    // Everybody was quicker since.
    const later = seen(reported());
    expect(later.planned.stages.slice(0, 2)).toEqual(planned);
    expect(later.path.stages[1]?.leftAt).toBeLessThan(planned[1]?.leftAt ?? 0);
  });

  it('plans nothing from the measures on until they are chosen, and that day’s dates then', () => {
    const journey = reported();
    expect(seen(journey).openPlans).toEqual(['implementation']);
    expect(seen(journey).planned.stages.map(({ key }) => key)).toEqual(['enrolment', 'diagnostic', 'plan']);
    journey.complete(director, 'comments');
    journey.decided(coordinator, 'validation', 'approve');
    journey.complete(director, 'choice', { plan: [{ key: 'm1', date: '2026-09-01' }] });
    const chosen = seen(journey);
    expect(chosen.openPlans).toEqual([]);
    const implementation = chosen.planned.stages.find(({ key }) => key === 'implementation');
    expect(implementation).toEqual(chosen.path.stages.find(({ key }) => key === 'implementation'));
    journey.passTo(Date.UTC(2026, 11, 1));
    const late = seen(journey);
    expect(late.planned.stages).toEqual(chosen.planned.stages);
    expect(late.path.stages.at(-1)?.enteredAt).toBeGreaterThan(late.planned.stages.at(-1)?.enteredAt ?? 0);
  });

  it('tells what is late, and how often a step was done over', () => {
    const journey = reported();
    journey.complete(director, 'comments');
    journey.decided(coordinator, 'validation', 'return', ['report']);
    journey.passTo(Date.UTC(2026, 11, 1));
    const items = seen(journey).path.items.filter(({ stage }) => stage === 'diagnostic');
    expect(items.map(({ key, returns, late }) => [key, returns, late])).toEqual([
      ['data-request', 0, false],
      ['bills', 0, false],
      ['visit', 0, false],
      ['report', 1, true],
      ['comments', 1, false],
      ['validation', 1, false],
    ]);
  });
});
