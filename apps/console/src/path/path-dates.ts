import type { PathStageView, PathStepView, SpanView } from '#libs/cases';
import type { Speech } from '../text/messages.js';

const day = 86_400_000;

/** When a stage is, in a few words: what was, what is, or what is expected. */
export function datesText({ say }: Speech, { state, span, openPlan }: PathStageView): string {
  switch (state) {
    case 'done':
      return span?.end == null ? say('path-state.done') : say('path.until', { at: span.end });
    case 'skipped':
      return say('path-state.skipped');
    case 'ended':
      return say('path-state.ended');
    case 'open':
    case 'late':
      if (span === null) return say('path-state.open');
      if (openPlan) return say('path.with-plan');
      return span.end === null
        ? say('path.since', { at: span.start })
        : say('path.expected', { at: span.end });
    case 'ahead':
      if (openPlan && span !== null) return say('path.with-plan');
      return span?.end == null
        ? say('path-state.ahead')
        : say('path.between', { from: span.start, to: span.end });
  }
}

/** Days by which a stage ends later than planned, or earlier; 0 within a week, which nobody needs to be told of. */
export function delayOf({ span, planned, openPlan }: PathStageView): number {
  if (openPlan || span?.end == null || planned?.end == null) return 0;
  const days = Math.round((span.end - planned.end) / day);
  return Math.abs(days) < 7 ? 0 : days;
}

/** The same in words; empty for none. */
export function delayText({ say }: Speech, stage: PathStageView): string {
  const days = delayOf(stage);
  if (days === 0) return '';
  return days > 0 ? say('path.later', { days }) : say('path.earlier', { days: -days });
}

/** A span in a table; one day where it begins and ends on the same. */
export function spanText({ say }: Speech, span: SpanView | null): string {
  if (span === null) return '–';
  const { start, end } = span;
  if (end === null) return say('path.since', { at: start });
  const day = say('date.day', { at: end });
  return say('date.day', { at: start }) === day ? day : say('path.between', { from: start, to: end });
}

/** When a step was, is due, or is expected. */
export function stepDatesText({ say }: Speech, { state, span, due }: PathStepView): string {
  switch (state) {
    case 'done':
      return span?.end == null ? say('path-state.done') : say('path.done', { at: span.end });
    case 'open':
      return due === null ? say('path-state.open') : say('today.due', { at: due });
    case 'late':
      return due === null ? say('path-state.late') : say('path.late', { at: due });
    case 'ahead':
      return span?.end == null ? say('path-state.ahead') : say('path.expected', { at: span.end });
    default:
      return say(`path-state.${state}`);
  }
}
