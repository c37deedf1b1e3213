import { dayIn, directionOf, isolated, listText } from '#libs/wording';
import type { Letter, LetterFact } from '../letter.js';
import type { CoordinatorFacts, MailFacts } from '../mail-facts.js';
import type { Say } from '../messages.js';

/** A label and its value, both in the recipient's language. */
export type Labelled = Omit<LetterFact, 'line'>;

/** The parts that differ from one kind of mail to the next; `subject` without the case reference. */
export interface Content {
  readonly subject: string;
  readonly heading?: string;
  readonly notice?: Letter['notice'];
  readonly paragraphs: readonly (string | null)[];
  readonly facts?: readonly Labelled[];
  readonly quote?: Letter['quote'];
  readonly sections?: Letter['sections'];
  readonly list?: Letter['list'];
  readonly button?: Letter['button'];
  readonly remarks?: readonly string[];
  readonly choice?: Letter['choice'];
}

/** What stands around the content of every letter, about a case or not. */
export interface Surroundings {
  readonly language: string;
  /** Above everything. */
  readonly programme: string;
  /** Of the recipient. */
  readonly name: string;
  readonly signature: readonly string[];
  readonly footer: readonly string[];
  /** After those of the content. */
  readonly facts?: readonly Labelled[];
}

/** Characters that any list of mails shows. */
const longestPreview = 180;

/** Puts content into a letter: greeting, signature, why you get it. */
export function enclose(around: Surroundings, say: Say, content: Content): Letter {
  const direction = directionOf(around.language);
  const apart = (words: string): string => isolated(words, direction);
  const own = content.facts ?? [];
  const lineOf = ({ label, value }: Labelled) => say('label.with-value', { label, value });
  const paragraphs = content.paragraphs.flatMap((paragraph) => paragraph || []);
  const opening = paragraphs.length === 0 && content.quote ? [content.quote.words] : paragraphs;
  return {
    language: around.language,
    direction,
    subject: content.subject,
    preview: [...own.slice(0, 1).map(lineOf), ...opening].join(' · ').slice(0, longestPreview),
    programme: around.programme,
    notice: content.notice ?? null,
    heading: content.heading ?? content.subject,
    greeting: say('greeting', { name: around.name }),
    paragraphs,
    facts: [...own, ...(around.facts ?? [])].map((fact) => ({
      ...{ label: fact.label, value: apart(fact.value) },
      line: lineOf(fact),
    })),
    quote: content.quote ?? null,
    sections: content.sections ?? [],
    list: content.list ?? null,
    button: content.button ?? null,
    remarks: content.remarks ?? [],
    regards: say('regards'),
    signature: around.signature.map(apart),
    footer: around.footer,
    choice: content.choice ?? null,
  };
}

/** The frame every mail about a case shares: its reference, the coordinator's name and phone, who sees what. */
export function frame(facts: MailFacts, say: Say, content: Content): Letter {
  const { coordinator, programme, organisation, language } = facts;
  const footer = [
    ...(facts.recipient.standsInFor === undefined
      ? []
      : [say('footer.stands-in', { name: facts.recipient.standsInFor })]),
    why(facts, say),
    say('footer.who'),
    ...answering(facts, say),
    ...(facts.partners.length === 0
      ? []
      : [say('footer.partners', { programme, partners: partnersText(facts) })]),
    ...(facts.sample ? [say('footer.sample')] : []),
  ];
  const around = {
    ...{ language, programme, name: facts.recipient.name, footer },
    signature: signatureOf(coordinator, programme, say),
    facts: [
      { label: say('label.organisation'), value: organisation },
      { label: say('label.reference'), value: facts.reference },
    ],
  };
  return enclose(around, say, {
    ...content,
    subject: `[${facts.reference}] ${content.subject}`,
    heading: content.heading ?? content.subject,
  });
}

/** Each name apart: joined bare, a list of Latin names would carry the Arabic words between them away. */
function partnersText({ language, partners }: MailFacts): string {
  return listText(
    language,
    partners.map((name) => isolated(name, directionOf(language))),
  );
}

/** Where an answer goes; to the coordinators themselves their own address would say nothing. */
function answering({ answersReach, recipient, coordinator }: MailFacts, say: Say): readonly string[] {
  const { name } = coordinator;
  if (answersReach === 'case') return [say('footer.reply-case', { coordinator: name })];
  return recipient.address === coordinator.email ? [] : [say('footer.reply', { coordinator: name })];
}

/** Who signs: name, function, phone, address. */
export function signatureOf(coordinator: CoordinatorFacts, programme: string, say: Say): readonly string[] {
  return [
    coordinator.name,
    say('coordinator', { programme }),
    ...(coordinator.phone === null ? [] : [coordinator.phone]),
    ...(coordinator.email === null ? [] : [coordinator.email]),
  ];
}

/** Why the recipient gets it. */
function why({ programme, recipient: { standing } }: MailFacts, say: Say): string {
  if ('handedOverBy' in standing) {
    const { handedOverBy: name, organisation } = standing;
    return say('footer.handed-over', { name, organisation, programme });
  }
  const words = 'function' in standing ? say('standing.contact', standing) : say('standing.role', standing);
  return say('footer.why', { programme, standing: words });
}

/** The button of an item's mail, and the sentences that say what its link is. */
export function buttonOf(facts: MailFacts, say: Say): Pick<Content, 'button' | 'remarks'> {
  const { link, item } = facts;
  if (!link) return {};
  const label = item ? say(item.kind === 'task' ? 'button.task' : 'button.approval') : say('button.case');
  return {
    button: { label, url: link.url },
    remarks: link.kind === 'console' ? [say('link.console')] : [say('link.valid'), say('link.personal')],
  };
}

/** The item a mail is about; a mail about an item that is not known cannot be written. */
export function itemOf(facts: MailFacts): NonNullable<MailFacts['item']> {
  if (!facts.item) throw new Error(`A mail of kind "${facts.notice}" needs its task or approval.`);
  return facts.item;
}

/** Due date and, for tasks, the time to set aside. */
export function dueFacts(facts: MailFacts, say: Say): readonly Labelled[] {
  const { kind, due, minutes } = itemOf(facts);
  return [
    { label: say(kind === 'task' ? 'label.due' : 'label.decide-by'), value: say('value.due', { due }) },
    ...(minutes === null ? [] : [{ label: say('label.time'), value: say('value.time', { minutes }) }]),
  ];
}

/** Whole days between two local dates of a zone; negative before the due date. */
export function daysLate(due: number, at: number, timeZone: string): number {
  const midnight = (moment: number) => Date.parse(dayIn(timeZone, moment));
  return Math.round((midnight(at) - midnight(due)) / 86_400_000);
}
