import { dateFormat, listFormat, numberFormat } from './formats.js';
import { isolated } from './isolated.js';
import { directionOf } from './languages.js';

/** A number as the reader writes it. */
export function numberText(language: string, value: number): string {
  return numberFormat(language, { maximumFractionDigits: 6 }).format(value);
}

/** An amount in a currency: no decimals where it has none or the amount is whole (`MAD 20,000`, `$20.000`). */
export function moneyText(language: string, amount: number, currency: string): string {
  return numberFormat(language, {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(amount);
}

/** `2026-11-05` as `5 novembre 2026`, in short as `5 nov.`, in French `5 novembre` (see `formats`); what is no date stays as it is. */
export function dayText(language: string, date: string, style: 'short' | 'long' = 'long'): string {
  const instant = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(instant)) return date;
  return dateFormat(language, {
    ...(style === 'short'
      ? { day: 'numeric', month: language === 'fr' ? 'long' : 'short' }
      : { day: 'numeric', month: 'long', year: 'numeric' }),
    timeZone: 'UTC',
  }).format(instant);
}

/** `2026-11` as `Nov 2026` in the reader's language, in French always written out. */
export function monthText(language: string, month: string, style: 'short' | 'long' = 'short'): string {
  return dateFormat(language, {
    ...{ month: language === 'fr' ? 'long' : style, year: 'numeric' },
    timeZone: 'UTC',
  }).format(Date.parse(`${month}-01T00:00:00Z`));
}

/** The day of the week of `2026-11-05`, as the reader calls it. */
export function weekdayText(language: string, date: string, style: 'short' | 'long' = 'short'): string {
  return dateFormat(language, { weekday: style, timeZone: 'UTC' }).format(Date.parse(`${date}T00:00:00Z`));
}

/** Several things in one sentence: `a, b et c`; one that runs against it is isolated. */
export function listText(language: string, parts: readonly string[]): string {
  const direction = directionOf(language);
  return listFormat(language).format(parts.map((part) => isolated(part, direction)));
}
