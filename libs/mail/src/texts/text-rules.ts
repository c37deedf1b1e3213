import type { MessageKey } from '../message-keys.js';

/** What a value is to whoever writes with it. */
export type Meaning =
  | 'recipient'
  | 'asker'
  | 'author'
  | 'giver'
  | 'coordinator'
  | 'title'
  | 'due'
  | 'organisation'
  | 'programme'
  | 'reference'
  | 'days'
  | 'subject';

/** Where in a letter a text stands. */
export type TextPart = 'subject' | 'greeting' | 'opening' | 'closing' | 'regards';

export interface TextRule {
  readonly part: TextPart;
  /** Values that it may name, beside {@link commonValues}. */
  readonly values: Readonly<Record<string, Meaning>>;
  /** Names without which the mail would not say what it is about. */
  readonly required: readonly string[];
}

/** What every text of a letter about a case may name. */
export const commonValues = {
  programme: 'programme',
  organisation: 'organisation',
  reference: 'reference',
  coordinator: 'coordinator',
} as const satisfies Readonly<Record<string, Meaning>>;

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

type Values = TextRule['values'];

function rule(part: TextPart): (values: Values, ...required: readonly string[]) => TextRule {
  return (values, ...required) => ({ part, values, required });
}
const [subject, opening, closing] = [rule('subject'), rule('opening'), rule('closing')];
const [greeting, regards] = [rule('greeting'), rule('regards')];

/**
 * The texts that a programme may write itself. Not among them: what a button or a fact means, who sees what, why one gets the
 * mail, how to refuse a link or a code; and whatever a mail says that belongs to several programmes or to none.
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
  'closing.kept': closing({}),
  'fresh-link.subject': subject(dated, 'title'),
  'fresh-link.lead': opening(dated),
  'handover.subject': subject({ ...dated, name: 'giver' }, 'name', 'title'),
  'handover.lead': opening({ ...dated, name: 'giver' }, 'name'),
  'mention.subject': subject(written, 'name'),
  'mention.lead': opening(written, 'name'),
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
  return { ...textRules[key].values, ...commonValues };
}
