import {
  answerProblemText,
  formOf,
  validateAnswers,
  type Answers,
  type CaseDefinition,
  type FormDefinition,
} from '#libs/definitions';
import { DomainError, type EarlierPath, type EarlierTask, type Facts } from '#libs/domain';
import { offeredRows } from '../case-answers.js';

/** A company that is entered in the middle of its path. */
export interface EarlierInput {
  /** Key of the stage in which it goes on. */
  readonly stage: string;
  /** The stages before it, in order; days are `YYYY-MM-DD`. */
  readonly stages: readonly {
    readonly key: string;
    readonly enteredOn: string;
    readonly leftOn: string;
    readonly tasks: readonly EarlierTaskInput[];
  }[];
  /** Tasks of that stage which are done already. */
  readonly tasks: readonly EarlierTaskInput[];
}

export interface EarlierTaskInput {
  readonly key: string;
  readonly completedOn: string;
  /** As far as they are known; what later tasks and rules stand on is needed. Papers follow with `FileDocuments`. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

/** A past path with its words apart from its facts. */
export interface CheckedPast {
  readonly path: EarlierPath;
  /** By task key. */
  readonly answers: Readonly<Record<string, Answers>>;
}

/** Checks what was done before against the forms of the definition, task after task; throws `answers.invalid` with `details.fields`. */
export function checkedPast(definition: CaseDefinition, input: EarlierInput, language: string): CheckedPast {
  const answers: Record<string, Answers> = {};
  const read = ({ key, completedOn, answers: given = {} }: EarlierTaskInput): EarlierTask => {
    const checked = checkedTask(definition, key, given, answers, language);
    answers[key] = checked.answers;
    return { key, completedOn, facts: checked.facts };
  };
  const stages = input.stages.map(({ key, enteredOn, leftOn, tasks }) => ({
    ...{ key, enteredOn, leftOn },
    tasks: tasks.map(read),
  }));
  return { path: { stage: input.stage, stages, tasks: input.tasks.map(read) }, answers };
}

function checkedTask(
  definition: CaseDefinition,
  key: string,
  given: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, Answers>>,
  language: string,
): { readonly answers: Answers; readonly facts: Facts } {
  const form = formOf(definition, key);
  if (!form)
    throw new DomainError('not-found', 'task.unknown', null, {
      hint: 'Name tasks of the stages of the definition by their keys.',
    });
  const checked = validateAnswers(
    pastForm(form),
    given,
    offeredRows(definition, key, (task) => before[task]),
  );
  if (checked.ok) return checked;
  throw new DomainError('invalid', 'answers.invalid', key, {
    fields: checked.problems.map((problem) => ({
      field: `earlier.${key}.${problem.path}`,
      code: problem.code,
      message: answerProblemText(problem, language),
    })),
  });
}

/** Of the past nothing is asked for that is not known; which facts are needed, the core says. Uploads need a case first. */
function pastForm(form: FormDefinition): FormDefinition {
  return {
    ...form,
    insteadOf: [],
    fields: form.fields
      .filter(({ type }) => type !== 'files')
      .map((field) => ({
        ...field,
        required: false,
        ...(field.type === 'months' && {
          series: field.series.map((series) => ({ ...series, required: false })),
        }),
      })),
  };
}
