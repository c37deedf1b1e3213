import { moneyText } from '#libs/wording';
import type { Letter } from '../letter.js';
import type { MailFacts } from '../mail-facts.js';
import type { MessageKey } from '../message-keys.js';
import type { Say } from '../messages.js';
import { frame, type Labelled } from './frame.js';

const leads: Readonly<Record<string, MessageKey>> = {
  completed: 'closing.lead-completed',
  withdrawn: 'closing.lead-withdrawn',
  terminated: 'closing.lead-terminated',
};

/** The case has ended: how, and what it brought so far. */
export function closing(facts: MailFacts, say: Say): Letter {
  const { organisation, programme, recipient, closing: end } = facts;
  const isOfCompany = 'function' in recipient.standing;
  const lead = leads[facts.outcome ?? ''] ?? 'closing.lead-other';
  return frame(facts, say, {
    subject: say('closing.subject', { organisation }),
    paragraphs: [
      say(lead, { organisation, programme }),
      isOfCompany && end?.attested ? say('closing.attestation') : null,
      say('closing.kept'),
    ],
    facts: results(facts, say),
  });
}

function results({ closing, language }: MailFacts, say: Say): readonly Labelled[] {
  if (!closing) return [];
  const { outcome, implemented: done, planned, saving, currency } = closing;
  return [
    ...(outcome === null ? [] : [{ label: say('label.outcome'), value: outcome }]),
    ...(planned === 0
      ? []
      : [{ label: say('label.measures'), value: say('value.measures', { done, planned }) }]),
    ...(saving === null
      ? []
      : [{ label: say('label.saving'), value: moneyText(language, saving, currency) }]),
  ];
}
