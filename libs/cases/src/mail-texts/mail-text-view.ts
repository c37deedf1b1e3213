import type { Instant } from '#libs/domain';
import {
  isTextKey,
  lettersWith,
  textProblems,
  textRules,
  valuesOf,
  waysToSay,
  type Meaning,
  type TextKey,
  type TextPart,
  type TextProblem,
} from '#libs/mail';
import type { MailTextRow } from '#libs/persistence';
import type { Language } from '#libs/wording';

/** A value that a text may name. */
export interface TextValueView {
  readonly name: string;
  /** What it is; the console has a message for each. */
  readonly meaning: Meaning;
  /** How it is written into the text, the usual way first. */
  readonly ways: readonly string[];
  /** The text is refused without it. */
  readonly required: boolean;
  /** Every text of such a mail may name it. */
  readonly common: boolean;
}

/** A text of a programme's mail, in one language. */
export interface MailTextView {
  readonly key: TextKey;
  readonly language: Language;
  readonly part: TextPart;
  /** Mails that it stands in; null for one that every mail about cases shares. */
  readonly mails: readonly string[] | null;
  /** What is sent. */
  readonly text: string;
  /** What the product says by itself. */
  readonly standard: string;
  /** The programme says it in its own words. */
  readonly own: boolean;
  /** Number of its last change; 0 where there was none. */
  readonly version: number;
  /** The standard text at the time of the own one, where an update of the product has brought another since. */
  readonly standardThen: string | null;
  readonly values: readonly TextValueView[];
  /** Why an own text no longer holds, after an update or a change by hand; while it cannot be said, the standard one is sent. */
  readonly problems: readonly TextProblem[];
}

/** One change of a text. */
export interface MailTextChange {
  readonly key: TextKey;
  readonly version: number;
  /** Null: back to the standard text. */
  readonly text: string | null;
  readonly person: string;
  readonly personName: string;
  readonly at: Instant;
}

/** What a text is measured against. */
export interface StandardText {
  readonly language: Language;
  readonly standard: string;
  /** Of the installation's address. */
  readonly host: string;
}

/** `last` is the text's last change, undefined where nobody has ever made one. */
export function mailTextView(
  key: TextKey,
  { language, standard, host }: StandardText,
  last: Pick<MailTextRow, 'text' | 'version' | 'standard'> | undefined,
): MailTextView {
  const own = last?.text ?? null;
  const mails = lettersWith(key);
  return {
    ...{ key, language, standard, part: textRules[key].part },
    mails: mails === 'every' ? null : mails,
    text: own ?? standard,
    own: own !== null,
    version: last?.version ?? 0,
    standardThen: own !== null && last && last.standard !== standard ? last.standard : null,
    values: valueViews(key),
    problems: own === null ? [] : textProblems(key, own, { language, host }),
  };
}

function valueViews(key: TextKey): readonly TextValueView[] {
  return Object.entries(valuesOf(key)).map(([name, meaning]) => ({
    ...{ name, meaning, ways: waysToSay(name, meaning) },
    required: textRules[key].required.includes(name),
    common: Object.hasOwn(textRules[key].common, name),
  }));
}

/** Rows of texts that there still are: an update of the product may have done away with one. */
export function knownTexts<T extends { readonly key: string }>(
  rows: readonly T[],
): readonly (T & { readonly key: TextKey })[] {
  return rows.filter((row): row is T & { readonly key: TextKey } => isTextKey(row.key));
}
