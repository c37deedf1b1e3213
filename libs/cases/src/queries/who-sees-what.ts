import { labelsOpened, templateKey, type CaseDefinition } from '#libs/definitions';
import { whoSeesWhat } from '#libs/identity';
import type { DataPolicy } from '#libs/persistence';
import type { SightView } from './views.js';

/** What of a task's form each role reads that does not read all of it; `task` as it runs (I15). */
export function sightsOf(
  policy: DataPolicy,
  definition: CaseDefinition,
  task: string,
  language: string,
): readonly SightView[] {
  const key = templateKey(definition, task) ?? task;
  return whoSeesWhat(policy).map(({ role, opened }) => ({
    role,
    fields: [...new Set(opened.flatMap((pattern) => labelsOpened(definition, key, pattern, language)))],
    measures: opened.some((pattern) => pattern.startsWith('measures.')),
  }));
}
