import type { Letter } from '../letter.js';
import type { MailFacts } from '../mail-facts.js';
import type { Say } from '../messages.js';
import { buttonOf, dueFacts, frame, itemOf } from './frame.js';

/** The coordination has entered what the recipient said by phone or on paper: correct or confirm. */
export function noted(facts: MailFacts, say: Say): Letter {
  const { title, why } = itemOf(facts);
  return frame(facts, say, {
    subject: say('noted.subject', { title }),
    heading: title,
    paragraphs: [say('noted.lead'), why, say('noted.ask')],
    facts: dueFacts(facts, say).slice(0, 1),
    ...buttonOf(facts, say),
    button: facts.link && { label: say('button.noted'), url: facts.link.url },
  });
}

/** Somebody of the company has filled in a task through a link: the director knows, and can object. */
export function receipt(facts: MailFacts, say: Say): Letter {
  const { title } = itemOf(facts);
  return frame(facts, say, {
    subject: say('receipt.subject', { title }),
    heading: title,
    paragraphs: [say('receipt.lead'), say('receipt.ask')],
    facts: [],
    button: null,
    remarks: [],
  });
}
