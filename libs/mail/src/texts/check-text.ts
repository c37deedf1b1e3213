import { messageShape, MessageSyntaxError, type MessageShape, type SaidValue } from '#libs/wording';
import { foreignLinks } from './foreign-links.js';
import {
  isCount,
  isMoment,
  longestText,
  textRules,
  valuesOf,
  type Meaning,
  type TextKey,
} from './text-rules.js';

/** What is wrong with a text; a page says what to do about each. */
export const textProblemCodes = [
  'empty',
  'too-long',
  'unreadable-signs',
  'html',
  'link',
  'braces',
  'unknown-value',
  'missing-value',
  'wrong-form',
  'lacking-form',
] as const;

export interface TextProblem {
  readonly code: (typeof textProblemCodes)[number];
  /** What the sentence about it names; values as they are written, `{title}`. */
  readonly values: Readonly<Record<string, string | number>>;
}

export interface TextSetting {
  readonly language: string;
  /** Of the installation's address: the only one that a text may link to. */
  readonly host: string;
}

/** Characters shown of what the parser stopped at. */
const excerpt = 25;

/**
 * What was typed, as it is kept: one kind of line break, no spaces around. ASCII apostrophes become typographic ones: before a brace, as
 * in `l'{organisation}`, ICU would take what follows for words.
 */
export function tidied(key: TextKey, typed: string): string {
  const text = typed
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/'/g, '’')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return textRules[key].part === 'subject' ? text.replace(/\s*\n\s*/g, ' ') : text;
}

/** What keeps a tidied text from being sent, in the order in which it is best mended; empty for one that can be. */
export function textProblems(
  key: TextKey,
  text: string,
  { language, host }: TextSetting,
): readonly TextProblem[] {
  if (text === '') return [problem('empty')];
  const most = longestText[textRules[key].part];
  if (text.length > most) return [problem('too-long', { most, length: text.length })];
  // Controls, and marks that would turn the words around them about; the product sets its own.
  if (/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u.test(text))
    return [problem('unreadable-signs')];
  if (/<[\p{L}/!?]|&(#\d+|#x[\da-f]+|[a-z]+);/iu.test(text)) return [problem('html')];
  const links = foreignLinks(text, host).map((link) => problem('link', { link }));
  try {
    return [...links, ...shapeProblems(key, messageShape(text, language))];
  } catch (error) {
    if (!(error instanceof MessageSyntaxError)) throw error;
    const near = text.slice(error.at, Math.max(error.until, error.at + 1)).slice(0, excerpt);
    return [...links, problem('braces', { near: near === '' ? text.slice(-excerpt) : near })];
  }
}

function shapeProblems(key: TextKey, shape: MessageShape): readonly TextProblem[] {
  const known = valuesOf(key);
  const names = [...new Set(shape.values.map(({ name }) => name))];
  const counts = new Set(shape.lacking.flatMap(({ name }) => (isCount(known[name]) ? [name] : [])));
  // ICU takes a brace that closes nothing for a word.
  const stray = /[{}].{0,24}/.exec(shape.words)?.[0];
  return [
    ...(stray === undefined ? [] : [problem('braces', { near: stray.trim() })]),
    ...names
      .filter((name) => !Object.hasOwn(known, name))
      .map((name) => problem('unknown-value', { name: braced(name) })),
    ...textRules[key].required
      .filter((name) => !names.includes(name))
      .map((name) => problem('missing-value', { name: waysToSay(name, known[name])[0] ?? '' })),
    ...shape.values.flatMap((value) => wrongForm(value, known[value.name])),
    ...[...counts].map((count) => {
      const forms = shape.lacking.flatMap(({ name, form }) => (name === count ? [form] : []));
      return problem('lacking-form', { name: braced(count), forms: forms.join(', ') });
    }),
  ];
}

function wrongForm({ name, as, style }: SaidValue, meaning: Meaning | undefined): readonly TextProblem[] {
  if (meaning === undefined) return [];
  const fits = isMoment(meaning)
    ? (as === 'date' && (style === 'day' || style === 'full')) || (as === 'time' && style === 'short')
    : isCount(meaning)
      ? as === 'count' || (['text', 'number'].includes(as) && style === null)
      : as === 'text';
  return fits
    ? []
    : [problem('wrong-form', { name: braced(name), ways: waysToSay(name, meaning).join(' ') })];
}

/** How a value can be written into a text, the usual way first. */
export function waysToSay(name: string, meaning: Meaning | undefined): readonly string[] {
  return isMoment(meaning) ? [`{${name}, date, full}`, `{${name}, date, day}`] : [braced(name)];
}

function braced(name: string): string {
  return `{${name}}`;
}

function problem(code: TextProblem['code'], values: TextProblem['values'] = {}): TextProblem {
  return { code, values };
}
