import { listText } from '#libs/wording';
import type { Letter } from '../letter.js';
import type { MailFacts } from '../mail-facts.js';
import type { Say } from '../messages.js';
import { buttonOf, daysLate, dueFacts, frame, itemOf, type Labelled } from './frame.js';

/** A rung of the ladder was reached; the tone changes once the due date has passed. */
export function reminder(facts: MailFacts, say: Say): Letter {
  const { title, why, due, minutes } = itemOf(facts);
  const late = facts.at > due;
  const count = facts.rung === null ? null : say('reminder.count', { number: facts.rung + 1, of: facts.of });
  return frame(facts, say, {
    subject: say(late ? 'reminder.subject-late' : 'reminder.subject', { title, due }),
    heading: title,
    notice: count === null ? null : { text: count, late },
    paragraphs: [say(late ? 'reminder.lead-late' : 'reminder.lead', { due }), why],
    facts: late
      ? [
          { label: say('label.was-due'), value: say('value.day', { day: due }) },
          ...(minutes === null ? [] : [{ label: say('label.time'), value: say('value.time', { minutes }) }]),
        ]
      : dueFacts(facts, say),
    ...buttonOf(facts, say),
  });
}

/** Somebody asks after it by hand. */
export function nudge(facts: MailFacts, say: Say): Letter {
  const { title, why, due } = itemOf(facts);
  const late = facts.at > due;
  return frame(facts, say, {
    subject: say(late ? 'reminder.subject-late' : 'reminder.subject', { title, due }),
    heading: title,
    paragraphs: [
      say('nudge.lead', { name: facts.message?.by ?? facts.coordinator.name }),
      say(late ? 'reminder.lead-late' : 'reminder.lead', { due }),
      why,
    ],
    facts: late
      ? [{ label: say('label.was-due'), value: say('value.day', { day: due }) }]
      : dueFacts(facts, say),
    ...buttonOf(facts, say),
  });
}

/** Tells the party a rung escalates to who owes what, how late it is and how to reach them. */
export function escalation(facts: MailFacts, say: Say): Letter {
  const { title, due, assignees } = itemOf(facts);
  const { organisation, link } = facts;
  const days = daysLate(due, facts.at, facts.timeZone);
  const late = facts.at > due;
  const owes =
    assignees.length === 0
      ? say('escalation.nobody')
      : listText(
          facts.language,
          assignees.map(({ name }) => name),
        );
  return frame(facts, say, {
    subject: say(late ? 'escalation.subject' : 'escalation.subject-early', {
      organisation,
      title,
      days,
      due,
    }),
    heading: title,
    notice: late ? { text: say('value.days-late', { days }), late } : null,
    paragraphs: [say(late ? 'escalation.lead' : 'escalation.lead-early')],
    facts: [
      { label: say('label.owes'), value: owes },
      ...reach(
        say('label.phone'),
        assignees.map(({ phone }) => phone),
      ),
      ...reach(
        say('label.email'),
        assignees.map(({ email }) => email),
      ),
      { label: say(late ? 'label.was-due' : 'label.due'), value: say('value.day', { day: due }) },
    ],
    // The one who escalates to opens the case; the answer itself stays with the assignee.
    button: link ? { label: say('button.case'), url: link.url } : null,
    remarks: link?.kind === 'console' ? [say('link.console')] : [],
  });
}

/** The reminder of somebody else, for information. */
export function copy(facts: MailFacts, say: Say): Letter {
  const letter = escalation(facts, say);
  const mark = `[${facts.reference}] `;
  return { ...letter, subject: mark + say('copy.subject', { subject: letter.subject.slice(mark.length) }) };
}

function reach(label: string, ways: readonly (string | null)[]): readonly Labelled[] {
  const known = ways.filter((way) => way !== null);
  return known.length === 0 ? [] : [{ label, value: known.join(', ') }];
}
