import { Injectable } from '@nestjs/common';
import { contactFunctions, DomainError, quietUntil, type ContactFunction } from '#libs/domain';
import {
  People,
  Programmes,
  type AskedMail,
  type CaseListRow,
  type LocalisedText,
  type Person,
  type SentMessage,
} from '#libs/persistence';
import type { Actor } from '../actor.js';
import { Calendars } from '../calendars/calendars.js';
import { CaseAccess } from '../case-access.js';
import { checkedGroup, inTurns } from '../usecases/group.js';
import { Sending } from './sending.js';

/** Languages that a message can be written in. */
export const messageLanguages = ['fr', 'en', 'ar', 'es'] as const;

export interface WriteMessageInput {
  readonly references: readonly string[];
  /** Whom it is for in each company; the director stands in for a function that nobody holds. */
  readonly functions: readonly string[];
  /** In one language at least; in each, both or neither. */
  readonly subject: LocalisedText;
  readonly text: LocalisedText;
}

/** Somebody who gets it, in one language, because of one case. */
export interface MessageRecipient {
  readonly reference: string;
  readonly person: string;
  readonly name: string;
  readonly language: string;
  /** Mail cannot reach the person: no address is known, or mail to it came back. */
  readonly unreachable: boolean;
}

export interface MessagePreview {
  readonly recipients: readonly MessageRecipient[];
  /** Cases in which nobody gets it, each with a code that says why. */
  readonly left: readonly { readonly reference: string; readonly code: string }[];
  /** Case time at which it leaves where that is not now: people are not written to at night or on days off. */
  readonly leavesAt: number | null;
}

interface Checked {
  readonly references: readonly string[];
  readonly functions: readonly ContactFunction[];
  readonly subject: LocalisedText;
  readonly text: LocalisedText;
}

const longestSubject = 200;
const longestText = 4_000;

/** One text to people of many companies: each gets a mail of their own, in their own language where it was written in it. */
@Injectable()
export class WriteMessage {
  constructor(
    private readonly access: CaseAccess,
    private readonly people: People,
    private readonly programmes: Programmes,
    private readonly calendars: Calendars,
    private readonly sending: Sending,
  ) {}

  /** Who would get it. Changes nothing; throws what `execute` throws. */
  async preview(actor: Actor, input: WriteMessageInput): Promise<MessagePreview> {
    const checked = checkedMessage(input);
    const found = await this.resolve(actor, checked);
    const programmes = new Set(found.flatMap(({ row }) => (row ? [row.programme] : [])));
    const waits = await Promise.all([...programmes].map((code) => this.leaves(code, this.sending.now())));
    return {
      recipients: found.flatMap(({ recipients }) => recipients),
      left: found.flatMap(({ reference, code }) => (code === null ? [] : [{ reference, code }])),
      leavesAt: waits.reduce<number | null>(
        (latest, one) => (one === null ? latest : Math.max(latest ?? 0, one)),
        null,
      ),
    };
  }

  /** Throws `group.*`, `message.no-function`, `message.no-words`, `message.half-written` or `message.too-long`. */
  async execute(actor: Actor, input: WriteMessageInput, key: string): Promise<SentMessage> {
    const checked = checkedMessage(input);
    return this.sending.send(actor, { key, route: 'messages', sent: checked }, async (now) => {
      const found = await this.resolve(actor, checked);
      const { subject, text, functions } = checked;
      return {
        ...{ kind: 'message', subject, text, functions },
        reports: found.map(({ reference, code }) =>
          code === null ? { reference, status: 'done' } : { reference, status: 'refused', code },
        ),
        mails: (message) =>
          found.flatMap(({ row, recipients }) =>
            recipients.map(({ reference, person }): AskedMail => ({
              id: `${reference}:message:${message}:0:${person}`,
              ...{ reference, seq: row?.seq ?? 0, notice: 'message', item: null, person, at: now },
            })),
          ),
      };
    });
  }

  private async resolve(actor: Actor, checked: Checked): Promise<readonly Resolved[]> {
    return inTurns(checked.references, async (reference): Promise<Resolved> => {
      try {
        const row = await this.access.caseToActOn(actor, 'write-to-company', reference);
        const recipients = await this.recipientsOf(row, checked);
        if (recipients.length === 0) throw new DomainError('conflict', 'message.nobody', reference);
        return { reference, row, recipients, code: null };
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        return { reference, row: null, recipients: [], code: error.code };
      }
    });
  }

  private async recipientsOf(
    row: CaseListRow,
    { functions, text }: Checked,
  ): Promise<readonly MessageRecipient[]> {
    const { programme, organisation, country } = row;
    const [found, known] = await Promise.all([
      this.people.resolveParty({
        ...{ programme, organisation, country, coordinator: null },
        parties: functions.map((contact) => ({ contact })),
      }),
      this.programmes.get(programme),
    ]);
    return found.map((person) => ({
      reference: row.reference,
      person: person.id,
      name: person.name,
      language: languageFor(person, known?.languages ?? [], text),
      unreachable: person.email === null || person.bouncedAt !== null,
    }));
  }

  private async leaves(code: string, now: number): Promise<number | null> {
    const programme = await this.programmes.get(code);
    if (!programme) return null;
    return quietUntil({ ...programme, calendar: await this.calendars.ofProgramme(programme) }, now);
  }
}

interface Resolved {
  readonly reference: string;
  readonly row: CaseListRow | null;
  readonly recipients: readonly MessageRecipient[];
  /** Why nobody there gets it. */
  readonly code: string | null;
}

/** The same choice as the mail's own writer makes. */
function languageFor({ language }: Person, offered: readonly string[], text: LocalisedText): string {
  const written = Object.keys(text);
  return [language, ...offered].find((each) => written.includes(each)) ?? written[0] ?? language;
}

function checkedMessage({ references, functions, subject, text }: WriteMessageInput): Checked {
  const known = contactFunctions.filter((name) => functions.includes(name));
  if (known.length === 0 || known.length < new Set(functions).size)
    throw new DomainError('invalid', 'message.no-function', null, {
      hint: `Choose one or more of ${contactFunctions.join(', ')}.`,
    });
  const [subjects, texts] = [trimmed(subject, longestSubject), trimmed(text, longestText)];
  const languages = Object.keys(texts);
  if (languages.length === 0 && Object.keys(subjects).length === 0)
    throw new DomainError('invalid', 'message.no-words', null, {
      hint: 'Write it in one language at least.',
    });
  const half = messageLanguages.find((language) => language in subjects !== language in texts);
  if (half !== undefined)
    throw new DomainError('invalid', 'message.half-written', half, {
      hint: 'Give each language a subject and a text, or neither.',
    });
  return { references: checkedGroup(references), functions: known, subject: subjects, text: texts };
}

function trimmed(words: LocalisedText, longest: number): LocalisedText {
  const given = messageLanguages
    .map((language) => [language, words[language]?.trim() ?? ''] as const)
    .filter(([, text]) => text !== '');
  const long = given.find(([, text]) => text.length > longest);
  if (long)
    throw new DomainError('invalid', 'message.too-long', long[0], {
      hint: `Use at most ${longest} characters.`,
    });
  return Object.fromEntries(given);
}
