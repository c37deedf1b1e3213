import type { RowsField } from '#libs/definitions';
import { columnNamed, idOf, problemAt, words, type FormContext } from './form-context.js';
import { Group, Problem, SingleInput } from './inputs.view.js';
import { valueText } from './answers.view.js';

type Row = Readonly<Record<string, unknown>>;

/** Empty rows shown beyond the least number asked for; more come with the button. */
const spareRows = 2;

/** Repeating rows as cards: rows of one's own, or those of an earlier form to be completed. */
export function RowsInput({ context, field }: { readonly context: FormContext; readonly field: RowsField }) {
  return field.from ? (
    <OfferedRowsInput context={context} field={field} />
  ) : (
    <OwnRowsInput context={context} field={field} />
  );
}

function OwnRowsInput({ context, field }: { readonly context: FormContext; readonly field: RowsField }) {
  const { speech } = context;
  const rows = typedRows(context, field);
  const shown = Math.min(field.max, Math.max(field.min + spareRows, rows.length));
  return (
    <Group context={context} field={field} name={field.key}>
      {Array.from({ length: shown }, (_, index) => (
        <RowCard
          key={index}
          context={context}
          field={field}
          index={index}
          row={rows[index] ?? {}}
          legend={speech.say('rows.row', { number: index + 1 })}
        />
      ))}
      {shown < field.max && (
        <button type="submit" name="do" value={`add:${field.key}`} class="small">
          {speech.say('rows.add')}
        </button>
      )}
    </Group>
  );
}

function OfferedRowsInput({ context, field }: { readonly context: FormContext; readonly field: RowsField }) {
  const rows = typedRows(context, field);
  const offered = context.offered[field.key] ?? [];
  return (
    <Group context={context} field={field} name={field.key}>
      {!field.from?.all && <p class="help">{context.speech.say('rows.leave-empty')}</p>}
      {offered.map((source, index) => {
        const { key } = source as { readonly key: string };
        const row = rows.find((candidate) => candidate['key'] === key) ?? {};
        const [first, ...others] = field.from?.shows ?? [];
        return (
          <RowCard
            key={key}
            context={context}
            field={field}
            index={index}
            row={{ ...row, key }}
            legend={valueText(context, columnOf(context, first), source[first ?? 'key']) || key}
          >
            <dl class="facts">
              {others.map((column) => (
                <div key={column}>
                  <dt>{labelOf(context, column)}</dt>
                  <dd>{valueText(context, columnOf(context, column), source[column])}</dd>
                </div>
              ))}
            </dl>
          </RowCard>
        );
      })}
    </Group>
  );
}

interface RowCardProps {
  readonly context: FormContext;
  readonly field: RowsField;
  readonly index: number;
  readonly row: Row;
  readonly legend: string;
  readonly children?: preact.ComponentChildren;
}

function RowCard({ context, field, index, row, legend, children }: RowCardProps) {
  const path = `${field.key}.${index}`;
  const { key } = row;
  return (
    <fieldset id={idOf(path)} class={problemAt(context, path) ? 'row wrong' : 'row'} tabIndex={-1}>
      <legend>{legend}</legend>
      <Problem context={context} path={path} />
      <Problem context={context} path={`${path}.key`} />
      {typeof key === 'string' && key !== '' && <input type="hidden" name={`${path}.key`} value={key} />}
      {children}
      <div class="columns">
        {field.columns.map((column) => (
          <SingleInput
            key={column.key}
            compact
            context={context}
            field={column}
            name={`${path}.${column.key}`}
            value={row[column.key]}
          />
        ))}
      </div>
    </fieldset>
  );
}

function typedRows({ typed }: FormContext, field: RowsField): readonly Row[] {
  const rows = typed[field.key];
  return Array.isArray(rows) ? rows.map((row) => (row ?? {}) as Row) : [];
}

function columnOf(context: FormContext, key: string | undefined) {
  return key === undefined ? undefined : columnNamed(context, key);
}

function labelOf(context: FormContext, key: string): string {
  const column = columnNamed(context, key);
  return column
    ? words(context, column.label)
    : context.speech.has(`column.${key}`)
      ? context.speech.say(`column.${key}`)
      : key;
}
