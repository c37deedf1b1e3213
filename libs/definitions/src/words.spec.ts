import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/config';
import { loadDefinitions } from './load-definitions.js';
import { languages } from './localised.js';
import { definitionKey, newestOf } from './lookups.js';
import type { CaseDefinition } from './model.js';
import { readDefinition } from './read/read-definition.js';
import { asksTheSame, bindingWordsChanged, structureOf } from './words.js';

const folder = join(projectRoot(), 'workflows/definitions');
const file = join(folder, 'partnership-agreement.yaml');
const text = readFileSync(file, 'utf8');

function read(changed: string): CaseDefinition {
  const reading = readDefinition({ file, text: changed });
  if ('problems' in reading) throw new Error(reading.problems.map(({ message }) => message).join('\n'));
  return reading.definition;
}

/** Places of a definition at which somebody would read another language than the one asked for. */
function gaps(value: unknown, place = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, one]) => gaps(one, `${place}.${key}`));
  const isWords = Object.hasOwn(value, 'fr') && Object.hasOwn(value, 'en');
  const lacking = languages.filter((language) => !Object.hasOwn(value, language));
  return isWords ? [...lacking.map((language) => `${place}.${language}`), ...inner] : inner;
}

describe('the words of a definition', () => {
  const all = loadDefinitions(folder);
  const newest = [...new Set([...all.values()].map(({ key }) => key))].flatMap(
    (key) => newestOf(all, key) ?? [],
  );

  it.each(newest.map((definition) => [definitionKey(definition.key, definition.version), definition]))(
    'of %s are there in every language',
    (_, definition) => {
      expect(gaps(definition)).toEqual([]);
    },
  );

  it('lack nothing where a gap would be seen', () => {
    expect(readdirSync(folder).filter((name) => name.endsWith('.yaml')).length).toBe(all.size);
    expect(gaps(read(text.replace(/\n *ar: توقيع الشريك الأول/, '')))).toEqual([
      '.items.signature-a.title.ar',
    ]);
  });

  it('are no rules: another language or a mended typo asks the same', () => {
    const before = read(
      text.replace(/\n *ar: توقيع الشريك الأول/, '').replace('Renew or end', 'Renw or end'),
    );
    const now = read(text);
    expect(before.hash).toBe(now.hash);
    expect(asksTheSame({ hash: before.hash, body: {} }, now)).toBe(true);
    // As an installation stored it whose hashes still held the words.
    expect(asksTheSame({ hash: 'of words, too', body: before }, now)).toBe(true);
  });

  it('nor is what an empty field offers', () => {
    const path = readFileSync(join(folder, 'sme-cleaner-production-2.yaml'), 'utf8');
    const without = path.replaceAll(/\n *prefill: [a-z-]+,/g, '');
    expect(without).not.toBe(path);
    const [before, now] = [read(without), read(path)];
    expect(before.hash).toBe(now.hash);
    expect(asksTheSame({ hash: 'of another time', body: before }, now)).toBe(true);
    const fields = now.forms['site-visit']?.fields;
    expect(fields?.find(({ key }) => key === 'date')).toMatchObject({ prefill: 'past-visit' });
  });

  it.each([
    ['a due date', 'due: 30 working days', 'due: 31 working days'],
    ['a kind of file', 'accept: [pdf, document]', 'accept: [pdf]'],
    ['a limit of a form', 'max: 20\n', 'max: 21\n'],
    ['what is shown', 'shows: [draft, work-plan]', 'shows: [draft]'],
  ])('are not what makes another definition: %s is', (_, was, is) => {
    expect(text).toContain(was);
    const [before, now] = [read(text), read(text.replace(was, is))];
    expect(now.hash).not.toBe(before.hash);
    expect(asksTheSame({ hash: before.hash, body: before }, now)).toBe(false);
  });

  it('bind where somebody signed them or answered by them', () => {
    const now = read(text);
    expect(bindingWordsChanged(now, now)).toEqual([]);
    const shorter = read(text.replace('and am entitled to commit it', 'and commit it'));
    expect(bindingWordsChanged(shorter, now)).toEqual(['agreement-signature.signature.agreement.en']);
    const without = read(text.replace(/\n *es: Firmo el convenio adjunto[^\n]*/, ''));
    expect(bindingWordsChanged(without, now)).toEqual([]);
    expect(bindingWordsChanged(now, without)).toEqual(['agreement-signature.signature.agreement.es']);
    const path = all.get('sme-cleaner-production@2');
    const other = structuredClone(path) as unknown as {
      forms: Record<string, { fields: { unit?: unknown }[] }>;
    };
    const field = other.forms['follow-up']?.fields.find(({ unit }) => unit !== undefined);
    if (!path || !field) throw new Error('The follow-up asks for a figure.');
    field.unit = { ...(field.unit as object), ar: 'طنّ' };
    expect(bindingWordsChanged(path, other as unknown as CaseDefinition)).toEqual([]);
    field.unit = { fr: 'kilos', en: 'kilograms', ar: 'كيلوغرام', es: 'kilos' };
    expect(bindingWordsChanged(path, other as unknown as CaseDefinition)).toEqual(
      ['fr', 'ar', 'en', 'es'].map((language) => `follow-up.production.unit.${language}`),
    );
  });

  it('are told from what is asked by their languages alone', () => {
    expect(
      structureOf({ key: 'a', title: { fr: 'A', ar: 'أ' }, due: '2 days', list: [{ en: 'x' }, 'y'] }),
    ).toEqual({
      ...{ key: 'a', due: '2 days', list: [{ en: 'x' }, 'y'] },
    });
    expect(structureOf({ es: { key: 1 } })).toEqual({ es: { key: 1 } });
  });
});
