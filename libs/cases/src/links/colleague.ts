import { DomainError } from '#libs/domain';
import { isLanguage, type Language } from '#libs/wording';

/** Whom somebody passes a task on to, as typed. */
export interface ColleagueInput {
  readonly name: string;
  readonly function: string;
  readonly email: string;
  /** Language to write to them in. */
  readonly language: string;
  /** The address is of another domain than one's own, and that is meant. */
  readonly elsewhere?: boolean;
}

/** Ready to be written to. */
export interface Colleague {
  readonly name: string;
  readonly function: string;
  readonly email: string;
  readonly language: Language;
}

/** Addresses that are certainly none of a colleague. */
export interface KnownAddresses {
  /** Of whose task it is. */
  readonly own: string | null;
  readonly coordinator: string | null;
}

const longestWords = 100;
const longestAddress = 254;
/** What a mail server could take; more, only the server knows. */
const address = /^[^\s@<>()[\]",;:\\]+@[^\s@<>()[\]",;:\\.]+(?:\.[^\s@<>()[\]",;:\\.]+)+$/;

/** The colleague as they will be written to; throws `handover.*`, the first thing to put right. */
export function checkedColleague(input: ColleagueInput, known: KnownAddresses): Colleague {
  const [name, held] = [oneLine(input.name), oneLine(input.function)];
  if ([name, held].some((words) => words === '' || words.length > longestWords))
    throw invalid('handover.incomplete', `Give name and function, at most ${longestWords} characters each.`);
  const email = input.email.trim();
  if (!address.test(email) || email.length > longestAddress)
    throw invalid('handover.address', 'Give one e-mail address, such as name@company.ma.');
  if (isSame(email, known.own))
    throw invalid('handover.own-address', 'This is your own address: give that of the colleague.');
  if (isSame(email, known.coordinator))
    throw invalid('handover.coordinator', 'The coordinator fills in nothing for a company.');
  if (known.own !== null && domainOf(email) !== domainOf(known.own) && input.elsewhere !== true)
    throw invalid(
      'handover.other-domain',
      'Say `elsewhere: true` where the address is a colleague’s all the same.',
    );
  if (!isLanguage(input.language))
    throw invalid('handover.language', 'Choose a language that mails are written in.');
  return { name, function: held, email, language: input.language };
}

function invalid(code: string, hint: string): DomainError {
  return new DomainError('invalid', code, null, { hint });
}

/** What is typed here stands in subjects and sentences of a mail. */
function oneLine(words: string): string {
  return words.trim().replaceAll(/\s+/g, ' ');
}

function isSame(left: string, right: string | null): boolean {
  return left.toLowerCase() === right?.trim().toLowerCase();
}

function domainOf(email: string): string {
  return email
    .slice(email.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase();
}
