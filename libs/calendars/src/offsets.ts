import type { Instant, OffsetTransition } from '#libs/domain';
import { DAY } from './local-date.js';

const MINUTE = 60_000;

/**
 * A zone's UTC offsets between two instants, from the time-zone database that this Node carries. The first entry begins at
 * `from`. Zones change weeks apart at the least (Morocco around Ramadan), so looking once a day misses nothing; the moment
 * is then found to the minute by bisection.
 */
export function offsetTransitions(timeZone: string, from: Instant, to: Instant): OffsetTransition[] {
  const offset = offsetReader(timeZone);
  const transitions: OffsetTransition[] = [{ from, minutes: offset(from) }];
  let before = from;
  while (before < to) {
    const after = Math.min(before + DAY, to);
    const minutes = offset(after);
    if (minutes !== offset(before))
      transitions.push({ from: firstMinuteWith(offset, minutes, before, after), minutes });
    before = after;
  }
  return transitions;
}

function firstMinuteWith(
  offset: (at: Instant) => number,
  minutes: number,
  before: Instant,
  after: Instant,
): Instant {
  let [low, high] = [Math.floor(before / MINUTE), Math.ceil(after / MINUTE)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle * MINUTE) === minutes) high = middle;
    else low = middle;
  }
  return high * MINUTE;
}

function offsetReader(timeZone: string): (at: Instant) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return (at) => {
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const match = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(name);
    if (!match) throw new Error(`Cannot read the UTC offset "${name}" of ${timeZone}.`);
    const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
    return match[1] === '-' ? -minutes : minutes;
  };
}
