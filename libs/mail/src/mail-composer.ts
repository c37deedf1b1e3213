import type { CalendarPart } from './calendar/calendar-part.js';
import { dueDatesOf } from './calendar/due-dates.js';
import { visitPartOf } from './calendar/visit-part.js';
import { closing } from './letters/closing.js';
import { freshLink, handover, invitation } from './letters/invitation.js';
import { mention } from './letters/mention.js';
import { outcome } from './letters/outcome.js';
import { noted, receipt } from './letters/taken-down.js';
import { copy, escalation, nudge, reminder } from './letters/reminder.js';
import { message } from './letters/message.js';
import { visit } from './letters/visit.js';
import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import type { Letter } from './letter.js';
import type { MailFacts } from './mail-facts.js';
import { Messages, type Say } from './messages.js';
import { inOwnWords, noTexts, type OwnTexts } from './texts/own-texts.js';
import { groundOfCase, type TextGround } from './texts/text-ground.js';

/** What is written to read. */
export interface ComposedWords {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a mail row stores at its first claim. */
export interface ComposedMail extends ComposedWords {
  /** Dates for the recipient's calendar; null where it has none. */
  readonly calendar: CalendarPart | null;
}

const writers: Readonly<Record<MailFacts['notice'], (facts: MailFacts, say: Say) => Letter>> = {
  invitation,
  reminder,
  escalation,
  copy,
  receipt,
  noted,
  outcome,
  closing,
  'fresh-link': freshLink,
  handover,
  mention,
  nudge,
  message,
  visit,
};

/** Writes mails: facts in, subject and both bodies out. No clock, no database, no network. */
export class MailComposer {
  constructor(readonly messages: Messages = new Messages()) {}

  /** Throws when the facts do not suffice for that kind of mail (a mail about an item without its item). */
  async compose(facts: MailFacts, own: OwnTexts = noTexts): Promise<ComposedMail> {
    const { language, timeZone } = facts;
    const letterOf = (say: Say) => writers[facts.notice](facts, say);
    const words = await this.writeAbout(groundOfCase(facts), letterOf, own);
    const say = this.messages.in(language, timeZone);
    const calendar = facts.visit
      ? visitPartOf(facts, facts.visit, say)
      : dueDatesOf(facts, words.subject, say);
    return { ...words, calendar };
  }

  /** Any letter about cases, in their programme's own words where it has some. */
  async writeAbout(
    ground: TextGround,
    letterOf: (say: Say) => Letter,
    own: OwnTexts = noTexts,
  ): Promise<ComposedWords> {
    return written(letterOf(inOwnWords(this.messages.in(ground.language, ground.timeZone), ground, own)));
  }

  /** Any other letter in that language; dates, if it has any, in the zone. */
  async write(letterOf: (say: Say) => Letter, language: string, timeZone = 'UTC'): Promise<ComposedWords> {
    return written(letterOf(this.messages.in(language, timeZone)));
  }
}

async function written(letter: Letter): Promise<ComposedWords> {
  // A subject is one header line: a line break typed into a title must not become a header.
  const subject = letter.subject.replace(/\s+/g, ' ').trim();
  return { subject, text: letterText(letter), html: await letterHtml({ ...letter, subject }) };
}
