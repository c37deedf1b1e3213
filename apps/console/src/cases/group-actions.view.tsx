import type { Visit } from '../http/visit.js';

/** What may be done to the cases that are ticked above, or to all that match; the next page says to which, and asks. */
export function GroupActions({
  visit,
  acts,
  matching,
}: {
  readonly visit: Visit;
  readonly acts: readonly string[];
  readonly matching: number;
}) {
  const { say } = visit.speech;
  return (
    <fieldset class="group-actions">
      <legend>{say('group.legend')}</legend>
      <label class="tick">
        <input type="checkbox" name="all" value="yes" />
        <span>{say('group.all', { count: matching })}</span>
      </label>
      <div class="actions">
        {acts.map((act) => (
          <button key={act} type="submit" name="act" value={act}>
            {say(`group.${act}`)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
