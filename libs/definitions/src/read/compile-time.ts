import type { DueRule, Duration } from '#libs/domain';
import { dueForms, durationForms, parseDue, parseDuration } from './due-text.js';
import type { NodePath, Report } from './yaml-source.js';

/** What stands in for text that could not be read, next to the problem reported for it. */
const unreadable: Duration = { amount: 1, unit: 'days' };

/** Reads a duration, or says how to write one. */
export function compileDuration(text: string, path: NodePath, report: Report): Duration {
  const parsed = parseDuration(text);
  if (!parsed)
    report(path, 'duration.unreadable', `"${text}" is not a duration.`, `Write it like ${durationForms}.`);
  return parsed ?? unreadable;
}

/** Reads a due date, or says how to write one. */
export function compileDue(text: string, path: NodePath, report: Report): DueRule {
  const parsed = parseDue(text);
  if (!parsed) report(path, 'due.unreadable', `"${text}" is not a due date.`, `Write it like ${dueForms}.`);
  return parsed ?? { from: 'opening', duration: unreadable };
}
