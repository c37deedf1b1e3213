import type { FormField } from '#libs/definitions';
import type { FieldError } from '#libs/domain';
import { idOf, words, type FormContext } from './form-context.js';
import { FilesInput } from './files.view.js';
import { SignatureInput, SingleInput, WhenHint } from './inputs.view.js';
import { MonthsInput } from './months.view.js';
import { RowsInput } from './rows.view.js';

/** All inputs of a form, in its order, with what is wrong above them. Hidden fields and buttons are the page's. */
export function FormFields({ context }: { readonly context: FormContext }) {
  return (
    <>
      {context.form.intro && <p class="intro">{words(context, context.form.intro)}</p>}
      {context.form.fields.map((field) =>
        field.when ? (
          <div
            class="conditional"
            key={field.key}
            data-when={field.when.field}
            data-values={
              'is' in field.when
                ? field.when.is === true
                  ? 'yes'
                  : String(field.when.is)
                : field.when.in.join(' ')
            }
          >
            <WhenHint context={context} when={field.when} />
            <FieldInput context={context} field={field} />
          </div>
        ) : (
          <FieldInput key={field.key} context={context} field={field} />
        ),
      )}
    </>
  );
}

/** The list of problems on top, each a link to its input. */
export function ProblemSummary({ context }: { readonly context: FormContext }) {
  const { problems, speech } = context;
  if (problems.length === 0) return null;
  const shown = problems.slice(0, 12);
  return (
    <div class="callout bad" role="alert" tabIndex={-1} id="problems">
      <h2>{speech.say('form.problems', { count: problems.length })}</h2>
      <ul>
        {shown.map((problem) => (
          <li key={`${problem.field} ${problem.code}`}>
            <a href={`#${idOf(problem.field)}`}>{problemText(context, problem)}</a>
          </li>
        ))}
        {problems.length > shown.length && (
          <li>{speech.say('form.more-problems', { count: problems.length - shown.length })}</li>
        )}
      </ul>
    </div>
  );
}

function FieldInput({ context, field }: { readonly context: FormContext; readonly field: FormField }) {
  const { key } = field;
  const value = context.typed[key];
  switch (field.type) {
    case 'months':
      return <MonthsInput context={context} field={field} />;
    case 'rows':
      return <RowsInput context={context} field={field} />;
    case 'signature':
      return <SignatureInput context={context} field={field} name={key} value={value} />;
    case 'files':
      return <FilesInput context={context} field={field} />;
    default:
      return <SingleInput context={context} field={field} name={key} value={value} />;
  }
}

/** A problem by the name of its input; inputs that are the page's own have none. */
function problemText(context: FormContext, { field: path, message }: FieldError): string {
  const [key, ...rest] = path.split('.');
  const field = context.form.fields.find((candidate) => candidate.key === key);
  if (!field) return message;
  return context.speech.say('page.about', { title: pathText(context, field, rest), about: message });
}

function pathText(context: FormContext, field: FormField, rest: readonly string[]): string {
  const label = words(context, field.label);
  if (field.type === 'rows') {
    const column = field.columns.find((candidate) => candidate.key === rest[1]);
    const row = rest[0] === undefined ? '' : ` ${Number(rest[0]) + 1}`;
    return column ? `${label}${row}, ${words(context, column.label)}` : `${label}${row}`;
  }
  if (field.type === 'months') {
    const series = field.series.find((candidate) => candidate.key === rest[1]);
    return series
      ? `${words(context, series.label)}${rest[2] === undefined ? '' : ` (${Number(rest[2]) + 1})`}`
      : label;
  }
  return label;
}
