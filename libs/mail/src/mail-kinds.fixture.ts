import { daysAfterDue, task } from './mail-facts.fixture.js';
import type { ClosingFacts, DecisionFacts, ItemFacts, MailFacts } from './mail-facts.js';

export const approval: ItemFacts = { ...task, kind: 'approval', title: 'Conformité du plan' };
export const decision: DecisionFacts = {
  by: 'Nadia Exemple',
  reason: null,
  redo: [],
  stage: null,
  next: [],
  againBy: null,
  moreTime: null,
};
export const closing: ClosingFacts = {
  ...{
    outcome: 'Parcours achevé',
    attested: true,
    implemented: 4,
    planned: 7,
    saving: 184000,
    currency: 'MAD',
  },
  notAskedAnyMore: [],
};

/** What makes each mail of the invitation that `mailFacts` gives. */
export const mailKinds = {
  'invitation to a task': {},
  'invitation to decide': { item: approval },
  reminder: { notice: 'reminder', rung: 1 },
  'late reminder': { notice: 'reminder', rung: 2, at: daysAfterDue(3) },
  escalation: { notice: 'escalation', rung: 3, at: daysAfterDue(5) },
  'early escalation': { notice: 'escalation', rung: 0 },
  approval: { notice: 'outcome', outcome: 'approve', item: approval, decision },
  return: { notice: 'outcome', outcome: 'return', item: approval, decision },
  rejection: { notice: 'outcome', outcome: 'reject', item: approval, decision },
  deferral: { notice: 'outcome', outcome: 'defer', item: approval, decision },
  'unforeseen outcome': { notice: 'outcome', outcome: 'extended', item: approval },
  completion: { notice: 'closing', outcome: 'completed', item: null, closing },
  withdrawal: { notice: 'closing', outcome: 'withdrawn', item: null, closing },
  termination: { notice: 'closing', outcome: 'terminated', item: null },
  'other end': { notice: 'closing', outcome: 'results-to-date', item: null, closing },
  'fresh link': { notice: 'fresh-link' },
  'taken down': { notice: 'noted' },
  handover: {
    notice: 'handover',
    recipient: {
      ...{ name: 'Karim Exemple', address: 'karim@example.org', marked: null },
      standing: { handedOverBy: 'Samira Exemple', organisation: 'Conserves du Saïs' },
    },
  },
  receipt: { notice: 'receipt', link: null },
  copy: { notice: 'copy', rung: 1, link: null },
  nudge: { notice: 'nudge', message: { by: 'Nadia Exemple', subject: '', text: '' } },
  'late nudge': {
    notice: 'nudge',
    at: daysAfterDue(2),
    message: { by: 'Nadia Exemple', subject: '', text: '' },
  },
  message: {
    notice: 'message',
    item: null,
    link: null,
    message: { by: 'Nadia Exemple', subject: 'Réunion', text: 'Bonjour,\n\nà mardi.' },
  },
  mention: { notice: 'mention', item: null, comment: { by: 'Nadia Exemple', text: 'Un avis ?', files: [] } },
  'mention beside files': {
    notice: 'mention',
    item: null,
    comment: { by: 'Nadia Exemple', text: '', files: ['devis.pdf'] },
  },
} satisfies Readonly<Record<string, Partial<MailFacts>>>;
