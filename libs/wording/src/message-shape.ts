import { IntlMessageFormat } from 'intl-messageformat';
import { localeOf } from './languages.js';

/** How a message says a value: as it is, as a number or a date, or by choosing between forms. */
export type SaidAs = 'text' | 'number' | 'date' | 'time' | 'choice' | 'count';

/** One place where a message names a value. */
export interface SaidValue {
  readonly name: string;
  readonly as: SaidAs;
  /** `full` of `{due, date, full}`; null where none is named. */
  readonly style: string | null;
}

/** What an ICU message is made of, the forms of its choices included. */
export interface MessageShape {
  readonly values: readonly SaidValue[];
  /** Counts that would fall into `other` although the language has a form of their own for them. */
  readonly lacking: readonly { readonly name: string; readonly form: string }[];
  /** The words between the values. */
  readonly words: string;
  readonly hasTags: boolean;
}

/** What is written cannot be read as an ICU message. */
export class MessageSyntaxError extends Error {
  override readonly name = 'MessageSyntaxError';

  /** `at` and `until`: where in the text the parser stopped. */
  constructor(
    reason: string,
    readonly at: number,
    readonly until: number,
  ) {
    super(reason);
  }
}

type Elements = ReturnType<IntlMessageFormat['getAst']>;
type Element = Elements[number];

/** The parser's numbers. */
const kinds: Readonly<Record<number, SaidAs | 'words' | 'tag'>> = {
  0: 'words',
  1: 'text',
  2: 'number',
  3: 'date',
  4: 'time',
  5: 'choice',
  6: 'count',
  8: 'tag',
};

/** Further than any rule of our languages repeats itself: Arabic starts anew at every hundred. */
const counts = [...Array(1001).keys()];

/** Throws {@link MessageSyntaxError}. */
export function messageShape(message: string, language: string): MessageShape {
  const elements = everyElement(parsed(message));
  const said = elements.flatMap((element) => {
    const as = kinds[element.type];
    return 'value' in element && as !== undefined ? [{ element, as, name: element.value }] : [];
  });
  return {
    values: said.flatMap(({ element, as, name }) =>
      as === 'words' || as === 'tag' ? [] : [{ name, as, style: styleOf(element) }],
    ),
    lacking: elements.flatMap((element) => lackingForms(element, language)),
    words: said.flatMap(({ as, name }) => (as === 'words' ? [name] : [])).join(' '),
    hasTags: said.some(({ as }) => as === 'tag'),
  };
}

function parsed(message: string): Elements {
  try {
    return new IntlMessageFormat(message, 'en').getAst();
  } catch (error) {
    const { message: reason, location } = error as {
      readonly message: string;
      readonly location?: { readonly start: { offset: number }; readonly end: { offset: number } };
    };
    throw new MessageSyntaxError(reason, location?.start.offset ?? 0, location?.end.offset ?? message.length);
  }
}

function everyElement(elements: Elements): Elements {
  return elements.flatMap((element) => [
    element,
    ...('options' in element
      ? Object.values(element.options).flatMap(({ value }) => everyElement(value))
      : []),
    ...('children' in element ? everyElement(element.children) : []),
  ]);
}

function styleOf(element: Element): string | null {
  if (!('style' in element)) return null;
  const { style } = element;
  if (typeof style === 'string') return style;
  // A skeleton (`::yMMM`) is one of many; its name says no more than that.
  return style ? '::' : null;
}

function lackingForms(element: Element, language: string): MessageShape['lacking'] {
  if (!('pluralType' in element)) return [];
  const { value: name, options, pluralType } = element;
  const rules = new Intl.PluralRules(localeOf(language), { type: pluralType ?? 'cardinal' });
  const lacking = new Set(
    counts
      .filter((count) => !Object.hasOwn(options, `=${count}`))
      .map((count) => rules.select(count))
      .filter((form) => !Object.hasOwn(options, form)),
  );
  return [...lacking].map((form) => ({ name, form }));
}

/** Forms that a language tells counts apart by, e.g. six in Arabic. */
export function pluralForms(language: string): readonly string[] {
  const rules = new Intl.PluralRules(localeOf(language));
  return [...new Set(counts.map((count) => rules.select(count)))];
}
