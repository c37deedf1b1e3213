import type { ItemFacts, MailFacts } from './mail-facts.js';

const at = Date.UTC(2026, 1, 12, 9);

/** What the company is asked for. */
export const task: ItemFacts = {
  id: 'CCP-MA-2026-0007.data-request.1',
  revision: 0,
  kind: 'task',
  title: 'Vos factures d’énergie et d’eau',
  why: 'Sans une année entière de chiffres, l’expert ne voit pas où l’usine perd de l’eau.',
  help: null,
  minutes: 45,
  // In Ramadan Morocco keeps UTC; outside of it 17:00 UTC would be six in the evening.
  due: Date.UTC(2026, 2, 12, 17),
  assignees: [{ name: 'Samira Exemple', phone: '+212 600 000 000', email: 'samira@example.org' }],
};

/** Facts of an invitation to a company's technical contact, to be changed by each test. */
export function mailFacts(more: Partial<MailFacts> = {}): MailFacts {
  const organisation = 'Conserves du Saïs (exemple)';
  return {
    notice: 'invitation',
    reference: 'CCP-MA-2026-0007',
    language: 'fr',
    timeZone: 'Africa/Casablanca',
    at,
    programme: 'CCP-Maroc',
    partners: ['WEC (exemple)', 'CGEM (exemple)'],
    host: 'parcours.example.org',
    sender: { name: 'CCP-Maroc', address: 'parcours@example.org' },
    sample: true,
    organisation,
    recipient: {
      name: 'Samira Exemple',
      address: 'samira@example.org',
      marked: null,
      standing: { function: 'technical', organisation },
    },
    coordinator: { name: 'Youssef Exemple', email: 'youssef@example.org', phone: '+212 500 000 000' },
    answersReach: 'coordinator',
    item: task,
    link: { url: 'https://parcours.example.org/t/token', kind: 'personal' },
    rung: null,
    of: 4,
    outcome: null,
    decision: null,
    closing: null,
    ...more,
  };
}

/** Later than the due date of {@link mailFacts} by so many days. */
export function daysAfterDue(days: number): number {
  return Date.UTC(2026, 2, 12 + days, 9);
}
