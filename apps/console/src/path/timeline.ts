import { scaleUtc } from 'd3-scale';
import type { ForecastView, PathStageView, SpanView } from '#libs/cases';
import type { Instant } from '#libs/domain';

/** A piece of a row: from one side to the other in percent of the width, already mirrored for right-to-left readers. */
export interface Bar {
  readonly x: number;
  readonly width: number;
}

export interface TimelineRow {
  readonly stage: PathStageView;
  readonly planned: Bar | null;
  readonly actual: Bar | null;
  readonly expected: Bar | null;
  /** Due dates of what is open. */
  readonly dues: readonly { readonly x: number; readonly late: boolean }[];
  /** Days of the plan's measures. */
  readonly milestones: readonly number[];
}

export interface Timeline {
  readonly rows: readonly TimelineRow[];
  readonly ticks: readonly { readonly x: number; readonly at: Instant }[];
  readonly today: number;
}

const ticksShown = 5;

/** Where everything of a forecast lies between its first and its last day. */
export function timelineOf({ stages, asOf, openedAt, end }: ForecastView, mirrored: boolean): Timeline {
  const spans = stages.flatMap(({ span, planned }) => [span, planned]).filter((span) => span !== null);
  const moments = [
    asOf,
    openedAt,
    end ?? asOf,
    ...spans.flatMap((span) => [span.start, span.end ?? span.start]),
  ];
  const scale = scaleUtc([Math.min(...moments), Math.max(...moments)], mirrored ? [99, 1] : [1, 99]);
  const x = (at: Instant) => round(scale(at));
  const bar = (span: SpanView | null): Bar | null => {
    if (span === null) return null;
    const [from, to] = [x(span.start), x(span.end ?? Math.max(asOf, span.start))];
    // What takes no time is still there to be seen.
    return { x: Math.min(from, to), width: Math.max(0.4, round(Math.abs(to - from))) };
  };
  return {
    rows: stages.map((stage) => ({
      stage,
      planned: bar(stage.planned),
      actual: bar(past(stage.span, asOf)),
      expected: stage.openPlan ? null : bar(rest(stage.span, asOf)),
      dues: stage.steps
        .filter(({ state, due }) => due !== null && (state === 'open' || state === 'late'))
        .map(({ due, state }) => ({ x: x(due ?? asOf), late: state === 'late' })),
      milestones: milestoneDays(stage).map(x),
    })),
    ticks: scale.ticks(ticksShown).map((tick) => ({ x: x(tick.getTime()), at: tick.getTime() })),
    today: x(asOf),
  };
}

/** The part of a span that lies behind. */
function past(span: SpanView | null, now: Instant): SpanView | null {
  if (span === null || span.start > now) return null;
  return { start: span.start, end: Math.min(span.end ?? now, now) };
}

/** The part of a span that is still to come; nothing where no end is foreseen. */
function rest(span: SpanView | null, now: Instant): SpanView | null {
  if (span?.end == null || span.end <= now) return null;
  return { start: Math.max(span.start, now), end: span.end };
}

/** One day a measure: when its evidence is due, which comes before anybody verifies it. */
function milestoneDays({ steps }: PathStageView): readonly Instant[] {
  const days = new Map<string, Instant>();
  for (const { measure, due, span } of steps) {
    const at = due ?? span?.end;
    if (measure !== null && at != null) days.set(measure, Math.min(at, days.get(measure) ?? at));
  }
  return [...days.values()];
}

function round(percent: number): number {
  return Math.round(percent * 100) / 100;
}
