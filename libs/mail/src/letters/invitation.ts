import type { Letter } from '../letter.js';
import type { MailFacts } from '../mail-facts.js';
import type { Say } from '../messages.js';
import { buttonOf, dueFacts, frame, itemOf } from './frame.js';

/** A task or approval opened: what is asked and why, by when, how long it takes. */
export function invitation(facts: MailFacts, say: Say): Letter {
  const { kind, title, why, help, due } = itemOf(facts);
  const { organisation } = facts;
  return frame(facts, say, {
    subject: say(kind === 'task' ? 'invitation.subject-task' : 'invitation.subject-approval', { title, due }),
    heading: title,
    paragraphs: [
      say(kind === 'task' ? 'invitation.lead-task' : 'invitation.lead-approval', { organisation }),
      why,
      help,
    ],
    facts: dueFacts(facts, say),
    ...buttonOf(facts, say),
  });
}

/** A task comes to a colleague of whose it is: who asks for it, and under whose name it is handed in. */
export function handover(facts: MailFacts, say: Say): Letter {
  const { title, why, help, due } = itemOf(facts);
  const { organisation, recipient } = facts;
  const name = 'handedOverBy' in recipient.standing ? recipient.standing.handedOverBy : organisation;
  const { button, remarks } = buttonOf(facts, say);
  return frame(facts, say, {
    subject: say('handover.subject', { name, title, due }),
    heading: title,
    paragraphs: [say('handover.lead', { name, organisation }), why, help],
    facts: dueFacts(facts, say),
    button: button ?? null,
    remarks: [...(remarks ?? []), say('handover.record', { name: recipient.name })],
  });
}

/** A new link for an item whose old link expired, sent to the registered address only. */
export function freshLink(facts: MailFacts, say: Say): Letter {
  const { title, why } = itemOf(facts);
  const { button, remarks } = buttonOf(facts, say);
  return frame(facts, say, {
    subject: say('fresh-link.subject', { title }),
    heading: title,
    paragraphs: [say('fresh-link.lead'), why],
    facts: dueFacts(facts, say),
    button: button ?? null,
    remarks: [...(remarks ?? []), say('fresh-link.not-you')],
  });
}
