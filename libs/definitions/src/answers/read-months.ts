import type { MonthsAnswer, MonthsField, MonthsSeries } from '../form-model.js';
import { readMonth } from './dates.js';
import { isEmpty, isObject, readNumberField, type Complain } from './read-field.js';

/** A clean twelve-month table; `replaced` names the series for which documents stand in. */
export function readMonths(
  field: MonthsField,
  raw: unknown,
  path: string,
  required: boolean,
  context: { readonly replaced: ReadonlySet<string>; readonly replaceable: ReadonlySet<string> },
  complain: Complain,
): MonthsAnswer | undefined {
  const { start, series } = isObject(raw) ? raw : {};
  if ((!isEmpty(raw) && !isObject(raw)) || (!isEmpty(series) && !isObject(series))) {
    complain(path, 'answer.malformed');
    return undefined;
  }
  const given = isObject(series) ? series : {};
  for (const key of Object.keys(given)) {
    if (!field.series.some((known) => known.key === key)) complain(`${path}.series.${key}`, 'field.unknown');
  }
  const filled = field.series.filter(
    ({ key }) => cellsOf(given[key])?.some((cell) => !isEmpty(cell)) ?? true,
  );
  if (filled.length === 0 && !required) return undefined;

  const clean: Record<string, readonly (number | null)[]> = {};
  for (const one of field.series) {
    const name = `${path}.series.${one.key}`;
    const replaced = context.replaced.has(one.key);
    if (filled.includes(one))
      clean[one.key] = readSeries(one, given[one.key], name, one.required && !replaced, complain);
    else if (one.required && !replaced)
      complain(name, context.replaceable.has(one.key) ? 'months.empty-or-files' : 'months.empty');
  }
  if (filled.length === 0) return undefined;
  const first = typeof start === 'string' ? readMonth(start) : undefined;
  if (first === undefined) complain(`${path}.start`, isEmpty(start) ? 'required' : 'month.unreadable');
  return { start: first ?? null, series: clean };
}

function readSeries(
  series: MonthsSeries,
  raw: unknown,
  path: string,
  required: boolean,
  complain: Complain,
): (number | null)[] {
  const cells = cellsOf(raw);
  if (!cells || cells.length > 12) {
    complain(path, 'answer.malformed');
    return [];
  }
  return Array.from({ length: 12 }, (_, month) => {
    const cell = cells[month];
    if (isEmpty(cell)) {
      if (required) complain(`${path}.${month}`, 'required');
      return null;
    }
    return readNumberField(series, cell, `${path}.${month}`, complain) ?? null;
  });
}

function cellsOf(raw: unknown): readonly unknown[] | undefined {
  if (isEmpty(raw)) return [];
  return Array.isArray(raw) ? (raw as readonly unknown[]) : undefined;
}
