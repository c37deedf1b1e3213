import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/config';
import { loadDefinitions, type CaseDefinition } from '#libs/definitions';
import { CaseJourney, sampleActors } from '#libs/testing';
import { project, type CaseRow } from '#libs/domain';
import { foresee, planOf } from './foreseen.js';
import { forecastView } from './forecast-view.js';

const definition: CaseDefinition = (() => {
  const found = loadDefinitions(join(projectRoot(), 'workflows/definitions'), 'en').get(
    'sme-cleaner-production@2',
  );
  if (!found) throw new Error('There is no reference path.');
  return found;
})();

/** As a machine shows it whose clock says `read`. */
function viewOf({ log, state, now }: CaseJourney, measures = new Map<string, string>(), read = now) {
  const row: CaseRow = project(state).case;
  return forecastView({
    ...{ now: read, definition, language: 'en', measures, row: { ...row, organisationName: null } },
    foreseen: foresee({ log, state }, read, planOf({ log, state })),
  });
}

/** The reference path up to the chosen measures. */
function chosen(): CaseJourney {
  const journey = CaseJourney.opened({ rules: definition.rules });
  const { director, coordinator, committee, technical, expert } = sampleActors;
  journey.complete(director, 'application');
  journey.complete(coordinator, 'eligibility', { eligible: 'yes' });
  journey.complete(director, 'commitment');
  journey.decided({ ...committee, organisation: 'A' }, 'admission', 'approve');
  journey.decided({ ...committee, person: 'P-011', organisation: 'B' }, 'admission', 'approve');
  journey.complete(technical, 'data-request');
  journey.complete(expert, 'visit-plan', { agreedOn: '2026-04-02' });
  journey.complete(expert, 'visit', { visitedOn: '2026-04-02' });
  journey.complete(expert, 'report', {}, 1);
  journey.complete(director, 'comments');
  journey.decided(coordinator, 'validation', 'approve');
  journey.complete(expert, 'options', { options: [{ key: 'm1' }] });
  journey.complete(director, 'choice', { plan: [{ key: 'm1', date: '2026-09-01' }] });
  return journey;
}

describe('a forecast in words', () => {
  it('puts nothing ahead that has happened, where the clock of the machine runs behind', () => {
    const journey = CaseJourney.opened({ rules: definition.rules });
    const behind = viewOf(journey, undefined, journey.now - 5 * 60_000);
    expect(behind).toEqual(viewOf(journey));
    expect(behind.stages[0]).toMatchObject({ key: 'enrolment', state: 'open' });
  });

  it('names stages, steps and parties of the reference path, from the opening to its end', () => {
    const view = viewOf(CaseJourney.opened({ rules: definition.rules }));
    expect(view.stages.map(({ title, state }) => [title, state])).toEqual([
      ['Enrollment', 'open'],
      ...['Diagnostic', 'Action plan', 'Implementation', 'Results', 'Dissemination', 'Publication'].map(
        (title) => [title, 'ahead'],
      ),
    ]);
    const steps = view.stages.flatMap((stage) => stage.steps);
    expect(steps.find(({ key }) => key === 'admission')).toMatchObject({
      ...{ id: null, kind: 'approval', state: 'ahead', parties: ['committee'] },
      title: 'Admission by the selection committee',
    });
    expect(view.stages.filter(({ openPlan }) => openPlan).map(({ key }) => key)).toEqual(['implementation']);
    expect(view.stops).toBeNull();
    expect(view.end).toBeGreaterThan(view.openedAt);
  });

  it('calls a measure by its title only where that is open to the reader', () => {
    const journey = chosen();
    const evidence = (measures?: Map<string, string>) =>
      viewOf(journey, measures)
        .stages.flatMap(({ steps }) => steps)
        .find(({ key }) => key === 'evidence-m1')?.measure;
    expect(evidence(new Map([['m1', 'Insulate the pipes']]))).toBe('Insulate the pipes');
    expect(evidence()).toBe('m1');
  });

  it('knows by the rules alone the steps that it does not reach', () => {
    const journey = CaseJourney.opened({ rules: definition.rules });
    journey.act(sampleActors.coordinator, { type: 'suspend', item: null, until: null });
    const view = viewOf(journey);
    expect(view).toMatchObject({ end: null, stops: { because: 'clock-stopped', title: null } });
    expect(view.stages[0]?.steps.map(({ key, state }) => [key, state])).toEqual([
      ['application', 'open'],
      ['eligibility', 'ahead'],
      ['commitment', 'ahead'],
      ['admission', 'ahead'],
    ]);
    expect(view.stages[1]?.steps.every(({ span }) => span === null)).toBe(true);
  });
});
