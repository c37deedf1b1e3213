import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { conditionKey } from '#libs/domain';
import type { Database } from './database.js';
import { acts, items } from './schema/index.js';

/**
 * What each condition of a case asks for, by the key of its task: the core numbers them without words, in the order in which
 * the voices that approved were last given.
 */
export async function conditionWords(
  database: Database,
  reference: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await database.db
    .select({ key: items.key, approval: items.id, actor: acts.actor, answers: acts.answers, body: acts.body })
    .from(acts)
    .innerJoin(items, eq(items.id, acts.item))
    .where(
      and(
        eq(acts.reference, reference),
        eq(acts.state, 'consumed'),
        eq(items.kind, 'approval'),
        eq(items.outcome, 'approve'),
        // Time alone sets no conditions.
        isNotNull(items.settledBy),
      ),
    )
    .orderBy(asc(acts.seq));
  const given = rows.filter(({ body }) => body.type === 'decide');
  const last = given.filter(
    (row, index) =>
      !given.slice(index + 1).some((later) => later.approval === row.approval && seat(later) === seat(row)),
  );
  const numbers = new Map<string, number>();
  const words = new Map<string, string>();
  for (const { key, body, answers } of last) {
    if (body.type !== 'decide' || body.outcome !== 'approve') continue;
    for (const text of textsOf(answers)) {
      const number = (numbers.get(key) ?? 0) + 1;
      numbers.set(key, number);
      words.set(conditionKey(key, number), text);
    }
  }
  return words;
}

function seat({ actor }: Pick<typeof acts.$inferSelect, 'actor'>): string {
  return actor.onBehalfOf ?? actor.person;
}

/** The act holds its conditions as `{conditions: [{text, date}]}`. */
function textsOf(answers: Readonly<Record<string, unknown>>): readonly string[] {
  const { conditions } = answers;
  if (!Array.isArray(conditions)) return [];
  return (conditions as readonly { readonly text: string }[]).map(({ text }) => text);
}
