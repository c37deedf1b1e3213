import type { Instant } from '#libs/domain';
import type { Handover } from '#libs/persistence';
import type { TrailEntry } from './views.js';

/** A task that changed hands within the company: no act, so that no transition tells of it, but what happened all the same. */
export interface TrailHandover {
  readonly handover: 'given' | 'taken-back';
  readonly id: string;
  /** Last transition of the case at its moment: where it stands in the trail. */
  readonly seq: number;
  readonly at: Instant;
  /** Task id. */
  readonly item: string;
  /** Person code of who did it. */
  readonly person: string;
  /** Null where names are not for the viewer. */
  readonly personName: string | null;
  /** The company's code, where one of its own people did it. */
  readonly organisation: string | null;
  /** As declared; null where names are not for the viewer. */
  readonly colleague: { readonly name: string; readonly function: string } | null;
}

/** A line of the trail. */
export type TrailLine = TrailEntry | TrailHandover;

/** Both ends of each, oldest first; `names` is null where the viewer reads none. */
export function handoverLines(
  rows: readonly Handover[],
  organisation: string,
  names: ReadonlyMap<string, string> | null,
): readonly Omit<TrailHandover, 'seq'>[] {
  return rows
    .flatMap((row) => {
      const { id, item, name, person, endedAt, endedBy } = row;
      const common = {
        ...{ id, item },
        colleague: names && { name, function: row.function },
      };
      const line = (handover: TrailHandover['handover'], at: Instant, by: string) => ({
        ...{ ...common, handover, at, person: by },
        personName: names && (names.get(by) ?? by),
        organisation: by === row.person ? organisation : null,
      });
      const given = line('given', row.at, person);
      return endedAt === null ? [given] : [given, line('taken-back', endedAt, endedBy ?? person)];
    })
    .sort((left, right) => left.at - right.at);
}

/** Seq of the last transition that was there at a moment; `entries` ascend. */
export function seqAt(entries: readonly Pick<TrailEntry, 'seq' | 'at'>[], moment: Instant): number {
  return entries.findLast(({ at }) => at <= moment)?.seq ?? 0;
}

/** Both in one order, oldest first; a handover stands after the transition that was there at its moment. */
export function inOrder<Line extends TrailLine>(lines: readonly Line[]): readonly Line[] {
  const isHandover = (line: TrailLine) => Number('handover' in line);
  return lines.toSorted(
    (left, right) => left.seq - right.seq || isHandover(left) - isHandover(right) || left.at - right.at,
  );
}

/** The newest of them, and the others of the same transition with the last of those: a cursor names transitions. */
export function pageOf<Line extends TrailLine>(
  newestFirst: readonly Line[],
  limit: number,
): { readonly shown: readonly Line[]; readonly next: string | null } {
  const last = newestFirst[limit - 1];
  const end =
    last === undefined ? newestFirst.length : newestFirst.findLastIndex(({ seq }) => seq === last.seq) + 1;
  return {
    shown: newestFirst.slice(0, end),
    next: last !== undefined && end < newestFirst.length ? String(last.seq) : null,
  };
}
