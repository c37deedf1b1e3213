import type { Letter } from '../letter.js';
import type { MailFacts } from '../mail-facts.js';
import type { Say } from '../messages.js';
import { frame } from './frame.js';

/** Somebody calls on the recipient in a comment on a case: the words themselves, and where to answer. */
export function mention(facts: MailFacts, say: Say): Letter {
  const { comment, organisation, link } = facts;
  if (!comment) throw new Error('A mail about a comment needs the comment.');
  const { by, text, files } = comment;
  return frame(facts, say, {
    subject: say('mention.subject', { name: by, organisation }),
    paragraphs: text === '' ? [say('mention.lead-files', { name: by, organisation })] : [],
    quote: text === '' ? null : { lead: say('mention.lead', { name: by, organisation }), words: text, by },
    list: files.length === 0 ? null : { lead: say('mention.files'), entries: files },
    button: link && { label: say('button.comment'), url: link.url },
    remarks: link ? [say('link.console')] : [],
  });
}
