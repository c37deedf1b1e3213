import { and, asc, eq, inArray } from 'drizzle-orm';
import { conditionKey, type LocalDate } from '#libs/domain';
import type { Database } from './database.js';
import { acts, items } from './schema/index.js';

/** What an act of approval asks for, as it was written. */
export interface WrittenCondition {
  readonly text: string;
  readonly date: LocalDate;
}

/** A condition with the id of the approval that set it. */
export interface SetCondition extends WrittenCondition {
  readonly approval: string;
}

type Deciding = Pick<typeof acts.$inferSelect, 'actor' | 'answers'>;

/** Of one case, by the key of the condition's task. */
export type ConditionWords = ReadonlyMap<string, SetCondition>;

/**
 * What each condition of the cases asks for, by reference and key: the core knows dates only and numbers them round after round, voice
 * after voice.
 */
export async function conditionWords(
  database: Database,
  references: readonly string[],
): Promise<ReadonlyMap<string, ConditionWords>> {
  if (references.length === 0) return new Map();
  const rows = await database.db
    .select({
      ...{ reference: acts.reference, key: items.key, approval: items.id, voices: items.voices },
      ...{ actor: acts.actor, answers: acts.answers, body: acts.body },
    })
    .from(acts)
    .innerJoin(items, eq(items.id, acts.item))
    .where(
      and(
        inArray(acts.reference, [...references]),
        eq(acts.state, 'consumed'),
        eq(items.kind, 'approval'),
        eq(items.outcome, 'approve'),
      ),
    )
    .orderBy(asc(items.ordinal), asc(acts.seq));
  const decisions = rows.filter(({ body }) => body.type === 'decide');
  return new Map(
    references.map((reference) => [
      reference,
      numbered(decisions.filter((decision) => decision.reference === reference)),
    ]),
  );
}

type Decision = Deciding & Pick<typeof items.$inferSelect, 'key' | 'voices'> & { readonly approval: string };

/** Of one case, in the order of its approvals. */
function numbered(decisions: readonly Decision[]): ConditionWords {
  const numbers = new Map<string, number>();
  const words = new Map<string, SetCondition>();
  for (const approval of new Set(decisions.map((row) => row.approval))) {
    const given = decisions.filter((row) => row.approval === approval);
    const [{ key, voices } = { key: '', voices: [] }] = given;
    for (const condition of settingActs(given, voices).flatMap(conditionsIn)) {
      const number = (numbers.get(key) ?? 0) + 1;
      numbers.set(key, number);
      words.set(conditionKey(key, number), { ...condition, approval });
    }
  }
  return words;
}

/** The acts whose conditions count: the deciding one, or of several voices the last word of each that approved. */
function settingActs(
  given: readonly Deciding[],
  voices: (typeof items.$inferSelect)['voices'],
): readonly Deciding[] {
  if (voices.length === 0) return given.slice(-1);
  return voices
    .filter(({ outcome }) => outcome === 'approve')
    .flatMap(({ seat }) => given.findLast((act) => seatOf(act) === seat) ?? []);
}

/** Whose voice an act is: a substitute speaks for somebody else. */
export function seatOf({ actor }: Pick<Deciding, 'actor'>): string {
  return actor.onBehalfOf ?? actor.person;
}

/** The conditions an act sets, in its own words. */
export function conditionsIn(act: Pick<Deciding, 'answers'> | undefined): readonly WrittenCondition[] {
  const conditions = act?.answers['conditions'];
  return Array.isArray(conditions) ? (conditions as readonly WrittenCondition[]) : [];
}
