import type { CaseEvent, LocalDate } from '#libs/domain';
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

/** An entry with what its own events do not say: on which day, and in which stages of the path it happened. */
export interface PlacedEntry extends TrailEntry {
  readonly day: LocalDate;
  readonly stages: readonly string[];
}

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

function isWanted(entry: PlacedEntry, { who, stage, channel, from, to }: TrailFilter): boolean {
  return (
    (who === undefined ||
      (who === clockAuthor
        ? entry.person === null
        : [entry.person, entry.onBehalfOf, entry.via].includes(who))) &&
    (stage === undefined || entry.stages.includes(stage)) &&
    (channel === undefined || entry.channel === channel) &&
    (from === undefined || entry.day >= from) &&
    (to === undefined || entry.day <= to)
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
