import { eq } from 'drizzle-orm';
import { outcomeText } from '#libs/definitions';
import { isWholePath } from '#libs/domain';
import { measures, type ClaimedMail, type Database, type Programme } from '#libs/persistence';
import { DueDateReader, type Wording } from './due-date-reader.js';
import type { ClosingFacts } from './mail-facts.js';

/** How a case ended, and what it brought. */
export async function readClosing(
  database: Database,
  mail: ClaimedMail,
  words: Wording & { readonly programme: Programme },
): Promise<ClosingFacts> {
  const { definition, language, programme } = words;
  const rows = await database.db.select().from(measures).where(eq(measures.reference, mail.reference));
  const implemented = rows.filter(({ outcome }) => outcome === 'implemented' || outcome === 'done-before');
  const savings = implemented.flatMap(({ yearlySaving }) => (yearlySaving === null ? [] : [yearlySaving]));
  const { outcome } = mail;
  return {
    outcome:
      outcome !== null && Object.hasOwn(definition.outcomes, outcome)
        ? outcomeText(definition, outcome, language)
        : null,
    attested:
      definition.kind === 'technical-assistance' &&
      outcome !== null &&
      isWholePath(definition.rules, outcome),
    implemented: implemented.length,
    planned: rows.filter(({ chosen }) => chosen).length,
    saving: savings.length === 0 ? null : savings.reduce((sum, saving) => sum + saving, 0),
    currency: programme.currency,
    notAskedAnyMore: await new DueDateReader(database).notAskedAnyMore(mail, words),
  };
}
