import { dayText, type Speech } from '../text/messages.js';
import type { DecisionProblems, TypedCondition } from './decision-body.js';

/** Rows that stand open for conditions not typed yet. */
const emptyRows = 2;

/** Conditions of an approval as rows of text and day; the button adds lines without a script. */
export function ConditionRows({
  conditions,
  problems,
  speech,
}: {
  readonly conditions: readonly TypedCondition[];
  readonly problems: DecisionProblems;
  readonly speech: Speech;
}) {
  const rows = [...conditions, ...Array.from({ length: emptyRows }, () => ({ text: '', date: '' }))];
  return (
    <fieldset class="field">
      <legend>
        {speech.say('decision.conditions')}
        <span class="optional"> {speech.say('form.optional')}</span>
      </legend>
      <p class="help">{speech.say('decision.conditions-help')}</p>
      {rows.map((row, index) => {
        const id = `conditions-${index}` as const;
        const problem = problems[id];
        return (
          <fieldset class={problem ? 'row wrong' : 'row'} key={id} id={id} tabIndex={-1}>
            <legend>{speech.say('decision.condition', { number: index + 1 })}</legend>
            {problem && (
              <p class="problem" id={`${id}-problem`}>
                {speech.say(problem)}
              </p>
            )}
            <div class="field">
              <label for={`${id}-text`}>{speech.say('decision.condition-text')}</label>
              <textarea
                id={`${id}-text`}
                name={`conditions.${index}.text`}
                rows={2}
                maxLength={4000}
                aria-describedby={problem ? `${id}-problem` : undefined}
              >
                {row.text}
              </textarea>
            </div>
            <div class="field">
              <label for={`${id}-date`}>{speech.say('decision.condition-date')}</label>
              <input
                type="date"
                class="date"
                id={`${id}-date`}
                name={`conditions.${index}.date`}
                value={row.date}
              />
            </div>
          </fieldset>
        );
      })}
      <button type="submit" name="do" value="lines" class="small">
        {speech.say('rows.add')}
      </button>
    </fieldset>
  );
}

/** Conditions to read: what is asked, by when. */
export function ConditionList({
  conditions,
  speech,
}: {
  readonly conditions: readonly TypedCondition[];
  readonly speech: Speech;
}) {
  if (conditions.length === 0) return null;
  return (
    <>
      <p>
        <strong>{speech.say('decision.conditions')}</strong>
      </p>
      <ol class="conditions">
        {conditions.map(({ text, date }) => (
          <li key={`${date} ${text}`}>
            <bdi class="typed">{text}</bdi>{' '}
            <span class="muted">{speech.say('decision.condition-by', { day: dayText(speech, date) })}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
