import { describe, expect, it } from '@jest/globals';
import { localDateAt } from '#libs/domain';
import { CaseJourney, sampleActors, sampleCalendar } from '#libs/testing';
import {
  clockAuthor,
  filtered,
  filteredHandovers,
  placed,
  type PlacedHandover,
  type TrailFilter,
} from './trail-filter.js';
import type { TrailEntry } from './views.js';

/** A case whose director was late, and that went on to its second stage. */
function travelled(): CaseJourney {
  const journey = CaseJourney.opened();
  journey.passTo(Date.UTC(2026, 3, 20));
  journey.complete(sampleActors.director, 'candidature');
  journey.complete(sampleActors.coordinator, 'eligibility', { eligible: true });
  journey.decided(sampleActors.committee, 'admission', 'approve');
  journey.complete(sampleActors.technical, 'data-request', { supplies: 'figures' });
  return journey;
}

describe('a filtered trail', () => {
  const entries = placed(
    travelled().log.map(({ seq, at, engine, actor, events }): TrailEntry => ({
      ...{ seq, at, engine, events },
      ...{ person: actor?.person ?? null, organisation: actor?.organisation ?? null },
      ...{ channel: actor?.channel ?? null, onBehalfOf: actor?.onBehalfOf ?? null, via: null },
      ...{ personName: null, onBehalfOfName: null, viaName: null, declared: null, medium: null },
      ...{ reason: null, answers: null, documents: [] },
    })),
    ({ at }) => localDateAt(sampleCalendar, at),
  );
  const found = (filter: TrailFilter) => filtered(entries, filter);

  it('is whole without a filter', () => {
    expect(found({})).toEqual(entries);
  });

  it('tells who acted, and apart from that what time did', () => {
    expect(found({ who: 'P-100' }).map(({ person }) => person)).toEqual(['P-100']);
    const byTime = found({ who: clockAuthor });
    expect(byTime.length).toBeGreaterThan(0);
    expect(byTime.every(({ person }) => person === null)).toBe(true);
  });

  it('shows the events of one kind only', () => {
    const types = found({ kind: 'decisions' }).flatMap(({ events }) => events.map(({ type }) => type));
    expect(new Set(types)).toEqual(new Set(['approval-asked', 'approval-decided']));
    const reminded = found({ kind: 'reminders' }).flatMap(({ events }) => events);
    expect(reminded.some((event) => event.type === 'notice' && event.notice === 'reminder')).toBe(true);
  });

  it('counts the act that leads from one stage to the next to both', () => {
    const admission = found({ who: 'P-010' });
    expect(admission.map(({ stages }) => stages)).toEqual([['enrolment', 'diagnostic']]);
    expect(found({ stage: 'diagnostic' }).map(({ person }) => person)).toEqual(['P-010', 'P-101']);
  });

  it('finds what changed hands among the steps, by who handed it over, the stage and the day', () => {
    const line: PlacedHandover = {
      ...{ handover: 'given', id: 'h-1', seq: 1, at: 0, item: 'candidature', person: 'P-100' },
      ...{ personName: null, organisation: null, colleague: null, day: '2026-04-02', stages: ['enrolment'] },
    };
    const matches = (filter: TrailFilter) => filteredHandovers([line], filter).length === 1;
    for (const filter of [
      {},
      { kind: 'steps' },
      { who: 'P-100' },
      { stage: 'enrolment' },
      { to: '2026-04-02' },
    ])
      expect({ filter, matches: matches(filter as TrailFilter) }).toEqual({ filter, matches: true });
    for (const filter of [
      { kind: 'dates' },
      { who: 'P-010' },
      { stage: 'diagnostic' },
      { from: '2026-04-03' },
    ])
      expect({ filter, matches: matches(filter as TrailFilter) }).toEqual({ filter, matches: false });
    // Of which way it came nothing is kept, and time hands nothing over.
    expect(matches({ channel: 'link' }) || matches({ who: clockAuthor })).toBe(false);
  });

  it('keeps to channels and days, both days included', () => {
    expect(found({ channel: 'link' }).map(({ person }) => person)).toEqual(['P-100', 'P-101']);
    expect(found({ from: '2026-04-01', to: '2026-04-01' }).map(({ seq }) => seq)).toEqual([1]);
    expect(found({ from: '2026-04-21' })).toEqual([]);
  });
});
