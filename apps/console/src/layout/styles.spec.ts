import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/config';

const folder = join(projectRoot(), 'apps/console/assets/styles');
const sheets = readdirSync(folder).map(
  (name) => [name, readFileSync(join(folder, name), 'utf8').replaceAll(/\/\*.*?\*\//gs, '')] as const,
);
const tokens = sheets.find(([name]) => name === 'tokens.css')?.[1] ?? '';
const [light = '', dark = ''] = tokens.split('@media screen and (prefers-color-scheme: dark)');

/** Lines of the pages' sheets that match, paper aside: it has one theme. */
function linesWith(pattern: RegExp, except: readonly string[]): readonly string[] {
  return sheets
    .filter(([name]) => !except.includes(name))
    .flatMap(([name, text]) =>
      text.split('\n').flatMap((line) => (pattern.test(line) ? [`${name}: ${line}`] : [])),
    );
}

function colours(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** Relative luminance, as WCAG has it. */
function luminance(colour: string): number {
  const digits = colour.slice(1).replace(/^...$/, (short) => short.replaceAll(/./g, '$&$&'));
  const [red = 0, green = 0, blue = 0] = (digits.match(/../g) ?? [])
    .map((pair) => Number.parseInt(pair, 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

describe('the style sheets', () => {
  it('take every colour from the tokens', () => {
    expect(linesWith(/#[0-9a-f]{3,8}\b|rgb\(|hsl\(/, ['tokens.css', 'print.css'])).toEqual([]);
  });

  it('name only tokens that exist', () => {
    const known = new Set([...tokens.matchAll(/^ +(--[\w-]+):/gm)].map(([, name]) => name));
    const used = sheets.flatMap(([, text]) => [...text.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
    const own = new Set(
      sheets.flatMap(([, text]) => [...text.matchAll(/^ +(--[\w-]+):/gm)].map(([, name]) => name)),
    );
    expect(used.filter((name) => !known.has(name) && !own.has(name))).toEqual([]);
  });

  it('know no left and right: Arabic reads them too', () => {
    const physical =
      /\b(margin|padding|border|inset)-(left|right)|^\s*(left|right):|text-align: (left|right)|float:/;
    expect(linesWith(physical, [])).toEqual([]);
  });

  it.each([
    ['light', colours(light)],
    ['dark', new Map([...colours(light), ...colours(dark)])],
  ])('can be read in %s: 4.5 to 1 for words, 3 to 1 for fields and charts', (_, theme) => {
    const of = (name: string) => theme.get(name) ?? '';
    const grounds = ['paper', 'card', 'sunken', 'hover'];
    const words = [
      ...grounds.flatMap((ground) => ['ink', 'soft', 'link'].map((word) => [ground, word, 4.5] as const)),
      ...['good', 'info', 'warm', 'bad'].flatMap((ground) =>
        ['ink', `${ground}-ink`].map((word) => [ground, word, 4.5] as const),
      ),
      ...(['brand', 'brand-dark'] as const).map((ground) => [ground, 'brand-ink', 4.5] as const),
      ['brand-soft', 'brand-dark', 4.5] as const,
      ['brand-soft', 'ink', 4.5] as const,
      ...['field', 'brand', ...[1, 2, 3, 4, 5].map((number) => `chart-${number}`)].map(
        (line) => ['card', line, 3] as const,
      ),
    ];
    expect(words.length).toBeGreaterThan(25);
    const weak = words
      .map(([ground, word, least]) => [ground, word, least, contrast(of(ground), of(word))] as const)
      .filter(([, , least, found]) => found < least)
      .map(([ground, word, , found]) => `${word} on ${ground}: ${found.toFixed(2)}`);
    expect(weak).toEqual([]);
  });
});
