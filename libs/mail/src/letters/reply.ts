import type { DirectFacts } from '../direct-facts.js';
import type { Letter } from '../letter.js';
import type { MailFacts } from '../mail-facts.js';
import type { Say } from '../messages.js';
import { direct } from './direct.js';
import { buttonOf, dueFacts, frame } from './frame.js';

/** What became of an answer by mail. */
export interface TakenReply {
  /** Names of the files that lie on the case. */
  readonly files: readonly string[];
  /** Files that are kept nowhere, with the code that says why. */
  readonly refused: readonly { readonly name: string; readonly code: string }[];
}

const whys: Readonly<Record<string, string>> = {
  'document.kind-refused': 'kind',
  'document.too-large': 'large',
  'document.empty': 'empty',
  'document.too-many': 'many',
};

/** The answer to an answer: it lies on the case, and what the item asks for is still to be done on its page. */
export function replyReceived(facts: MailFacts & { readonly reply: TakenReply }, say: Say): Letter {
  const { item, link, organisation, reply, coordinator } = facts;
  const asked = item !== null && link !== null;
  return frame(facts, say, {
    subject: say('reply.subject', { title: item?.title ?? organisation }),
    paragraphs: [
      say('reply.lead', { name: coordinator.name }),
      reply.files.length === 0
        ? null
        : say('reply.files', { count: reply.files.length, names: reply.files.join(', ') }),
      asked ? say('reply.still-open', { title: item.title }) : say('reply.nothing-open'),
    ],
    facts: asked ? dueFacts(facts, say) : [],
    list:
      reply.refused.length === 0
        ? null
        : {
            lead: say('reply.refused'),
            entries: reply.refused.map(({ name, code }) =>
              say('reply.refused-file', { name, why: whys[code] ?? 'other' }),
            ),
          },
    ...(asked ? buttonOf(facts, say) : {}),
  });
}

/** A message that cannot be put on any case: it says nothing of one, because whoever wrote it is not known to belong to it. */
export function replyRefused(facts: DirectFacts, say: Say): Letter {
  return direct(facts, say, say('reply-refused.why', { programme: facts.programme }), {
    subject: say('reply-refused.subject'),
    paragraphs: [say('reply-refused.lead'), say('reply-refused.ask')],
  });
}
