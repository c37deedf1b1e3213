import {
  twelveMonths,
  type Answers,
  type ColumnField,
  type FormDefinition,
  type FormField,
  type MonthsAnswer,
  type RowsField,
  type SignatureAnswer,
} from '#libs/definitions';
import { dayText, moneyText, monthText, numberText } from '../text/messages.js';
import { isTicked, unitText, words, type FormContext } from './form-context.js';
import { DocumentList } from './files.view.js';

export type ReadContext = Pick<
  FormContext,
  'speech' | 'currency' | 'documents' | 'documentHref' | 'prerequisites' | 'offered'
>;

interface AnswersProps {
  readonly context: ReadContext;
  readonly form: FormDefinition;
  readonly answers: Answers | Readonly<Record<string, unknown>>;
  /** Only these fields; all that were answered unless told. */
  readonly only?: readonly string[];
}

/** Answers to read: label and value, tables where they are tables. */
export function AnswersView({ context, form, answers, only }: AnswersProps) {
  const fields = form.fields.filter(({ key }) => (only ? only.includes(key) : !isBlank(answers[key])));
  if (fields.length === 0) return <p class="muted">{context.speech.say('answer.none')}</p>;
  return (
    <dl class="answers">
      {fields.map((field) => (
        <div key={field.key}>
          <dt>{words(context, field.label)}</dt>
          <dd>
            <AnswerView context={context} field={field} answer={answers[field.key]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** One answer, right or half typed. */
export function AnswerView({
  context,
  field,
  answer,
}: {
  readonly context: ReadContext;
  readonly field: FormField;
  readonly answer: unknown;
}) {
  if (isBlank(answer)) return <span class="muted">{context.speech.say('answer.empty')}</span>;
  switch (field.type) {
    case 'months':
      return <MonthsTable context={context} field={field} answer={answer as MonthsAnswer} />;
    case 'rows':
      return (
        <RowsTable
          context={context}
          field={field}
          rows={answer as readonly (Readonly<Record<string, unknown>> | null)[]}
        />
      );
    case 'signature': {
      const { name = '', function: position = '', agreed } = answer as Partial<SignatureAnswer>;
      return (
        <>
          {isTicked(agreed) ? '✓ ' : ''}
          {context.speech.say('signature.by', { name, position })}
        </>
      );
    }
    case 'files': {
      const ids = answer as readonly string[];
      return (
        <DocumentList
          speech={context.speech}
          documents={context.documents.filter(({ id }) => ids.includes(id))}
          href={context.documentHref}
        />
      );
    }
    default:
      return (
        <span class="typed" dir="auto">
          {valueText(context, field, answer)}
        </span>
      );
  }
}

/** A year is written without a separator of thousands. */
function isYear(field: ColumnField | undefined): boolean {
  if (field?.type !== 'number' || field.unit) return false;
  const { min = 0, max = Infinity } = field;
  return min >= 1000 && max <= 2999;
}

/** One value in words. */
export function valueText(
  context: Pick<FormContext, 'speech' | 'currency'>,
  field: ColumnField | undefined,
  value: unknown,
): string {
  if (value === null || value === undefined || value === '') return '';
  if (field?.type === 'confirmation' || typeof value === 'boolean')
    return context.speech.say(isTicked(value) ? 'answer.yes' : 'answer.no');
  if (field?.type === 'choice') {
    const option = field.options.find(({ key }) => key === value);
    return option ? words(context, option.label) : typeof value === 'string' ? value : '';
  }
  if (typeof value === 'number' && field?.type === 'number' && field.unit === 'currency' && context.currency)
    return moneyText(context.speech, value, context.currency);
  const unit = field?.type === 'number' && field.unit ? ` ${unitText(context, field.unit)}` : '';
  if (typeof value === 'number' && isYear(field)) return String(value);
  if (typeof value === 'number') return `${numberText(context.speech, value)}${unit}`;
  if (field?.type === 'date' && typeof value === 'string') return dayText(context.speech, value);
  return typeof value === 'string' ? `${value}${unit}` : JSON.stringify(value);
}

function MonthsTable({
  context,
  field,
  answer,
}: {
  readonly context: ReadContext;
  readonly field: Extract<FormField, { type: 'months' }>;
  readonly answer: MonthsAnswer;
}) {
  const filled = field.series.filter(({ key }) =>
    answer.series[key]?.some((cell) => cell !== null && (cell as unknown) !== ''),
  );
  const months = twelveMonths(answer.start ?? '2000-01');
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={words(context, field.label)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{context.speech.say('months.month')}</th>
            {filled.map((series) => (
              <th scope="col" key={series.key} class="number">
                {words(context, series.label)} ({unitText(context, series.unit)})
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((month, index) => (
            <tr key={month}>
              <th scope="row">{answer.start ? monthText(context.speech, month) : index + 1}</th>
              {filled.map((series) => (
                <td key={series.key} class="number">
                  {valueText(context, undefined, answer.series[series.key]?.[index])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowsTable({
  context,
  field,
  rows,
}: {
  readonly context: ReadContext;
  readonly field: RowsField;
  readonly rows: readonly (Readonly<Record<string, unknown>> | null)[];
}) {
  const shown = rows.filter((row) => row !== null && field.columns.some(({ key }) => !isBlank(row[key])));
  const columns = field.columns.filter(({ key }) => shown.some((row) => !isBlank(row?.[key])));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={words(context, field.label)}>
      <table>
        <thead>
          <tr>
            {field.from && <th scope="col" />}
            {columns.map((column) => (
              <th scope="col" key={column.key} class={column.type === 'number' ? 'number' : undefined}>
                {words(context, column.label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            <tr key={index}>
              {field.from && (
                <th scope="row">
                  <bdi>{sourceTitle(context, field, row?.['key'])}</bdi>
                </th>
              )}
              {columns.map((column) => (
                <td key={column.key} class={column.type === 'number' ? 'number' : undefined}>
                  <bdi class="typed">{valueText(context, column, row?.[column.key])}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The words of a row taken from elsewhere, as far as this page has them. */
export function sourceTitle(context: ReadContext, field: RowsField, key: unknown): string {
  const column = field.from?.shows[0] ?? 'title';
  const pools = [
    ...Object.values(context.offered),
    ...context.prerequisites.flatMap(({ answers }) =>
      Object.values(answers).filter((answer): answer is never => Array.isArray(answer)),
    ),
  ] as readonly (readonly unknown[])[];
  const found = pools
    .flat()
    .find(
      (row): row is Readonly<Record<string, unknown>> =>
        typeof row === 'object' &&
        row !== null &&
        (row as Record<string, unknown>)['key'] === key &&
        column in row,
    );
  const title = found?.[column];
  return typeof title === 'string' ? title : typeof key === 'string' ? key.toUpperCase() : '';
}

function isBlank(answer: unknown): boolean {
  return (
    answer === undefined || answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0)
  );
}
