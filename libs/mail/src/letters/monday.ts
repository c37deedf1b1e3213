import { listText } from '#libs/wording';
import type { Letter, LetterEntry, LetterSection } from '../letter.js';
import type { MessageKey } from '../message-keys.js';
import type { Say } from '../messages.js';
import type { CompanyFacts, MondayFacts, OwedFacts } from '../monday-facts.js';
import { daysLate, enclose } from './frame.js';

const troubles: Readonly<Record<string, MessageKey>> = {
  'mail-undeliverable': 'monday.mail-undeliverable',
  'no-recipient': 'monday.no-recipient',
  'cancellation-requested': 'monday.cancellation-requested',
  'workflow-lost': 'monday.workflow-lost',
  'no-eligible-decider': 'monday.no-eligible-decider',
  reported: 'monday.reported',
};

/** Headings and entries together: Gmail shows 102 KB of a mail and hides the rest. */
const mostEntries = 75;

/** Longest part of a contact's note that the mail repeats. */
const mostOfNote = 160;

/** What a coordinator has to see to this week, company by company. */
export function monday(facts: MondayFacts, say: Say): Letter {
  const { language, programme, name, companies, console: address } = facts;
  const late = count(companies, 'late');
  const decisions = count(companies, 'toDecide');
  const incidents = companies.reduce((sum, company) => sum + company.incidents.length, 0);
  const shown = firstOf(companies);
  const subject = say('monday.subject', { late, decisions });
  return enclose(
    {
      ...{ language, programme, name, signature: [programme] },
      footer: [say('monday.why', { programme }), ...(facts.sample ? [say('footer.sample')] : [])],
    },
    say,
    {
      subject: `[${programme}] ${subject}`,
      heading: say('monday.heading'),
      paragraphs: [say('monday.lead', { companies: companies.length, late, decisions, incidents })],
      button: address === null ? null : { label: say('monday.button'), url: address },
      sections: shown.map((company) => section(company, facts, say)),
      remarks: [
        ...(companies.length === shown.length
          ? []
          : [say('monday.more', { count: companies.length - shown.length })]),
        ...(address === null ? [] : [say('link.console')]),
      ],
    },
  );
}

/** The most late companies, whole, as far as a mail is shown; at least one. */
function firstOf(companies: readonly CompanyFacts[]): readonly CompanyFacts[] {
  let entries = 0;
  return companies.filter(({ late, toDecide, incidents }, index) => {
    entries += 1 + late.length + toDecide.length + incidents.length;
    return index === 0 || entries <= mostEntries;
  });
}

function count(companies: readonly CompanyFacts[], what: 'late' | 'toDecide'): number {
  return companies.reduce((sum, company) => sum + company[what].length, 0);
}

function section(company: CompanyFacts, facts: MondayFacts, say: Say): LetterSection {
  const { organisation, reference, contact, incidents } = company;
  const link = (path: string) =>
    facts.console === null ? null : { label: say('button.case'), url: `${facts.console}/${path}` };
  const entry = (owed: OwedFacts, lines: readonly string[], late: boolean): LetterEntry => ({
    ...{ title: owed.title, late, link: link(`items/${owed.item}`) },
    lines: [
      ...lines,
      owed.owes.length === 0
        ? say('digest.owes-nobody')
        : say('digest.owes', { names: listText(facts.language, owed.owes) }),
    ],
  });
  return {
    heading: `${organisation} · ${reference}`,
    lines: [contact === null ? say('monday.no-contact') : contactLine(contact, say)],
    entries: [
      ...company.late.map((owed) =>
        entry(
          owed,
          [say('digest.late', { due: owed.due, days: daysLate(owed.due, facts.at, facts.timeZone) })],
          true,
        ),
      ),
      ...company.toDecide.map((owed) => entry(owed, [say('monday.decide', { due: owed.due })], false)),
      ...incidents.map((kind) => ({
        ...{ title: say(troubles[kind] ?? 'monday.reported'), lines: [], late: false },
        link: link(`cases/${reference}`),
      })),
    ],
  };
}

function contactLine({ at, note, promised }: NonNullable<CompanyFacts['contact']>, say: Say): string {
  const words = note.length > mostOfNote ? `${note.slice(0, mostOfNote)}…` : note;
  const said = say('monday.contact', { at, note: words });
  // A promised day is a day of the calendar, not a moment: noon is the same day in every zone of ours.
  return promised === null
    ? said
    : `${said} ${say('monday.promised', { day: Date.parse(`${promised}T12:00Z`) })}`;
}
