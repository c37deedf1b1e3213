import type { CaseEvent, LocalDate } from '#libs/domain';
import type { TrailHandover } from './trail-handovers.js';
import type { TrailEntry } from './views.js';

/** What an event is about, as people look for it. */
export const trailKinds = [
  'path',
  'steps',
  'decisions',
  'measures',
  'dates',
  'reminders',
  'contacts',
  'incidents',
] as const;
export type TrailKind = (typeof trailKinds)[number];

/** Stands for what no person did. */
export const clockAuthor = 'clock';

/** What a reader wants of a trail; what is absent limits nothing. */
export interface TrailFilter {
  /** Person code of who acted or was acted for; `clock` for what time did. */
  readonly who?: string;
  readonly kind?: TrailKind;
  readonly stage?: string;
  readonly channel?: NonNullable<TrailEntry['channel']>;
  /** Days in the case's own zone, both inclusive. */
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

/** What a line of the trail does not say itself: on which day, and in which stages of the path it happened. */
interface Place {
  readonly day: LocalDate;
  readonly stages: readonly string[];
}

export type PlacedEntry = TrailEntry & Place;
export type PlacedHandover = TrailHandover & Place;

const kinds: Readonly<Record<CaseEvent['type'], TrailKind>> = {
  'case-opened': 'path',
  'case-closed': 'path',
  'case-reopened': 'path',
  'case-recovered': 'incidents',
  'stage-entered': 'path',
  'stage-skipped': 'path',
  'stage-left': 'path',
  'stage-imported': 'path',
  'task-imported': 'steps',
  'task-opened': 'steps',
  'task-completed': 'steps',
  'task-transcribed': 'steps',
  'task-waived': 'steps',
  'task-withdrawn': 'steps',
  'documents-filed': 'steps',
  'approval-asked': 'decisions',
  'voice-given': 'decisions',
  'approval-decided': 'decisions',
  'approval-passed': 'decisions',
  'approval-withdrawn': 'decisions',
  'milestone-planned': 'measures',
  'milestone-reported': 'measures',
  'milestone-refused': 'measures',
  'milestone-postponed': 'measures',
  'milestone-settled': 'measures',
  'item-overdue': 'dates',
  'due-moved': 'dates',
  'due-extended': 'dates',
  'calendar-changed': 'dates',
  suspended: 'dates',
  resumed: 'dates',
  notice: 'reminders',
  'contact-logged': 'contacts',
  'incident-raised': 'incidents',
  'incident-resolved': 'incidents',
};

/** The entries asked for, each with the events asked for, in the order given. */
export function filtered(entries: readonly PlacedEntry[], filter: TrailFilter): readonly PlacedEntry[] {
  return entries
    .filter((entry) => isWanted(entry, filter))
    .map((entry) =>
      filter.kind === undefined
        ? entry
        : { ...entry, events: entry.events.filter(({ type }) => kinds[type] === filter.kind) },
    )
    .filter(({ events }) => events.length > 0);
}

/** The same for what changed hands; of which way it came nothing is kept. */
export function filteredHandovers(
  lines: readonly PlacedHandover[],
  filter: TrailFilter,
): readonly PlacedHandover[] {
  const { who, kind = 'steps', channel } = filter;
  if (kind !== 'steps' || channel !== undefined) return [];
  return lines.filter((line) => (who === undefined || line.person === who) && isThere(line, filter));
}

function isWanted(entry: PlacedEntry, filter: TrailFilter): boolean {
  const { who, channel } = filter;
  return (
    (who === undefined ||
      (who === clockAuthor
        ? entry.person === null
        : [entry.person, entry.onBehalfOf, entry.via].includes(who))) &&
    (channel === undefined || entry.channel === channel) &&
    isThere(entry, filter)
  );
}

function isThere({ day, stages }: Place, { stage, from, to }: TrailFilter): boolean {
  return (
    (stage === undefined || stages.includes(stage)) &&
    (from === undefined || day >= from) &&
    (to === undefined || day <= to)
  );
}

/** Puts beside each entry, ascending, the stage it found and those it entered. */
export function placed(
  entries: readonly TrailEntry[],
  dayOf: (entry: TrailEntry) => LocalDate,
): readonly PlacedEntry[] {
  let stage: string | undefined;
  return entries.map((entry) => {
    const stages = new Set(stage === undefined ? [] : [stage]);
    for (const event of entry.events) {
      if (event.type === 'case-closed') stage = undefined;
      if (event.type !== 'stage-entered' && event.type !== 'stage-imported') continue;
      stages.add(event.stage);
      stage = event.stage;
    }
    return { ...entry, day: dayOf(entry), stages: [...stages] };
  });
}
