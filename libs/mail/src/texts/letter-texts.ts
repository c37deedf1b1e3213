import { textRules, type TextKey } from './text-rules.js';

/** The own texts of each letter about a case, in the order in which they are read. */
const ofLetters: Readonly<Record<string, readonly TextKey[]>> = {
  'invitation-task': ['invitation.subject-task', 'invitation.lead-task'],
  'invitation-approval': ['invitation.subject-approval', 'invitation.lead-approval'],
  reminder: ['reminder.subject', 'reminder.lead'],
  'reminder-late': ['reminder.subject-late', 'reminder.lead-late'],
  nudge: ['reminder.subject', 'nudge.lead', 'reminder.lead'],
  'escalation-early': ['escalation.subject-early', 'escalation.lead-early'],
  escalation: ['escalation.subject', 'escalation.lead'],
  copy: ['copy.subject', 'escalation.subject', 'escalation.lead'],
  noted: ['noted.subject', 'noted.lead', 'noted.ask'],
  receipt: ['receipt.subject', 'receipt.lead', 'receipt.ask'],
  'outcome-approve': ['outcome.subject-approve', 'outcome.lead-approve'],
  'outcome-return': ['outcome.subject-return', 'outcome.lead-return'],
  'outcome-reject': ['outcome.subject-reject', 'outcome.lead-reject'],
  'outcome-defer': ['outcome.subject-defer', 'outcome.lead-defer'],
  'closing-completed': ['closing.subject', 'closing.lead-completed', 'closing.kept'],
  'closing-withdrawn': ['closing.subject', 'closing.lead-withdrawn', 'closing.kept'],
  'closing-terminated': ['closing.subject', 'closing.lead-terminated', 'closing.kept'],
  'fresh-link': ['fresh-link.subject', 'fresh-link.lead'],
  handover: ['handover.subject', 'handover.lead'],
  mention: ['mention.subject', 'mention.lead'],
  // Its subject and its words are those of whoever sends it.
  message: [],
  // Their dates and what is to be done about them are the same for every programme.
  ...Object.fromEntries(
    ['proposed', 'offered', 'asked', 'confirmed', 'moved', 'reminder', 'cancelled', 'withdrawn'].map(
      (news) => [`visit-${news}`, []],
    ),
  ),
  'reply-received': ['reply.subject', 'reply.lead'],
};

/** Texts of a letter that a programme may write itself; none for one that belongs to several programmes or to no case. */
export function textsOfLetter(letter: string): readonly TextKey[] {
  const own = Object.hasOwn(ofLetters, letter) ? ofLetters[letter] : undefined;
  if (!own) return [];
  const subjects = own.filter((key) => textRules[key].part === 'subject');
  return [...subjects, 'greeting', ...own.filter((key) => !subjects.includes(key)), 'regards'];
}

/** Letters that a text stands in, by name; `every` for one that all letters about a case share. */
export function lettersWith(key: TextKey): 'every' | readonly string[] {
  const found = Object.keys(ofLetters).filter((letter) => ofLetters[letter]?.includes(key));
  return found.length === 0 ? 'every' : found;
}
