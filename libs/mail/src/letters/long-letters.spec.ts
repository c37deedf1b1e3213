import { describe, expect, it } from '@jest/globals';
import { MailComposer } from '../mail-composer.js';
import { mailFacts, task } from '../mail-facts.fixture.js';
import { digest } from './digest.js';
import { monday } from './monday.js';

const composer = new MailComposer();
const base = mailFacts();

describe('a long mail', () => {
  const setting = { language: 'ar', timeZone: 'UTC', at: base.at, name: 'Samira', programme: 'CCP-Maroc' };

  it('of a coordinator with a hundred late companies stays below what Gmail shows, the most late first', async () => {
    const owed = { item: 'x', title: task.title, due: base.at - 86_400_000, owes: ['Samira Exemple'] };
    const companies = Array.from({ length: 100 }, (_, index) => ({
      ...{ organisation: `Conserves ${index}`, reference: 'CCP-MA-2026-0007', incidents: [], contact: null },
      ...{ late: [owed, owed, owed], toDecide: [owed] },
    }));
    const facts = { ...setting, sample: false, console: 'https://parcours.example.org/console', companies };
    const { html, text } = await composer.write((say) => monday(facts, say), 'ar');
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(text).toContain('CONSERVES 0');
    expect(text).not.toContain('CONSERVES 99');
  });

  it('of somebody who owes much names how much more there is', async () => {
    const owed = Array.from({ length: 60 }, () => mailFacts({ notice: 'reminder', language: 'fr' }));
    const facts = { ...setting, sample: false, coordinator: base.coordinator, isCoordinator: false };
    const { html, text } = await composer.write(
      (say) => digest({ ...facts, because: 'weekly', owed, informed: [] }, say),
      'fr',
    );
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(text).toContain('Et 20 autres points');
  });
});
