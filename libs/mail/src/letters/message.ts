import type { Letter } from '../letter.js';
import type { MailFacts } from '../mail-facts.js';
import type { Say } from '../messages.js';
import { frame } from './frame.js';

/** Somebody's own words to people of a company, line by line as they were typed. */
export function message(facts: MailFacts, say: Say): Letter {
  if (!facts.message) throw new Error('A mail of kind "message" needs its words.');
  const { by, subject, text } = facts.message;
  return frame(facts, say, {
    subject,
    paragraphs: text.split(/\n+/).map((line) => line.trim()),
    button: facts.link ? { label: say('button.case'), url: facts.link.url } : null,
    remarks: [say('message.by', { name: by }), ...(facts.link ? [say('link.console')] : [])],
  });
}
