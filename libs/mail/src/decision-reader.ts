import { and, eq, inArray } from 'drizzle-orm';
import type { CaseEvent } from '#libs/domain';
import { textsOf, type CaseDefinition } from '#libs/definitions';
import { Acts, items, People, transitions, type Database, type Mail } from '#libs/persistence';
import type { DecisionFacts } from './mail-facts.js';

/** What a decision said and set off: its transition's events, joined with the words of its act. */
export async function readDecision(
  database: Database,
  mail: Pick<Mail, 'reference' | 'seq' | 'item'>,
  definition: CaseDefinition,
  language: string,
): Promise<Omit<DecisionFacts, 'moreTime'>> {
  const [row] = await database.db
    .select({ events: transitions.events, actId: transitions.actId })
    .from(transitions)
    .where(and(eq(transitions.reference, mail.reference), eq(transitions.seq, mail.seq)));
  const events = row?.events ?? [];
  const conditions = only(events, 'task-opened').some(({ condition }) => condition !== undefined)
    ? await new Acts(database).conditionWords(mail.reference)
    : null;
  const title = (key: string): string => textsOf(definition, key, language, conditions?.get(key)?.text).title;
  const act = row?.actId ? await new Acts(database).get(row.actId) : undefined;
  const decider = act && (await new People(database).person(act.actor.onBehalfOf ?? act.actor.person));
  const decided = only(events, 'approval-decided').find(({ id }) => id === mail.item);
  const stage = only(events, 'stage-entered').at(-1)?.stage;
  return {
    by: decider?.name ?? null,
    reason: act?.reason?.trim() || null,
    redo: decided?.outcome === 'return' ? decided.reopens.map(title) : [],
    stage: stage === undefined ? null : title(stage),
    next: decided?.outcome === 'return' ? [] : await opened(database, events, title),
    againBy: only(events, 'approval-asked').find(({ deferred }) => deferred)?.due ?? null,
  };
}

/** Tasks that the same transition opened for the company's own people. */
async function opened(
  database: Database,
  events: readonly CaseEvent[],
  title: (key: string) => string,
): Promise<DecisionFacts['next']> {
  const tasks = only(events, 'task-opened');
  if (tasks.length === 0) return [];
  const rows = await database.db
    .select({ id: items.id, parties: items.parties })
    .from(items)
    .where(
      inArray(
        items.id,
        tasks.map(({ id }) => id),
      ),
    );
  const own = new Set(
    rows.filter(({ parties }) => parties.some((party) => 'contact' in party)).map(({ id }) => id),
  );
  return tasks.filter(({ id }) => own.has(id)).map(({ key, due }) => ({ title: title(key), due }));
}

function only<T extends CaseEvent['type']>(
  events: readonly CaseEvent[],
  type: T,
): Extract<CaseEvent, { type: T }>[] {
  return events.filter((event): event is Extract<CaseEvent, { type: T }> => event.type === type);
}
