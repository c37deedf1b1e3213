import { textsOf, type CaseDefinition } from '#libs/definitions';
import type { Instant, Transition } from '#libs/domain';
import type { StageView } from './views.js';

/** The path's stages in order, with what the log says of each. */
export function stageViews(
  definition: CaseDefinition,
  log: readonly Transition[],
  language: string,
): readonly StageView[] {
  const moments = log.flatMap(({ at, events }) => events.map((event) => ({ at, event })));
  const lastOf = (type: string, stage: string) =>
    moments.findLast(({ event }) => event.type === type && 'stage' in event && event.stage === stage);
  return definition.rules.stages.map(({ key }) => {
    const entered: Instant | null = lastOf('stage-entered', key)?.at ?? null;
    const left = lastOf('stage-left', key);
    const skipped = lastOf('stage-skipped', key) !== undefined;
    return {
      key,
      title: textsOf(definition, key, language).title,
      status: skipped ? 'skipped' : left ? 'done' : entered === null ? 'ahead' : 'current',
      enteredAt: entered,
      leftAt: left?.at ?? null,
      outcome: left?.event.type === 'stage-left' ? left.event.outcome : null,
    };
  });
}
