import { instantAt, isLocalDate, localDateAt } from '../business-time.js';
import { refuse, type Draft } from '../draft.js';
import { checkedFacts } from '../facts.js';
import type { By, EarlierPath, EarlierTask, Instant, LocalDate, StageRule } from '../model/index.js';
import { enterExactly } from '../path.js';

/** Enters a case that has travelled a part of its path elsewhere: its past is recorded as such and tells nobody. */
export function enterLater(draft: Draft, earlier: EarlierPath, by: By): void {
  const { stages } = draft.definition.rules;
  const index = stages.findIndex(({ key }) => key === earlier.stage);
  if (index < 0) refuse('stage.unknown');
  let left: LocalDate | undefined;
  let previous = -1;
  for (const rule of stages.slice(0, index)) {
    const position = earlier.stages.findIndex(({ key }) => key === rule.key);
    const past = earlier.stages[position];
    // A stage that not every case travels may be missing; every other one has been travelled.
    if (!past) {
      if (!rule.when) refuse('earlier.incomplete', rule.key);
      continue;
    }
    const inOrder = past.enteredOn <= past.leftOn && (left === undefined || left <= past.enteredOn);
    if (!inOrder || position < previous) refuse('earlier.order', rule.key);
    [left, previous] = [past.leftOn, position];
    const [enteredAt, leftAt] = [atOpening(draft, past.enteredOn), atOpening(draft, past.leftOn)];
    draft.emit({ type: 'stage-imported', stage: rule.key, enteredAt, leftAt });
    importTasks(draft, rule, past.tasks, by, past);
  }
  if (earlier.stages.some(({ key }) => !stages.slice(0, index).some((rule) => rule.key === key)))
    refuse('stage.unknown');
  if (new Set(earlier.stages.map(({ key }) => key)).size < earlier.stages.length) refuse('earlier.order');
  const since = left === undefined ? undefined : { enteredOn: left };
  enterExactly(draft, index, (stage) => importTasks(draft, stage, earlier.tasks, by, since));
}

function importTasks(
  draft: Draft,
  stage: StageRule,
  tasks: readonly EarlierTask[],
  by: By,
  within?: { readonly enteredOn: LocalDate; readonly leftOn?: LocalDate },
): void {
  const seen = new Set<string>();
  for (const { key, completedOn, facts: given } of tasks) {
    const rule = stage.tasks.find((each) => each.key === key);
    if (!rule || seen.has(key)) return refuse('task.unknown');
    seen.add(key);
    const completedAt = atOpening(draft, completedOn);
    const outside =
      within !== undefined &&
      (completedOn < within.enteredOn || (within.leftOn !== undefined && completedOn > within.leftOn));
    if (outside) refuse('earlier.order', key);
    const facts = checkedFacts(draft.state, rule, given);
    const id = `${draft.state.reference}.${key}.1`;
    draft.emit({ type: 'task-imported', id, key, stage: stage.key, round: 1, completedAt, facts, by });
  }
}

/** A day of the past stands for its opening hour. */
function atOpening(draft: Draft, date: LocalDate): Instant {
  const { calendar } = draft.definition;
  if (!isLocalDate(date)) refuse('command.malformed', 'earlier');
  if (date > localDateAt(calendar, draft.now)) refuse('earlier.future', date);
  return Math.min(instantAt(calendar, date, calendar.hours.opens), draft.now);
}
