import { latinDigits } from './numbers.js';

/** `2026-11-05`, `05/11/2026`, `5.11.2026` or the same with Arabic digits → `YYYY-MM-DD`; undefined when no such day exists. */
export function readDate(typed: string): string | undefined {
  const text = latinDigits(typed).trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const local = /^(\d{1,2})[/. ](\d{1,2})[/. ](\d{4})$/.exec(text);
  const [year, month, day] = iso
    ? iso.slice(1, 4).map(Number)
    : (local?.slice(1, 4).map(Number).reverse() ?? []);
  if (year === undefined || month === undefined || day === undefined || year < 1900) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return `${year}-${two(month)}-${two(day)}`;
}

/** `2025-09`, `09/2025` or `2025-09-01` → `YYYY-MM`; undefined when it is no month. */
export function readMonth(typed: string): string | undefined {
  const text = latinDigits(typed).trim();
  const iso = /^(\d{4})-(\d{1,2})(?:-\d{1,2})?$/.exec(text);
  const local = /^(\d{1,2})[/. ](\d{4})$/.exec(text);
  const [year, month] = iso ? [iso[1], iso[2]] : [local?.[2], local?.[1]];
  if (year === undefined || month === undefined || Number(year) < 1900) return undefined;
  return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${two(Number(month))}` : undefined;
}

/** The twelve months from `start` on, each `YYYY-MM`. */
export function twelveMonths(start: string): string[] {
  const [year = 0, month = 1] = start.split('-').map(Number);
  return Array.from({ length: 12 }, (_, index) => {
    const at = month - 1 + index;
    return `${year + Math.floor(at / 12)}-${two((at % 12) + 1)}`;
  });
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
