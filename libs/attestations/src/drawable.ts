import type { Direction } from '#libs/wording';

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const strong = /\p{Script=Latin}|[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
/** Left-to-right mark, and the Arabic letter mark: the fonts have these, and none of the signs that isolate. */
const marks: Readonly<Record<Direction, string>> = { ltr: '\u200e', rtl: '\u061c' };

/** Text with signs that our fonts can draw: what was isolated stands between marks of its own direction, which nobody sees. */
export function drawable(text: string, direction: Direction): string {
  return text
    .replaceAll(/\u2068([^\u2068\u2069]*)\u2069/g, (_, value: string) => {
      const own = directionOf(value);
      return own === direction ? value : `${marks[own]}${value}${marks[own]}`;
    })
    .replaceAll('\u200f', marks.rtl)
    .replaceAll('\u202f', '\u00a0');
}

/** By the first letter; a number runs from left to right. */
function directionOf(value: string): Direction {
  return rightToLeft.test(strong.exec(value)?.[0] ?? '') ? 'rtl' : 'ltr';
}
