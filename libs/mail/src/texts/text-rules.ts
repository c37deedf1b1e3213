import type { MessageKey } from '../message-keys.js';

/** What a value is to whoever writes with it. */
export type Meaning =
  | 'recipient'
  | 'asker'
  | 'author'
  | 'giver'
  | 'planner'
  | 'coordinator'
  | 'title'
  | 'due'
  | 'day'
  | 'organisation'
  | 'programme'
  | 'reference'
  | 'days'
  | 'entries'
  | 'companies'
  | 'late'
  | 'decisions'
  | 'incidents'
  | 'subject';

/** Said as a date, or as a time. */
const moments: readonly Meaning[] = ['due', 'day'];
/** Words may be chosen by them, in every form of a language. */
const counts: readonly Meaning[] = ['days', 'entries', 'companies', 'late', 'decisions', 'incidents'];

/** Where in a letter a text stands. */
export type TextPart = 'subject' | 'greeting' | 'opening' | 'closing' | 'regards';

export interface TextRule {
  readonly part: TextPart;
  /** Values that it may name, beside the common ones. */
  readonly values: Readonly<Record<string, Meaning>>;
  /** Names without which the mail would not say what it is about. */
  readonly required: readonly string[];
  /** What every text of such a mail may name. */
  readonly common: Readonly<Record<string, Meaning>>;
}

type Values = TextRule['values'];

/** Of a mail about a case. */
export const ofCase = {
  programme: 'programme',
  organisation: 'organisation',
  reference: 'reference',
  coordinator: 'coordinator',
} as const satisfies Values;
/** Of a mail about several of a programme's cases. */
const ofCases = { programme: 'programme', coordinator: 'coordinator' } as const satisfies Values;
/** Of the coordinators' own: it is signed by nobody. */
const ofWeek = { programme: 'programme' } as const satisfies Values;

/** Most characters, as typed: a subject is read in a list, and Arabic spells six forms out. */
export const longestText: Readonly<Record<TextPart, number>> = {
  subject: 500,
  greeting: 150,
  opening: 1500,
  closing: 1500,
  regards: 150,
};

const about = { title: 'title' } as const;
const dated = { title: 'title', due: 'due' } as const;
const late = { ...dated, days: 'days' } as const;
const written = { name: 'author' } as const;
const planned = { name: 'planner' } as const;
const agreed = { day: 'day' } as const;
const several = { count: 'entries' } as const;
const week = { late: 'late', decisions: 'decisions' } as const;

function rule(part: TextPart, common: Values = ofCase) {
  return (values: Values, ...required: readonly string[]): TextRule => ({ part, values, required, common });
}
const [subject, opening, closing] = [rule('subject'), rule('opening'), rule('closing')];
const [greeting, regards] = [rule('greeting'), rule('regards')];
const [digestSubject, digestOpening] = [rule('subject', ofCases), rule('opening', ofCases)];
const [weekSubject, weekOpening] = [rule('subject', ofWeek), rule('opening', ofWeek)];

/**
 * The texts that a programme may write itself. Not among them: what a button or a fact means, who sees what, why one gets the
 * mail, how to refuse a link or a code; and whatever a mail says that belongs to no programme.
 */
export const textRules = {
  greeting: greeting({ name: 'recipient' }),
  'invitation.subject-task': subject(dated, 'title'),
  'invitation.lead-task': opening(dated),
  'invitation.subject-approval': subject(dated, 'title'),
  'invitation.lead-approval': opening(dated),
  'reminder.subject': subject(dated, 'title'),
  'reminder.subject-late': subject(dated, 'title'),
  'reminder.lead': opening(dated, 'due'),
  'reminder.lead-late': opening(dated, 'due'),
  'nudge.lead': opening({ ...dated, name: 'asker' }, 'name'),
  'escalation.subject': subject(late, 'organisation', 'title'),
  'escalation.subject-early': subject(late, 'organisation', 'title'),
  'escalation.lead': opening(dated),
  'escalation.lead-early': opening(dated),
  'copy.subject': subject({ ...dated, subject: 'subject' }, 'subject'),
  'noted.subject': subject(dated, 'title'),
  'noted.lead': opening(dated),
  'noted.ask': closing(dated),
  'receipt.subject': subject(about, 'title'),
  'receipt.lead': opening(about),
  'receipt.ask': closing(about),
  'outcome.subject-approve': subject(about, 'title'),
  'outcome.subject-return': subject(about, 'title'),
  'outcome.subject-reject': subject(about, 'title'),
  'outcome.subject-defer': subject(about, 'title'),
  'outcome.lead-approve': opening(about),
  'outcome.lead-return': opening(about),
  'outcome.lead-reject': opening(about),
  'outcome.lead-defer': opening(about),
  'closing.subject': subject({}, 'organisation'),
  'closing.lead-completed': opening({}, 'organisation'),
  'closing.lead-withdrawn': opening({}, 'organisation'),
  'closing.lead-terminated': opening({}, 'organisation'),
  'closing.lead-other': opening({}, 'organisation'),
  'closing.kept': closing({}),
  'fresh-link.subject': subject(dated, 'title'),
  'fresh-link.lead': opening(dated),
  'handover.subject': subject({ ...dated, name: 'giver' }, 'name', 'title'),
  'handover.lead': opening({ ...dated, name: 'giver' }, 'name'),
  'mention.subject': subject(written, 'name'),
  'mention.lead': opening(written, 'name'),
  'mention.lead-files': opening(written, 'name'),
  'visit.subject-proposed': subject({}, 'organisation'),
  'visit.lead-proposed': opening(planned),
  'visit.subject-offered': subject({}, 'organisation'),
  'visit.lead-offered': opening(planned),
  'visit.subject-asked': subject({}, 'organisation'),
  'visit.lead-asked': opening({ name: 'asker' }, 'name'),
  'visit.subject-confirmed': subject(agreed, 'organisation'),
  'visit.lead-confirmed': opening(agreed),
  'visit.subject-moved': subject(agreed, 'organisation'),
  'visit.lead-moved': opening({ ...planned, ...agreed }),
  'visit.subject-edited': subject({}, 'organisation'),
  'visit.lead-edited': opening(planned),
  'visit.subject-reminder': subject(agreed, 'organisation'),
  'visit.lead-reminder': opening(agreed),
  'visit.subject-cancelled': subject({}, 'organisation'),
  'visit.lead-cancelled': opening(planned),
  'visit.subject-withdrawn': subject({}, 'organisation'),
  'visit.lead-withdrawn': opening({}),
  'digest.subject': digestSubject(several),
  'digest.lead': digestOpening(several),
  'digest.subject-informed': digestSubject(several),
  'digest.lead-informed': digestOpening(several),
  'monday.subject': weekSubject(week),
  'monday.lead': weekOpening({ ...week, companies: 'companies', incidents: 'incidents' }),
  'reply.subject': subject(about, 'title'),
  'reply.lead': opening({ name: 'coordinator' }),
  regards: regards({}),
} as const satisfies Partial<Record<MessageKey, TextRule>>;

/** Key of a text that a programme may write itself. */
export type TextKey = keyof typeof textRules;
export const textKeys = Object.keys(textRules) as readonly TextKey[];

export function isTextKey(key: unknown): key is TextKey {
  return textKeys.some((known) => known === key);
}

/** Everything that a text may name, its own values first. */
export function valuesOf(key: TextKey): Values {
  return { ...textRules[key].values, ...textRules[key].common };
}

export function isMoment(meaning: Meaning | undefined): boolean {
  return moments.some((known) => known === meaning);
}

export function isCount(meaning: Meaning | undefined): boolean {
  return counts.some((known) => known === meaning);
}
