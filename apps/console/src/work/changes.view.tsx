import type { ComponentChildren } from 'preact';
import type { DocumentView, ItemView, PrerequisiteView } from '#libs/cases';
import {
  answerChanges,
  type FieldChange,
  type FormDefinition,
  type FormField,
  type RowAnswer,
  type RowsField,
} from '#libs/definitions';
import { AnswerView, sourceTitle, valueText, type ReadContext } from '../forms/answers.view.js';
import { DocumentList } from '../forms/files.view.js';
import { words } from '../forms/form-context.js';
import { ScrollTable } from '../layout/controls.view.js';
import { monthText } from '../text/messages.js';

/** One thing that says something else now. */
interface Line {
  readonly what: string;
  readonly before: ComponentChildren;
  readonly now: ComponentChildren;
}

/** What was done again since the last return: field by field, old beside new, files too. */
export function Changes({ view, context }: { readonly view: ItemView; readonly context: ReadContext }) {
  const { say } = context.speech;
  const redone = view.prerequisites.filter(({ before, form }) => before !== null && form !== null);
  const returned = view.returned.find(({ outcome }) => outcome === 'return');
  if (redone.length === 0 || !returned) return null;
  return (
    <section class="changes">
      <h2>{say('changes.title', { at: returned.at })}</h2>
      {redone.map((one) => {
        const lines = linesOf(context, one);
        return (
          <div class="card" key={one.item}>
            <h3>{one.title}</h3>
            {lines.length === 0 ? (
              <p class="muted">{say('changes.none')}</p>
            ) : (
              <ScrollTable
                label={one.title}
                head={[say('changes.what'), say('changes.before'), say('changes.now')]}
              >
                {lines.map(({ what, before, now }, index) => (
                  <tr key={index}>
                    <th scope="row">{what}</th>
                    <td class="was">{before}</td>
                    <td>{now}</td>
                  </tr>
                ))}
              </ScrollTable>
            )}
          </div>
        );
      })}
    </section>
  );
}

function linesOf(
  context: ReadContext,
  { form, before, answers, documents }: PrerequisiteView,
): readonly Line[] {
  if (!form || !before) return [];
  const files = [...before.documents, ...documents];
  const hashes = new Map(files.map(({ id, sha256 }) => [id, sha256]));
  const changes = answerChanges(form, before.answers, answers, (id) => hashes.get(id) ?? id);
  return changes.flatMap((change) => fieldLines({ ...context, documents: files }, form, change));
}

function fieldLines(context: ReadContext, form: FormDefinition, change: FieldChange): readonly Line[] {
  const field = form.fields.find(({ key }) => key === change.field);
  if (!field) return [];
  const label = words(context, field.label);
  switch (change.kind) {
    case 'value': {
      const show = (answer: unknown) => <AnswerView context={context} field={field} answer={answer} />;
      return [{ what: label, before: show(change.before), now: show(change.after) }];
    }
    case 'files':
      return [
        {
          what: label,
          before: (
            <Files
              context={context}
              ids={change.removed}
              empty={context.speech.say('changes.file-none-removed')}
            />
          ),
          now: (
            <Files
              context={context}
              ids={change.added}
              empty={context.speech.say('changes.file-none-added')}
            />
          ),
        },
      ];
    case 'table':
      return tableLines(context, field, label, change);
  }
}

function tableLines(
  context: ReadContext,
  field: FormField,
  label: string,
  { cells, added, removed }: Extract<FieldChange, { kind: 'table' }>,
): readonly Line[] {
  const { say } = context.speech;
  const whole = (row: RowAnswer) => (field.type === 'rows' ? rowText(context, field, row) : '');
  const none = <span class="muted">{say('answer.empty')}</span>;
  const cell = (column: string, value: unknown) =>
    value === undefined ? (
      none
    ) : (
      <bdi class="typed">{valueText(context, columnOf(field, column), value)}</bdi>
    );
  return [
    ...cells.map(({ row, column, before, after }) => ({
      what: `${label} · ${rowName(context, field, row)} · ${columnName(context, field, column)}`,
      before: cell(column, before),
      now: cell(column, after),
    })),
    ...added.map((row) => ({
      what: label,
      before: <span class="muted">{say('changes.row-new')}</span>,
      now: whole(row),
    })),
    ...removed.map((row) => ({
      what: label,
      before: whole(row),
      now: <span class="muted">{say('changes.row-gone')}</span>,
    })),
  ];
}

function columnOf(field: FormField, key: string) {
  return field.type === 'rows' ? field.columns.find((column) => column.key === key) : undefined;
}

function columnName(context: ReadContext, field: FormField, key: string): string {
  const named =
    field.type === 'months' ? field.series.find((series) => series.key === key) : columnOf(field, key);
  return named ? words(context, named.label) : key;
}

/** A month by its name; a row by what it is called where it came from, or was typed here. */
function rowName(context: ReadContext, field: FormField, row: string): string {
  if (field.type === 'months') return monthText(context.speech, row);
  return field.type === 'rows' ? sourceTitle(context, field, row) : row;
}

function rowText(context: ReadContext, field: RowsField, row: RowAnswer): string {
  const values = field.columns.map((column) => valueText(context, column, row[column.key]));
  const source = field.from ? [sourceTitle(context, field, row.key)] : [];
  return [...source, ...values].filter((text) => text !== '').join(' · ');
}

function Files({
  context,
  ids,
  empty,
}: {
  readonly context: ReadContext;
  readonly ids: readonly string[];
  readonly empty: string;
}) {
  const found: readonly DocumentView[] = context.documents.filter(({ id }) => ids.includes(id));
  if (found.length === 0) return <span class="muted">{empty}</span>;
  return <DocumentList speech={context.speech} documents={found} href={context.documentHref} />;
}
