import { textsOf, type CaseDefinition } from '#libs/definitions';
import type { CaseEvent, Instant, Transition } from '#libs/domain';
import type { StageView } from './views.js';

/** The path's stages in order, with what the log says of each. A reopening turns its stage and those after it into history. */
export function stageViews(
  definition: CaseDefinition,
  log: readonly Transition[],
  language: string,
): readonly StageView[] {
  const keys = definition.rules.stages.map(({ key }) => key);
  const moments = log.flatMap(({ at, events }) => events.map((event) => ({ at, event })));
  return keys.map((key, index) => {
    const reopened = moments.findLastIndex(
      ({ event }) => event.type === 'case-reopened' && keys.indexOf(event.stage) <= index,
    );
    const since = moments.slice(reopened + 1);
    const last = since.findLast(({ event }) => concerns(event, key));
    return {
      key,
      title: textsOf(definition, key, language).title,
      ...dates(
        last,
        moments.findLast(({ event }) => event.type === 'stage-entered' && event.stage === key)?.at,
        since.find(({ event }) => event.type === 'case-closed')?.at,
      ),
      imported: last?.event.type === 'stage-imported',
    };
  });
}

type Dates = Pick<StageView, 'status' | 'enteredAt' | 'leftAt' | 'outcome'>;

function dates(
  last: { readonly at: Instant; readonly event: CaseEvent } | undefined,
  enteredAt: Instant = 0,
  closedAt: Instant | null = null,
): Dates {
  switch (last?.event.type) {
    case 'stage-entered':
      return { status: closedAt === null ? 'current' : 'ended', enteredAt, leftAt: closedAt, outcome: null };
    case 'stage-left':
      return { status: 'done', enteredAt, leftAt: last.at, outcome: last.event.outcome };
    case 'stage-imported': {
      const { enteredAt: entered, leftAt } = last.event;
      return { status: 'done', enteredAt: entered, leftAt, outcome: null };
    }
    case 'stage-skipped':
      return { status: 'skipped', enteredAt: null, leftAt: null, outcome: null };
    default:
      return { status: 'ahead', enteredAt: null, leftAt: null, outcome: null };
  }
}

function concerns(event: CaseEvent, stage: string): boolean {
  return event.type.startsWith('stage-') && 'stage' in event && event.stage === stage;
}
