import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Sample answers of a programme: by definition key and form key, one or more variants of typed answers. */
export type SampleAnswers = Readonly<Record<string, Readonly<Record<string, readonly SampleVariant[]>>>>;

export interface SampleVariant {
  /** What sets it apart, e.g. `implemented`; `usual` for the first. */
  readonly variant: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Reads an `answers.yaml`. Days in it may be written `today+30`; file fields hold names of files to upload. */
export function readSampleAnswers(file: string): SampleAnswers {
  return parse(readFileSync(file, 'utf8'), { version: '1.2', schema: 'core' }) as SampleAnswers;
}

/**
 * The answers of one variant with `today±n` turned into days around `today` (`YYYY-MM-DD`) and files into the ids that
 * `upload` gives for their names. Throws on a form or variant that has no sample.
 */
export function sampleAnswers(
  samples: SampleAnswers,
  definition: string,
  form: string,
  options: { readonly today: string; readonly variant?: string; readonly upload?: (name: string) => string },
): Readonly<Record<string, unknown>> {
  const variants = samples[definition]?.[form] ?? [];
  const wanted = options.variant ?? variants[0]?.variant;
  const found = variants.find(({ variant }) => variant === wanted);
  if (!found) throw new Error(`no sample answers ${wanted ?? ''} for form ${form} of ${definition}`);
  return Object.fromEntries(
    Object.entries(found.answers).map(([key, value]) => [key, resolve(value, options)]),
  );
}

function resolve(
  value: unknown,
  options: { readonly today: string; readonly upload?: (name: string) => string },
): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, options));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, options)]));
  }
  if (typeof value !== 'string') return value;
  const shifted = /^today(?:([+-])(\d+))?$/.exec(value);
  if (shifted) return shiftDay(options.today, Number(`${shifted[1] ?? '+'}${shifted[2] ?? '0'}`));
  const file = /^file:(.+)$/.exec(value);
  return file?.[1] === undefined || !options.upload ? value : options.upload(file[1]);
}

function shiftDay(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}
