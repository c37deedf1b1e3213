import { DomainError } from '#libs/domain';

/** Characters. */
export const longestWords = 4_000;

/** Someone's reason, trimmed; throws `reason.required` or `reason.too-long`. */
export function requiredReason(reason: string | undefined): string {
  const words = reason?.trim() ?? '';
  if (words === '') throw new DomainError('invalid', 'reason.required');
  return checkedWords(words);
}

/** Trimmed, or undefined when nothing was said. */
export function optionalWords(words: string | undefined): string | undefined {
  const trimmed = words?.trim() ?? '';
  return trimmed === '' ? undefined : checkedWords(trimmed);
}

function checkedWords(words: string): string {
  if (words.length > longestWords)
    throw new DomainError('invalid', 'reason.too-long', null, {
      hint: `Use at most ${longestWords} characters.`,
    });
  return words;
}
