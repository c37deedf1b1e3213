import type { EarlierInput } from '#libs/cases';
import { formOf, pastFields, type CaseDefinition, type FormDefinition } from '#libs/definitions';
import { decodeBody } from '../forms/form-encoding.js';
import { textOf } from '../http/form-post.js';

/** A task of the past as the page asks for it: the day, and those answers that rules need. */
export interface PastTask {
  readonly key: string;
  readonly stage: string;
  /** Its fields under names of their own, because a page holds many forms. */
  readonly form: FormDefinition;
}

const separator = '__';

/** Tasks that may have been done before a case goes on in that stage. */
export function pastTasks(definition: CaseDefinition, stage: string): readonly PastTask[] {
  const { stages } = definition.rules;
  const index = stages.findIndex(({ key }) => key === stage);
  return stages.slice(0, index + 1).flatMap((rule) =>
    rule.tasks.flatMap(({ key }): readonly PastTask[] => {
      const form = formOf(definition, key);
      const asked = pastFields(definition, key);
      if (!form || !asked) return [];
      const fields = asked.map((field) => {
        const { when: _, ...plain } = field;
        return { ...plain, key: `${key}${separator}${field.key}`, required: false };
      });
      return [{ key, stage: rule.key, form: { ...form, insteadOf: [], fields } }];
    }),
  );
}

/** What was posted, as the use case takes it: a task without a day was not done. */
export function earlierOf(
  definition: CaseDefinition,
  stage: string,
  body: Readonly<Record<string, unknown>>,
): EarlierInput {
  const tasksOf = (of: string) =>
    pastTasks(definition, stage)
      .filter((task) => task.stage === of && textOf(body[`done.${task.key}`]) !== '')
      .map(({ key, form }) => ({
        key,
        completedOn: textOf(body[`done.${key}`]),
        answers: Object.fromEntries(
          Object.entries(decodeBody(form, body)).map(([name, answer]) => [
            name.slice(key.length + separator.length),
            answer,
          ]),
        ),
      }));
  const stages = definition.rules.stages.map(({ key }) => key);
  return {
    stage,
    stages: stages
      .slice(0, stages.indexOf(stage))
      .filter((key) => textOf(body[`entered.${key}`]) !== '' || textOf(body[`left.${key}`]) !== '')
      .map((key) => ({
        key,
        enteredOn: textOf(body[`entered.${key}`]),
        leftOn: textOf(body[`left.${key}`]),
        tasks: tasksOf(key),
      })),
    tasks: tasksOf(stage),
  };
}

/** A refusal names `earlier.<task>.<field>`; the page's inputs are named otherwise. */
export function inputOf(field: string): string {
  const [, task = '', ...path] = field.split('.');
  return `${task}${separator}${path.join('.')}`;
}
