import type { Duration, Rung } from '#libs/domain';
import { compileReference } from './compile-party.js';
import { compileDuration } from './compile-time.js';
import type { RungDocument } from './document.js';
import type { NodePath, Report } from './yaml-source.js';

const moments = ['before', 'at', 'after'] as const;

/** When a rung is, without whom it tells. */
type Moment = { readonly when: 'before' | 'after'; readonly duration: Duration } | { readonly when: 'at' };

/** The rungs of a ladder; a repeated one is written out, so that the core knows no endless ladder. */
export function compileLadder(
  rungs: readonly RungDocument[],
  path: NodePath,
  report: Report,
): readonly Rung[] {
  return rungs.flatMap((rung, index) => compileRung(rung, [...path, index], report));
}

/** How many rungs one entry of a ladder becomes. */
export function rungsIn({ every, times }: RungDocument): number {
  return every === undefined ? 1 : (times ?? 1);
}

function compileRung(rung: RungDocument, path: NodePath, report: Report): readonly Rung[] {
  const { copy, escalate } = rung;
  const told = {
    ...(escalate !== undefined && { escalate: compileReference(escalate, [...path, 'escalate'], report) }),
    ...(copy && {
      copy: copy.map((each, index) => compileReference(each, [...path, 'copy', index], report)),
    }),
  };
  const first = firstMoment(rung, path, report);
  return repetitions(rung, first, path, report).map((moment) => ({ ...moment, ...told }));
}

function firstMoment(rung: RungDocument, path: NodePath, report: Report): Moment {
  const given = moments.filter((moment) => rung[moment] !== undefined);
  const [when = 'at'] = given;
  if (given.length !== 1) {
    report(
      path,
      'ladder.rung',
      'A reminder is either before, at or after the due date.',
      'Write one of `before: 5 working days`, `at: due date` and `after: 2 working days`.',
    );
  }
  if (when === 'at') return { when };
  return { when, duration: compileDuration(rung[when] ?? '', [...path, when], report) };
}

function repetitions(
  { every, times }: RungDocument,
  first: Moment,
  path: NodePath,
  report: Report,
): readonly Moment[] {
  if (every === undefined) {
    if (times !== undefined)
      report(
        [...path, 'times'],
        'ladder.times',
        'This says how many times, but not how often.',
        'Add `every: 5 working days`, or remove `times`.',
      );
    return [first];
  }
  if (times === undefined) {
    report(
      [...path, 'every'],
      'ladder.endless',
      'This reminder is repeated without an end.',
      'Add `times: 4`; whoever has not answered by then needs a call.',
    );
    return [first];
  }
  const step = compileDuration(every, [...path, 'every'], report);
  const problem = troubleOf(first, step, times);
  if (problem) {
    report([...path, 'every'], ...problem);
    return [first];
  }
  const start = first.when === 'at' ? 0 : first.duration.amount * (first.when === 'before' ? -1 : 1);
  return Array.from({ length: times }, (_, index) => momentAt(start + index * step.amount, step));
}

function troubleOf(
  first: Moment,
  step: Duration,
  times: number,
): readonly [code: string, message: string, remedy: string] | undefined {
  if (step.amount < 1)
    return ['duration.invalid', `${step.amount} is no duration.`, 'Write a whole number from 1.'];
  if (first.when !== 'at' && first.duration.unit !== step.unit)
    return [
      'ladder.units',
      `Steps in ${step.unit} cannot be counted on from ${first.duration.unit}.`,
      'Write both in the same unit.',
    ];
  if (first.when === 'before' && first.duration.amount < (times - 1) * step.amount)
    return [
      'ladder.past-due',
      `${times} reminders, one every ${step.amount} ${step.unit}, go on past the due date.`,
      'Begin earlier, repeat it less often, or write a rung of its own for after the due date.',
    ];
  return undefined;
}

/** `offset` steps of a unit from the due date. */
function momentAt(offset: number, { unit }: Duration): Moment {
  if (offset === 0) return { when: 'at' };
  return { when: offset < 0 ? 'before' : 'after', duration: { amount: Math.abs(offset), unit } };
}
