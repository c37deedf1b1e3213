import type { Instant } from '#libs/domain';
import { readMonth, twelveMonths, type MonthsField } from '#libs/definitions';
import { monthText } from '../text/messages.js';
import { idOf, inputText, problemAt, unitText, words, type FormContext } from './form-context.js';
import { described, Group, Problem } from './inputs.view.js';

/** Name of the hidden input that says which first month the labels were written for. */
export function shownMonth(field: string): string {
  return `shown.${field}`;
}

/** Twelve months by series: a grid of small inputs a series, four rows of three on a phone. */
export function MonthsInput({
  context,
  field,
}: {
  readonly context: FormContext;
  readonly field: MonthsField;
}) {
  const { speech } = context;
  const { key } = field;
  const typed = (context.typed[key] ?? {}) as {
    readonly start?: unknown;
    readonly series?: Readonly<Record<string, readonly unknown[] | undefined>>;
  };
  const start = (typeof typed.start === 'string' && readMonth(typed.start)) || context.firstMonth;
  const months = twelveMonths(start);
  const startName = `${key}.start`;
  return (
    <Group context={context} field={field} name={key}>
      <Problem context={context} path={startName} />
      <div class="first-month">
        <label for={idOf(startName)}>{speech.say('months.start')}</label>
        <select id={idOf(startName)} name={startName} {...described(context, startName, false)}>
          {startChoices(start, context.firstMonth).map((month) => (
            <option key={month} value={month} selected={month === start}>
              {monthText(speech, month, 'long')}
            </option>
          ))}
        </select>
        <button type="submit" name="do" value="save" class="small">
          {speech.say('months.show')}
        </button>
        <input type="hidden" name={shownMonth(key)} value={start} />
      </div>
      {field.series.map((series) => {
        const path = `${key}.series.${series.key}`;
        const cells = typed.series?.[series.key] ?? [];
        return (
          <fieldset
            key={series.key}
            id={idOf(path)}
            class={problemAt(context, path) ? 'series wrong' : 'series'}
            tabIndex={-1}
          >
            <legend>
              {words(context, series.label)} <span class="unit">({unitText(context, series.unit)})</span>
              {!series.required && <span class="optional"> {speech.say('form.optional')}</span>}
            </legend>
            <Problem context={context} path={path} />
            <div class="months">
              {months.map((month, index) => {
                const name = `${path}.${index}`;
                return (
                  <div key={month} class={problemAt(context, name) ? 'wrong' : undefined}>
                    <label for={idOf(name)}>{monthText(speech, month)}</label>
                    <input
                      type="text"
                      inputMode={series.decimals > 0 ? 'decimal' : 'numeric'}
                      id={idOf(name)}
                      name={name}
                      autoComplete="off"
                      value={inputText(speech, cells[index])}
                      {...described(context, name, false)}
                    />
                    <Problem context={context} path={name} />
                  </div>
                );
              })}
            </div>
          </fieldset>
        );
      })}
    </Group>
  );
}

/** Two years of first months up to the newest that is complete, and the one chosen. */
function startChoices(chosen: string, newest: string): readonly string[] {
  const [year = 0, month = 1] = newest.split('-').map(Number);
  const choices = Array.from({ length: 24 }, (_, back) => {
    const at = year * 12 + month - 1 - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
  return choices.includes(chosen) ? choices : [chosen, ...choices];
}

/** First of the twelve months that end with the last complete one, `YYYY-MM`. */
export function firstMonthBefore(now: Instant): string {
  const date = new Date(now);
  return `${date.getUTCFullYear() - 1}-${String(date.getUTCMonth() + 1).padStart(2, '0')}`;
}
