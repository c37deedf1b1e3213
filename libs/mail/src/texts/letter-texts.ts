import { textRules, type TextKey } from './text-rules.js';

/** The own texts of each letter about cases, in the order in which they are read. */
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
  'closing-other': ['closing.subject', 'closing.lead-other', 'closing.kept'],
  'fresh-link': ['fresh-link.subject', 'fresh-link.lead'],
  handover: ['handover.subject', 'handover.lead'],
  mention: ['mention.subject', 'mention.lead'],
  'mention-files': ['mention.subject', 'mention.lead-files'],
  // Its subject and its words are those of whoever sends it.
  message: [],
  'visit-proposed': ['visit.subject-proposed', 'visit.lead-proposed'],
  'visit-offered': ['visit.subject-offered', 'visit.lead-offered'],
  'visit-asked': ['visit.subject-asked', 'visit.lead-asked'],
  'visit-confirmed': ['visit.subject-confirmed', 'visit.lead-confirmed'],
  'visit-moved': ['visit.subject-moved', 'visit.lead-moved'],
  'visit-edited': ['visit.subject-edited', 'visit.lead-edited'],
  'visit-reminder': ['visit.subject-reminder', 'visit.lead-reminder'],
  'visit-cancelled': ['visit.subject-cancelled', 'visit.lead-cancelled'],
  'visit-withdrawn': ['visit.subject-withdrawn', 'visit.lead-withdrawn'],
  'digest-single': ['digest.subject', 'digest.lead'],
  'digest-daily': ['digest.subject', 'digest.lead'],
  'digest-weekly': ['digest.subject', 'digest.lead'],
  'digest-informed': ['digest.subject-informed', 'digest.lead-informed'],
  monday: ['monday.subject', 'monday.lead'],
  'reply-received': ['reply.subject', 'reply.lead'],
};

/** Texts of a letter that a programme may write itself; none for one that is about no case. */
export function textsOfLetter(letter: string): readonly TextKey[] {
  const own = Object.hasOwn(ofLetters, letter) ? ofLetters[letter] : undefined;
  if (!own) return [];
  const subjects = own.filter((key) => textRules[key].part === 'subject');
  return [...subjects, 'greeting', ...own.filter((key) => !subjects.includes(key)), 'regards'];
}

/** Letters that a text stands in, by name; `every` for one that all letters about cases share. */
export function lettersWith(key: TextKey): 'every' | readonly string[] {
  const found = Object.keys(ofLetters).filter((letter) => ofLetters[letter]?.includes(key));
  return found.length === 0 ? 'every' : found;
}
