/** Where a value departs from its shape; null when it does not. */
export type Mismatch = readonly (string | number)[] | null;

/** A hand-written check of plain JSON: the core may import no validator, and must survive any input. */
export type Shape = (value: unknown) => Mismatch;

const test =
  (accepts: (value: unknown) => boolean): Shape =>
  (value) =>
    accepts(value) ? null : [];

export const text: Shape = test((value) => typeof value === 'string' && value !== '');
export const number: Shape = test(Number.isFinite);
export const integer: Shape = test(Number.isSafeInteger);
export const flag: Shape = test((value) => typeof value === 'boolean');
export const oneOf = (values: readonly unknown[]): Shape => test((value) => values.includes(value));
export const matching = (pattern: RegExp): Shape =>
  test((value) => typeof value === 'string' && pattern.test(value));
export const nullable =
  (shape: Shape): Shape =>
  (value) =>
    value === null ? null : shape(value);

export const list =
  (shape: Shape): Shape =>
  (value) => {
    if (!Array.isArray(value)) return [];
    for (const [index, each] of value.entries()) {
      const mismatch = shape(each);
      if (mismatch) return [index, ...mismatch];
    }
    return null;
  };

/** Every own value has the shape. */
export const dictionary =
  (shape: Shape): Shape =>
  (value) => {
    if (!isRecord(value)) return [];
    for (const [key, each] of Object.entries(value)) {
      const mismatch = shape(each);
      if (mismatch) return [key, ...mismatch];
    }
    return null;
  };

/**
 * Required and optional own fields. Other fields are a mismatch, because a misspelt rule must not be ignored; the answer
 * names the object that holds them, not them: they are the sender's own words (I8).
 */
export const fields =
  (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value) => {
    if (!isRecord(value)) return [];
    for (const [key, shape] of Object.entries(required)) {
      const mismatch = Object.hasOwn(value, key) ? shape(value[key]) : [];
      if (mismatch) return [key, ...mismatch];
    }
    for (const [key, each] of Object.entries(value)) {
      // JSON cannot say undefined: a field set to it is an absent one.
      if (Object.hasOwn(required, key) || each === undefined) continue;
      const shape = Object.hasOwn(optional, key) ? optional[key] : undefined;
      if (!shape) return [];
      const mismatch = shape(each);
      if (mismatch) return [key, ...mismatch];
    }
    return null;
  };

/** The first shape that accepts; else what the shape chosen by the value's own key (or the first) says. */
export const anyOf =
  (...shapes: readonly Shape[]): Shape =>
  (value) => {
    const mismatches = shapes.map((shape) => shape(value));
    if (mismatches.includes(null)) return null;
    return mismatches.reduce(
      (longest, each) => ((each?.length ?? 0) > (longest?.length ?? 0) ? each : longest),
      [],
    );
  };

/** A plain object: neither null nor an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
