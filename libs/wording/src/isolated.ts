import type { Direction } from './languages.js';

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Digits count too: without an isolate, a phone number or a date turns around the words beside it. */
const leftToRight = /[\p{Script=Latin}\d]/u;

/** Signs that turn the words behind them about until the end of the line: nobody's name needs one, and a forged one may. */
const turning = /[\u202a-\u202e\u2066\u2067]/g;

/** The value between first-strong isolate marks if it runs against its sentence; else as it is. It turns nothing behind it about. */
export function isolated(value: string, direction: Direction): string {
  const against = direction === 'rtl' ? leftToRight : rightToLeft;
  const plain = value.replaceAll(turning, '');
  return against.test(plain) && !plain.includes('\u2068') ? `\u2068${plain}\u2069` : plain;
}
