import type { Direction } from './languages.js';

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Digits count too: without an isolate, a phone number or a date turns around the words beside it. */
const leftToRight = /[\p{Script=Latin}\d]/u;

/** The value between first-strong isolate marks if it runs against its sentence; else as it is. */
export function isolated(value: string, direction: Direction): string {
  const against = direction === 'rtl' ? leftToRight : rightToLeft;
  return against.test(value) && !value.includes('\u2068') ? `\u2068${value}\u2069` : value;
}
