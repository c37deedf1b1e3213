import { IntlMessageFormat } from 'intl-messageformat';
import { languages, localeOf, type Language } from '#libs/wording';

/** Messages by key, of one language. */
export type Catalogue = Readonly<Record<string, string>>;

type Elements = ReturnType<IntlMessageFormat['getAst']>;
type Element = Elements[number];
type Plural = Extract<Element, { pluralType?: unknown }>;

const kinds: Readonly<Record<'words' | 'plural', number>> = { words: 0, plural: 6 };
/** Further than any rule of our languages repeats itself: Arabic starts anew at every hundred. */
const counts = [...Array(1001).keys()];

/** What is wrong with catalogues that have to say the same in every language; one sentence each, in the order of the keys. */
export function catalogueProblems(catalogues: Readonly<Record<Language, Catalogue>>): readonly string[] {
  const keys = [...new Set(languages.flatMap((language) => Object.keys(catalogues[language])))];
  return keys.flatMap((key) =>
    languages.flatMap((language) => {
      const message = catalogues[language][key];
      if (message === undefined || message.trim() === '') return [`${language} ${key}: missing`];
      const other = catalogues.fr[key] ?? message;
      return [
        ...differingNames(message, other),
        ...uncoveredCounts(message, language),
        ...foreignWords(message, language, catalogues, key),
      ].map((problem) => `${language} ${key}: ${problem}`);
    }),
  );
}

/** Names of the values that a message takes. */
function differingNames(message: string, french: string): readonly string[] {
  const [here, there] = [namesIn(message), namesIn(french)];
  return [
    ...[...there].filter((name) => !here.has(name)).map((name) => `{${name}} is left out`),
    ...[...here].filter((name) => !there.has(name)).map((name) => `{${name}} is unknown in French`),
  ];
}

/** Counts that would fall into `other` although the language has a form of their own for them. */
function uncoveredCounts(message: string, language: Language): readonly string[] {
  return pluralsIn(message).flatMap(({ value: name, options, pluralType }) => {
    const rules = new Intl.PluralRules(localeOf(language), { type: pluralType ?? 'cardinal' });
    const lacking = new Set(
      counts
        .filter((count) => !Object.hasOwn(options, `=${count}`))
        .map((count) => rules.select(count))
        .filter((category) => !Object.hasOwn(options, category)),
    );
    return [...lacking].map((category) => `{${name}} has no form "${category}"`);
  });
}

/** Words that are not of the language: another script, another's punctuation, or another's whole sentence. */
function foreignWords(
  message: string,
  language: Language,
  catalogues: Readonly<Record<Language, Catalogue>>,
  key: string,
): readonly string[] {
  const words = wordsOf(message);
  // A name that everybody writes alike: PDF, API.
  const isName = /^[^\p{Ll}\p{Script=Arabic}]*$/u.test(words);
  if (isName) return [];
  if (language === 'ar')
    return [
      ...(/\p{Script=Arabic}/u.test(words) ? [] : ['no Arabic letter']),
      ...(/[,;?](?!\d)|[“”"]/.test(words) ? ['punctuation of another script'] : []),
    ];
  const isSentence = words.trim().split(/\s+/).length > 3;
  const copied = languages.filter((other) => other !== language && catalogues[other][key] === message);
  return [
    ...(/\p{Script=Arabic}/u.test(words) ? ['Arabic letters'] : []),
    ...((language === 'fr' ? /[“”"]/ : /[«»"]/).test(words) ? ['quotation marks of another language'] : []),
    ...(isSentence ? copied.map((other) => `the same sentence as ${other}`) : []),
  ];
}

function namesIn(message: string): ReadonlySet<string> {
  return new Set(
    elementsOf(message).flatMap((element) =>
      'value' in element && (element.type as number) !== kinds.words ? [element.value] : [],
    ),
  );
}

function pluralsIn(message: string): readonly Plural[] {
  return elementsOf(message).filter(
    (element): element is Plural => (element.type as number) === kinds.plural,
  );
}

function wordsOf(message: string): string {
  return elementsOf(message)
    .flatMap((element) =>
      'value' in element && (element.type as number) === kinds.words ? [element.value] : [],
    )
    .join(' ');
}

function elementsOf(message: string): Elements {
  const walk = (elements: Elements): Elements =>
    elements.flatMap((element) => [
      element,
      ...('options' in element ? Object.values(element.options).flatMap(({ value }) => walk(value)) : []),
    ]);
  return walk(new IntlMessageFormat(message, 'en').getAst());
}
