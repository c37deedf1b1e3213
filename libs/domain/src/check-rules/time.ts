import type { DueRule, Duration, Rung, StageRule, Unit } from '../model/index.js';
import type { Path, Report } from './problem.js';
import { prerequisites, type Survey } from './survey.js';

/** Ten years: longer than any programme, short enough to count day by day. */
const longest = 3650;

/** Only to compare durations in different units. */
const daysOf: Readonly<Record<Unit, number>> = {
  'working hours': 0.2,
  days: 1,
  'working days': 1.4,
  weeks: 7,
  months: 30.4,
};

/** Weekly for half a year: more is no reminder but a nuisance. */
const mostRungs = 26;

/** Due rules and ladders: that every moment can be computed when it is needed. */
export function checkTime(survey: Survey, report: Report): void {
  const { rules, stages, tasks, approvals } = survey;
  for (const { rule, path, stage, template } of tasks) {
    checkLadder(rule.ladder, path);
    const before = template ? new Set<string>() : prerequisites(stages[stage]?.rule as StageRule, rule.key);
    checkDue(rule.due, [...path, 'due'], { stage, before, template });
    if (rule.extension) {
      const at = [...path, 'extension'];
      checkDays(rule.extension.most, [...at, 'most']);
      checkLadder(rule.extension.ladder, at);
      checkDue(rule.extension.due, [...at, 'due'], { stage, before, template: false });
    }
    if (typeof rule.transcription === 'object')
      checkDuration(rule.transcription.silence, [...path, 'transcription', 'silence']);
  }
  for (const { rule, path, stage } of approvals) {
    checkLadder(rule.ladder, path);
    const before = new Set(stages[stage]?.rule.tasks.map(({ key }) => key));
    checkDue(rule.due, [...path, 'due'], { stage, before, template: false });
    if (rule.expires) checkDays(rule.expires.after, [...path, 'expires', 'after']);
    if (rule.conditions) checkLadder(rule.conditions.ladder, [...path, 'conditions']);
    if (rule.defer) checkDue(rule.defer, [...path, 'defer'], { stage, before, template: false });
  }
  for (const [name, ladder] of Object.entries(rules.ladders)) {
    let latest = Number.NEGATIVE_INFINITY;
    if (ladder.length > mostRungs) {
      report(
        ['ladders', name],
        'ladder.endless',
        `"${name}" has ${ladder.length} rungs.`,
        `End it after ${mostRungs}; whoever has not answered by then needs a call.`,
      );
    }
    for (const [index, rung] of ladder.entries()) {
      const path = ['ladders', name, index];
      if (rung.when !== 'at') checkDays(rung.duration, [...path, 'duration']);
      const moment = momentOf(rung);
      if (moment <= latest) {
        report(
          path,
          'ladder.unordered',
          `Rung ${index + 1} of "${name}" is not later than the one before.`,
          'Sort them.',
        );
      }
      latest = Math.max(latest, moment);
    }
  }

  function checkLadder(name: string, path: Path): void {
    if (Object.hasOwn(rules.ladders, name)) return;
    report([...path, 'ladder'], 'ladder.unknown', `There is no ladder "${name}".`, 'Name one of "ladders".');
  }

  function checkDuration({ amount }: Duration, path: Path): void {
    if (Number.isSafeInteger(amount) && amount > 0 && amount <= longest) return;
    report(
      path,
      'duration.invalid',
      `${amount} is no duration.`,
      `Write a whole number from 1 to ${longest}.`,
    );
  }

  /** Reminders and ends of periods fall on a day; its hour is the programme's. */
  function checkDays(duration: Duration, path: Path): void {
    checkDuration(duration, path);
    if (duration.unit === 'working hours')
      report(path, 'duration.hours', 'Hours cannot be counted here.', 'Count in working days or days.');
  }

  function checkDue(due: DueRule, path: Path, place: Place): void {
    if (due.from === 'plan') {
      if (place.template) return;
      report(
        path,
        'due.plan',
        'Only milestones have a date in the plan.',
        'Count from the opening or from a fact.',
      );
      return;
    }
    // Hours end at a moment: no day could cap them.
    if (due.from === 'end' || due.latest) checkDays(due.duration, [...path, 'duration']);
    else checkDuration(due.duration, [...path, 'duration']);
    if (due.from === 'fact') checkSource(due.fact, [...path, 'fact'], place);
  }

  function checkSource(key: string, path: Path, { stage, before }: Place): void {
    const sources = survey.facts.filter(({ rule }) => rule.key === key);
    if (sources.length === 0) {
      report(path, 'fact.unknown', `No task sets the fact "${key}".`, 'Name a fact that a task sets.');
    } else if (!sources.some(({ rule }) => rule.type === 'date')) {
      report(path, 'fact.no-date', `"${key}" is no date.`, 'Count from a fact of type "date".');
    } else if (
      !sources.some(({ task }) => task.stage < stage || (task.stage === stage && before.has(task.rule.key)))
    ) {
      report(
        path,
        'fact.too-late',
        `Nothing sets "${key}" before it is needed.`,
        'Name the task that sets it in "after".',
      );
    }
  }
}

/** About how many calendar days a duration takes. */
export function roughDays({ amount, unit }: Duration): number {
  return amount * daysOf[unit];
}

/** Days from the due date, roughly. */
function momentOf(rung: Rung): number {
  if (rung.when === 'at') return 0;
  return roughDays(rung.duration) * (rung.when === 'before' ? -1 : 1);
}

interface Place {
  readonly stage: number;
  /** Tasks of the same stage that are settled by then. */
  readonly before: ReadonlySet<string>;
  readonly template: boolean;
}
