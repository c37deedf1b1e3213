import { milestoneOf, outcomeText, textsOf, type CaseDefinition } from '#libs/definitions';
import { itemOf, type CaseEvent, type CaseState, type Instant, type Party } from '#libs/domain';

/** One thing that a decision would bring about; whom it asks or tells is in words, as in `ItemSummary.waitingOn`. */
export type Consequence =
  /** Nothing is decided before others have spoken, who are named. */
  | { readonly type: 'waits'; readonly whom: string }
  | { readonly type: 'enters'; readonly stage: string }
  | {
      readonly type: 'opens';
      readonly kind: 'task' | 'approval';
      readonly title: string;
      readonly due: Instant;
      readonly whom: string;
    }
  /** The same approval is asked again, by then at the latest. */
  | { readonly type: 'again'; readonly due: Instant }
  | { readonly type: 'drops'; readonly title: string }
  | { readonly type: 'extends'; readonly title: string; readonly due: Instant }
  | { readonly type: 'plans'; readonly milestones: number }
  | { readonly type: 'tells'; readonly whom: string }
  | { readonly type: 'closes'; readonly outcome: string };

/** Names of whoever belongs to the parties, where they may be shown; else the roles. */
export type Whom = (parties: readonly Party[]) => Promise<string>;

interface Wording {
  readonly definition: CaseDefinition;
  readonly language: string;
  readonly whom: Whom;
  readonly approval: string;
  /** Titles of measures by their key, as far as they are open: each has tasks of the same name. */
  readonly measures: ReadonlyMap<string, string>;
}

/** Puts events into consequences, what nobody asks about left out. */
export function wordsOf({ definition, language, whom, approval, measures }: Wording) {
  const title = (key: string) => {
    const words = textsOf(definition, key, language).title;
    const measure = measures.get(milestoneOf(definition, key) ?? '');
    return measure === undefined ? words : `${words} – ${measure}`;
  };
  return async (events: readonly CaseEvent[], after: CaseState): Promise<readonly Consequence[]> => {
    const titleOf = (id: string) => title(itemOf(after, id)?.state.key ?? id);
    const found: Consequence[] = [];
    for (const event of events) {
      switch (event.type) {
        case 'stage-entered':
          found.push({ type: 'enters', stage: title(event.stage) });
          break;
        case 'task-opened':
        case 'approval-asked': {
          if (event.type === 'approval-asked' && event.deferred) {
            found.push({ type: 'again', due: event.due });
            break;
          }
          const kind = event.type === 'task-opened' ? 'task' : 'approval';
          const parties = itemOf(after, event.id)?.parties ?? [];
          found.push({
            type: 'opens',
            kind,
            title: title(event.key),
            due: event.due,
            whom: await whom(parties),
          });
          break;
        }
        case 'task-withdrawn':
        case 'approval-withdrawn':
          if (event.id !== approval) found.push({ type: 'drops', title: titleOf(event.id) });
          break;
        case 'due-extended':
          found.push({ type: 'extends', title: titleOf(event.item), due: event.due });
          break;
        case 'case-closed':
          found.push({ type: 'closes', outcome: outcomeText(definition, event.outcome, language) });
          break;
        default:
      }
    }
    const planned = events.filter(({ type }) => type === 'milestone-planned').length;
    if (planned > 0) found.push({ type: 'plans', milestones: planned });
    const told = events.flatMap((event) =>
      event.type === 'notice' && (event.notice === 'outcome' || event.notice === 'closing') ? [event.to] : [],
    );
    if (told.length > 0) found.push({ type: 'tells', whom: await whom(distinct(told)) });
    return found;
  };
}

function distinct(parties: readonly Party[]): readonly Party[] {
  return [...new Map(parties.map((party) => [JSON.stringify(party), party])).values()];
}
