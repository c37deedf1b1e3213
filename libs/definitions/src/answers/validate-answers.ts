import type { Fact, Facts } from '#libs/domain';
import type { Answer, Answers, FormDefinition, FormField, RowAnswer } from '../form-model.js';
import type { AnswerProblem } from './problems.js';
import {
  fileIds,
  isAsked,
  isObject,
  readColumn,
  readFiles,
  readSignature,
  type Complain,
} from './read-field.js';
import { readMonths } from './read-months.js';
import { readRows } from './read-rows.js';

/** What a submitted form says. With problems, `answers` and `facts` hold only what could be read. */
export interface CheckedAnswers {
  readonly ok: boolean;
  readonly answers: Answers;
  /** Typed facts for the command. */
  readonly facts: Facts;
  /** Ids of all documents the answers list, each once. */
  readonly documents: readonly string[];
  readonly problems: readonly AnswerProblem[];
}

/**
 * Checks a submitted form and cleans its answers: the one function behind the SME's page, the console and the API. Takes
 * JSON as well as the strings of an HTML form (see `nestFields`). `offered` has the rows each `rows` field with `from` may
 * hold (see `sourceRows`), by field key.
 */
export function validateAnswers(
  form: FormDefinition,
  given: unknown,
  offered: Readonly<Record<string, readonly RowAnswer[]>> = {},
): CheckedAnswers {
  const problems: AnswerProblem[] = [];
  const complain: Complain = (path, code, params = {}) => problems.push({ path, code, params });
  const raw = isObject(given) ? given : {};
  for (const key of Object.keys(raw)) {
    if (!form.fields.some((field) => field.key === key)) complain(key, 'field.unknown');
  }
  const replaced = new Set(
    form.insteadOf
      .filter(({ files }) => (fileIds(raw[files])?.length ?? 0) > 0)
      .flatMap(({ replaces }) => replaces),
  );
  const answers: Record<string, Answer> = {};
  for (const field of form.fields) {
    if (!isAsked(field.when, answers)) continue;
    const context = { form, replaced, complain, offered: offered[field.key]?.map(({ key }) => key) };
    const answer = readField(field, raw[field.key], context);
    if (answer !== undefined) answers[field.key] = answer;
  }
  const documents = form.fields.flatMap(
    (field) => (field.type === 'files' ? (answers[field.key] as string[] | undefined) : []) ?? [],
  );
  return {
    ok: problems.length === 0,
    answers,
    facts: factsIn(form, answers),
    documents: [...new Set(documents)],
    problems,
  };
}

interface Context {
  readonly form: FormDefinition;
  /** Fields and `field.series` for which documents stand in. */
  readonly replaced: ReadonlySet<string>;
  readonly offered: readonly string[] | undefined;
  readonly complain: Complain;
}

function readField(
  field: FormField,
  raw: unknown,
  { form, replaced, offered, complain }: Context,
): Answer | undefined {
  const required = field.required && !replaced.has(field.key);
  switch (field.type) {
    case 'months': {
      const seriesOf = (names: Iterable<string>) =>
        new Set(
          [...names]
            .filter((name) => name.startsWith(`${field.key}.`))
            .map((name) => name.slice(field.key.length + 1)),
        );
      const replaceable = seriesOf(form.insteadOf.flatMap(({ replaces }) => replaces));
      return readMonths(
        field,
        raw,
        field.key,
        required,
        { replaced: seriesOf(replaced), replaceable },
        complain,
      );
    }
    case 'rows':
      return readRows(field, raw, field.key, required, offered, complain);
    case 'signature':
      return readSignature(raw, field.key, required, complain);
    case 'files':
      return readFiles(field, raw, field.key, required, complain);
    default:
      return readColumn(field, raw, field.key, required, complain);
  }
}

function factsIn(form: FormDefinition, answers: Answers): Facts {
  const facts: Record<string, Fact> = {};
  for (const field of form.fields) {
    const answer = answers[field.key];
    if (answer === undefined || !('fact' in field)) continue;
    if (field.type === 'rows') {
      const { key, date } = field.fact;
      facts[key] = (answer as readonly RowAnswer[]).map((row) => {
        const on = date === undefined ? undefined : row[date];
        return { key: row.key, ...(typeof on === 'string' && { date: on }) };
      });
    } else facts[field.fact] = answer as string | number | boolean;
  }
  return facts;
}
