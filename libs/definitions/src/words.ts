import { hashOf } from './canonical.js';
import type { FieldUnit, FormField } from './form-model.js';
import { languages, type Localised } from './localised.js';
import type { CaseDefinition } from './model.js';

/** A document without its words, and without what empty fields offer: what cases and stored answers depend on. */
export function structureOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => structureOf(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !areWords(inner) && !isOffer(key, inner))
      .map(([key, inner]) => [key, structureOf(inner)]),
  );
}

/**
 * Whether a definition registered earlier asks the same of everybody as the file does now, in whatever words. The hash of
 * one registered before words were left out of it says nothing; then the compiled rules and forms are compared.
 */
export function asksTheSame(registered: { hash: string; body: unknown }, now: CaseDefinition): boolean {
  return (
    registered.hash === now.hash ||
    hashOf(compiledStructure(registered.body as CaseDefinition)) === hashOf(compiledStructure(now))
  );
}

/**
 * Words that bind and are no longer what they were. A text that somebody may have signed stays as it was in every language; a
 * unit in which somebody may have answered may be mended in one, as long as another still says the same.
 */
export function bindingWordsChanged(before: CaseDefinition, now: CaseDefinition): readonly string[] {
  const after = bindingWords(now);
  return [...bindingWords(before)].flatMap(([place, words]) => {
    const said = languages.filter((language) => words[language] !== undefined);
    const changed = said.filter((language) => words[language] !== after.get(place)?.[language]);
    const isMend = place.endsWith('.unit') && changed.length < said.length;
    return isMend ? [] : changed.map((language) => `${place}.${language}`);
  });
}

function areWords(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return (
    keys.length > 0 &&
    keys.every((key) => languages.some((language) => language === key)) &&
    Object.values(value).every((text) => typeof text === 'string')
  );
}

/** A `prefill` is a word by itself; under a form or a task of that name stands an object. */
function isOffer(key: string, value: unknown): boolean {
  return key === 'prefill' && typeof value === 'string';
}

/** Titles travel in rules as plain strings, in the installation's language. */
function compiledStructure({ hash: _, rules, ...rest }: CaseDefinition): unknown {
  return structureOf({ ...rest, rules: untitled(rules) });
}

function untitled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => untitled(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'title')
      .map(([key, inner]) => [key, untitled(inner)]),
  );
}

function bindingWords({ forms }: CaseDefinition): ReadonlyMap<string, Localised> {
  const found = new Map<string, Localised>();
  const unit = (place: string, words: FieldUnit | undefined) => {
    if (words !== undefined && words !== 'currency') found.set(`${place}.unit`, words);
  };
  const walk = (place: string, field: FormField): void => {
    if (field.type === 'signature') found.set(`${place}.agreement`, field.agreement);
    if (field.type === 'number') unit(place, field.unit);
    if (field.type === 'months') for (const one of field.series) unit(`${place}.${one.key}`, one.unit);
    if (field.type === 'rows') for (const column of field.columns) walk(`${place}.${column.key}`, column);
  };
  for (const form of Object.values(forms))
    for (const field of form.fields) walk(`${form.key}.${field.key}`, field);
  return found;
}
