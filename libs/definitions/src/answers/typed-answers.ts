import type { FormDefinition, FormField } from '../form-model.js';
import { isObject } from './read-field.js';

/** What was typed so far, nested like `Answers` but unchecked: strings, and lists and groups of strings. */
export type TypedAnswers = Readonly<Record<string, unknown>>;

/** Characters a draft keeps of one input: as many as a whole form may hold, so that what is too long comes back whole, with its limit. */
const longestInput = 1024 * 1024;

/** Lists longer than any field's are cut, so that a forged body cannot fill the memory. */
const longestList = 200;

/**
 * The body of an HTML form (`{name: value}` of a urlencoded or multipart body) as nested answers. Names are the paths of
 * `AnswerProblem`: `town`, `consumption.start`, `consumption.series.water.3`, `options.0.cost`, `signature.agreed`, `bills`
 * (repeated). Names that are not the form's, such as a CSRF token, are left out.
 */
export function nestFields(form: FormDefinition, body: Readonly<Record<string, unknown>>): TypedAnswers {
  const root = new Map<string, Tree>();
  for (const [name, value] of Object.entries(body)) {
    const [key = '', ...steps] = name.split('.');
    if (form.fields.some((field) => field.key === key)) root.set(key, grow(root.get(key), steps, value));
  }
  return Object.fromEntries([...root].map(([key, tree]) => [key, plain(tree)]));
}

/** Keeps whatever was typed into the form's own inputs, right or wrong, so that it can be shown again on another device. */
export function coerceDraft(form: FormDefinition, given: unknown): TypedAnswers {
  const raw = isObject(given) ? given : {};
  return Object.fromEntries(
    form.fields.flatMap((field) => {
      const kept = Object.hasOwn(raw, field.key) ? keep(field, raw[field.key]) : undefined;
      return kept === undefined ? [] : [[field.key, kept]];
    }),
  );
}

function keep(field: FormField, raw: unknown): unknown {
  switch (field.type) {
    case 'rows':
      return items(raw).map((row) => group(row, ['key', ...field.columns.map((column) => column.key)]));
    case 'months': {
      const { start, series } = isObject(raw) ? raw : {};
      const kept = isObject(series) ? series : {};
      return {
        ...group({ start }, ['start']),
        series: Object.fromEntries(
          field.series.flatMap(({ key }) =>
            Object.hasOwn(kept, key)
              ? [
                  [
                    key,
                    items(kept[key])
                      .slice(0, 12)
                      .map((cell) => leaf(cell) ?? ''),
                  ],
                ]
              : [],
          ),
        ),
      };
    }
    case 'signature':
      return group(raw, ['name', 'function', 'agreed']);
    case 'files':
      return (Array.isArray(raw) ? items(raw) : [raw]).filter((id) => typeof id === 'string' && id !== '');
    default:
      return leaf(raw);
  }
}

function group(raw: unknown, keys: readonly string[]): Record<string, string | number | boolean> {
  const given = isObject(raw) ? raw : {};
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = Object.hasOwn(given, key) ? leaf(given[key]) : undefined;
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

function items(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? (raw as readonly unknown[]).slice(0, longestList) : [];
}

function leaf(raw: unknown): string | number | boolean | undefined {
  if (typeof raw === 'string') return raw.slice(0, longestInput);
  return typeof raw === 'number' || typeof raw === 'boolean' ? raw : undefined;
}

type Tree = Map<string, Tree> | { readonly value: unknown };

function grow(tree: Tree | undefined, steps: readonly string[], value: unknown): Tree {
  const [step, ...rest] = steps;
  if (step === undefined) return { value };
  const branch = tree instanceof Map ? tree : new Map<string, Tree>();
  return branch.set(step, grow(branch.get(step), rest, value));
}

function plain(tree: Tree): unknown {
  if (!(tree instanceof Map)) return tree.value;
  const indexes = [...tree.keys()].map((key) => (/^\d{1,3}$/.test(key) ? Number(key) : -1));
  if (indexes.every((index) => index >= 0 && index < longestList)) {
    const list: unknown[] = Array.from({ length: Math.max(...indexes) + 1 }, () => null);
    for (const [key, branch] of tree) list[Number(key)] = plain(branch);
    return list;
  }
  return Object.fromEntries([...tree].map(([key, branch]) => [key, plain(branch)]));
}
