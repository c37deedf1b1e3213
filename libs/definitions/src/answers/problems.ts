import { negotiate } from '#libs/wording';
import { ownWords } from '../own-words.js';

/** What can be wrong with an answer. Stable: the API answers with them, and messages are found by them. */
export const answerProblemCodes = [
  'required',
  'confirmation.required',
  'text.too-long',
  'number.unreadable',
  'number.ambiguous',
  'number.min',
  'number.max',
  'number.whole',
  'number.decimals',
  'date.unreadable',
  'month.unreadable',
  'months.empty',
  'months.empty-or-files',
  'choice.unknown',
  'rows.too-few',
  'rows.too-many',
  'row.unknown',
  'row.missing',
  'signature.agreement',
  'files.too-few',
  'files.too-many',
  'answer.malformed',
  'field.unknown',
] as const;
export type AnswerProblemCode = (typeof answerProblemCodes)[number];

/** What is wrong with one answer. */
export interface AnswerProblem {
  /** Name of the input: `town`, `consumption.series.water.3`, `options.0.cost`, `signature.name`. */
  readonly path: string;
  readonly code: AnswerProblemCode;
  /** Numbers and words that the message mentions. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** The sentence shown beside the field. */
export function answerProblemText({ code, params }: AnswerProblem, language: string): string {
  return ownWords.say(negotiate([language]), 'UTC', `answer.${code}`, params);
}
