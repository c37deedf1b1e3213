import type { VisitNews } from '#libs/persistence';
import type { VisitFacts } from '../mail-facts.js';
import type { Say } from '../messages.js';
import { day, hourOf, type SampleSetting } from './sample-setting.js';

/** A visit on which that has just happened. */
export function sampleVisit(
  news: VisitNews,
  { at, coordinator, reader }: SampleSetting,
  say: Say,
): VisitFacts {
  const slots = [4, 6].map((days) => ({
    startsAt: hourOf(at + days * day, 13),
    endsAt: hourOf(at + days * day, 16),
  }));
  const [first = null, second = null] = slots;
  const isOpen = news === 'proposed' || news === 'offered' || news === 'asked';
  const isExplained = news === 'moved' || news === 'cancelled' || news === 'asked';
  return {
    ...{ id: 'a1f0c3a2-0000-4000-8000-000000000007', news, sequence: 1, slots, wishedDay: null },
    agreed: isOpen ? null : news === 'moved' ? second : first,
    before: news === 'moved' ? first : null,
    ...{ place: say('sample.place'), note: say('sample.prepare') },
    edit:
      news === 'edited'
        ? { place: { before: say('sample.place-before'), after: say('sample.place') }, note: null }
        : null,
    by: news === 'asked' ? reader.name : coordinator.name,
    words: isExplained ? say('sample.why-date') : '',
    visitors: [{ name: coordinator.name, standsInFor: null }],
    hosts: [reader.name],
    attendees: [reader],
  };
}
