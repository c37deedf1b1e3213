import type { DueRule, Duration, Unit } from '#libs/domain';

/** What durations and due dates look like in a definition; shown wherever one cannot be read. */
export const durationForms = '`16 working hours`, `20 working days`, `45 days`, `2 weeks` or `6 months`';
export const dueForms =
  '`20 working days`, `45 days after visitedOn` (a date fact), `60 days before end` (of the programme) or `planned date` (milestones), each but the last two optionally with `, latest close-out`';

const units: Readonly<Record<string, Unit>> = {
  'working hour': 'working hours',
  'working hours': 'working hours',
  day: 'days',
  days: 'days',
  'working day': 'working days',
  'working days': 'working days',
  week: 'weeks',
  weeks: 'weeks',
  month: 'months',
  months: 'months',
};

/**
 * `20 working days` → 20 × working days; undefined when it does not read as a duration. A sign is read, so that the core can
 * say what is wrong with it.
 */
export function parseDuration(text: string): Duration | undefined {
  const match = /^(-?\d{1,5}) +(.+)$/.exec(text.trim());
  const unit = match?.[2] === undefined ? undefined : units[match[2].replaceAll(/ +/g, ' ')];
  return match && unit ? { amount: Number(match[1]), unit } : undefined;
}

/** Reads the forms of `dueForms`; undefined for anything else. */
export function parseDue(text: string): DueRule | undefined {
  const trimmed = text.trim();
  if (trimmed === 'planned date') return { from: 'plan' };
  const [body = '', ...qualifiers] = trimmed.split(/ *, */);
  if (qualifiers.length > 1 || (qualifiers[0] !== undefined && qualifiers[0] !== 'latest close-out'))
    return undefined;
  const latest = qualifiers.length === 1 ? ({ latest: 'close-out' } as const) : {};
  const [length = '', fact, ...more] = body.split(/ +after +/);
  if (more.length > 0) return undefined;
  if (fact !== undefined) {
    const duration = parseDuration(length);
    return duration && /^[a-z][A-Za-z0-9]*$/.test(fact)
      ? { from: 'fact', fact, duration, ...latest }
      : undefined;
  }
  const beforeEnd = /^(.+?) +before +end$/.exec(length);
  if (beforeEnd?.[1] !== undefined) {
    const duration = parseDuration(beforeEnd[1]);
    return duration && qualifiers.length === 0 ? { from: 'end', duration } : undefined;
  }
  const duration = parseDuration(length);
  return duration ? { from: 'opening', duration, ...latest } : undefined;
}
