import type { Letter } from '../letter.js';
import type { DecisionFacts, MailFacts } from '../mail-facts.js';
import type { MessageKey } from '../message-keys.js';
import type { Say } from '../messages.js';
import { frame, itemOf } from './frame.js';

const words: Readonly<Record<string, { readonly subject: MessageKey; readonly lead: MessageKey }>> = {
  approve: { subject: 'outcome.subject-approve', lead: 'outcome.lead-approve' },
  return: { subject: 'outcome.subject-return', lead: 'outcome.lead-return' },
  reject: { subject: 'outcome.subject-reject', lead: 'outcome.lead-reject' },
  defer: { subject: 'outcome.subject-defer', lead: 'outcome.lead-defer' },
};
const otherwise = { subject: 'outcome.subject-other', lead: 'outcome.lead-other' } as const;

const nothing: DecisionFacts = {
  by: null,
  reason: null,
  redo: [],
  stage: null,
  next: [],
  againBy: null,
  moreTime: null,
};

/** A decision was taken: what it is, the decider's own words, what to redo or what comes next. */
export function outcome(facts: MailFacts, say: Say): Letter {
  const { title } = itemOf(facts);
  const { organisation, link } = facts;
  const decision = facts.decision ?? nothing;
  const { subject, lead } = words[facts.outcome ?? ''] ?? otherwise;
  const returned = facts.outcome === 'return';
  return frame(facts, say, {
    subject: say(subject, { title }),
    heading: say(subject, { title }),
    paragraphs: [say(lead, { organisation })],
    facts: [
      ...(decision.moreTime === null
        ? []
        : [{ label: say('label.due'), value: say('value.due', { due: decision.moreTime.due }) }]),
      { label: say('label.decided-on'), value: say('value.day', { day: facts.at }) },
      ...(decision.againBy === null
        ? []
        : [{ label: say('label.again-by'), value: say('value.day', { day: decision.againBy }) }]),
      ...(decision.stage === null ? [] : [{ label: say('label.stage'), value: decision.stage }]),
    ],
    quote: decision.reason
      ? { lead: say('outcome.comments'), words: decision.reason, by: decision.by }
      : null,
    list: returned ? redo(decision, say) : next(decision, organisation, say),
    button: link ? { label: say('button.case'), url: link.url } : null,
    remarks: [
      ...(returned && decision.redo.length > 0 ? [say('outcome.redo-link')] : []),
      ...(facts.outcome === 'approve' && decision.next.length === 0 ? [say('outcome.next-later')] : []),
    ],
  });
}

function redo(decision: DecisionFacts, say: Say): Letter['list'] {
  return decision.redo.length === 0 ? null : { lead: say('outcome.redo'), entries: decision.redo };
}

function next(decision: DecisionFacts, organisation: string, say: Say): Letter['list'] {
  if (decision.next.length === 0) return null;
  return {
    lead: say('outcome.next', { organisation }),
    entries: decision.next.map((entry) => say('outcome.next-entry', entry)),
  };
}
