import { languages, messageShape, type Language } from '#libs/wording';

/** Messages by key, of one language. */
export type Catalogue = Readonly<Record<string, string>>;

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
        ...messageShape(message, language).lacking.map(({ name, form }) => `{${name}} has no form "${form}"`),
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

/** Words that are not of the language: another script, another's punctuation, or another's whole sentence. */
function foreignWords(
  message: string,
  language: Language,
  catalogues: Readonly<Record<Language, Catalogue>>,
  key: string,
): readonly string[] {
  const { words } = messageShape(message, language);
  // A name that everybody writes alike: PDF, API.
  const isName = /^[^\p{Ll}\p{Script=Arabic}]*$/u.test(words);
  if (isName) return [];
  if (language === 'ar')
    return [
      ...(/\p{Script=Arabic}/u.test(words) ? [] : ['no Arabic letter']),
      ...(/[,;?](?!\d)|[“”"]/.test(words) ? ['punctuation of another script'] : []),
    ];
  const spelled = language === 'en' && !key.startsWith('also.') ? british.exec(words) : null;
  const isSentence = words.trim().split(/\s+/).length > 3;
  const copied = languages.filter((other) => other !== language && catalogues[other][key] === message);
  return [
    ...(/\p{Script=Arabic}/u.test(words) ? ['Arabic letters'] : []),
    ...((language === 'fr' ? /[“”"]/ : /[«»"]/).test(words) ? ['quotation marks of another language'] : []),
    ...(spelled ? [`“${spelled[0]}” is not spelled as in the United States`] : []),
    ...(isSentence ? copied.map((other) => `the same sentence as ${other}`) : []),
  ];
}

/** English is American; a list of what somebody else is to recognise may hold both (`also.`). */
const british =
  /\b(?:programmes?|(?:un)?(?:organ|recogn|author|summar|final|anonym|special|categor|optim)is(?:e[ds]?|ing|ations?)|(?:col|fav|behavi|neighb|lab)our\w*|centres?|metres?|litres?|enrols?|enrolments?|fulfils?|travell\w+|cancell(?:ed|ing)|judgement|licence|catalogue|grey|towards|learnt)\b/iu;

function namesIn(message: string): ReadonlySet<string> {
  return new Set(messageShape(message, 'en').values.map(({ name }) => name));
}
