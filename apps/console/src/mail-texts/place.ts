import { sampleNames, textsOfLetter, type TextKey } from '#libs/mail';
import type { Programme } from '#libs/persistence';
import { isLanguage, type Language } from '#libs/wording';
import type { Visit } from '../http/visit.js';

/** Which mail of which programme, in which language. */
export interface MailPlace {
  readonly programme: Programme;
  readonly language: Language;
  readonly letter: string;
  /** Texts of it that the programme may say in its own words. */
  readonly keys: readonly TextKey[];
}

export type Fields = Readonly<Record<string, unknown>>;

/**
 * The mail that an address or a form asks for. Where it names none, the first of what there is, in the programme that the console shows;
 * null for a programme that is not the reader's.
 */
export function placeIn(
  fields: Fields,
  programmes: readonly Programme[],
  { speech, programme: chosen }: Visit,
): MailPlace | null {
  const asked = fields['programme'];
  const named = programmes.find(({ code }) => code === (asked ?? chosen));
  const programme = asked === undefined ? (named ?? programmes[0]) : named;
  if (!programme) return null;
  const language = isLanguage(fields['in']) ? fields['in'] : speech.language;
  const letter = sampleNames.find((name) => name === fields['letter']) ?? sampleNames[0] ?? '';
  return { programme, language, letter, keys: textsOfLetter(letter) };
}

/** Address of a mail's page, or of what is shown in its frame. */
export function placePath(
  {
    programme,
    language,
    letter,
  }: Pick<MailPlace, 'language' | 'letter'> & {
    readonly programme: Pick<Programme, 'code'>;
  },
  more: Readonly<Record<string, string>> = {},
): string {
  const asked = new URLSearchParams({ programme: programme.code, in: language, letter, ...more });
  return `/console/mail-texts?${asked.toString()}`;
}

/** Address of the mail itself, as the frame shows it; `tried` texts are packed into it. */
export function bodyPath({ programme, language, letter }: MailPlace, tried: string | null): string {
  const asked = new URLSearchParams({ programme: programme.code, in: language, ...(tried && { tried }) });
  return `/console/mail-texts/${letter}/body?${asked.toString()}`;
}
