import type { DoubtfulSlot, TypedSlot } from '#libs/cases';
import type { Speech } from '../text/messages.js';
import { slotsText } from './typed-visit.js';

/** Rows of a day with its times, each a group of its own; a row that stays empty is none. */
export function SlotFields({
  id,
  count,
  slots,
  first,
  speech,
}: {
  /** Sets the fields of several forms of a page apart. */
  readonly id: string;
  readonly count: number;
  readonly slots: readonly TypedSlot[];
  /** `YYYY-MM-DD`: no day before it. */
  readonly first: string;
  readonly speech: Speech;
}) {
  const { say } = speech;
  return (
    <div class="slots">
      {Array.from({ length: count }, (_, index) => (
        <fieldset class="slot" key={index}>
          <legend>
            {count === 1 ? say('visit.new-date') : say('visit.slot-number', { number: index + 1 })}
          </legend>
          {(['day', 'from', 'to'] as const).map((part) => (
            <div class="field" key={part}>
              <label for={`${id}-${index}-${part}`}>{say(`visit-slot.${part}`)}</label>
              <input
                type={part === 'day' ? 'date' : 'time'}
                id={`${id}-${index}-${part}`}
                name={`slots.${index}.${part}`}
                value={slots[index]?.[part] ?? ''}
                min={part === 'day' ? first : undefined}
                required={index === 0}
              />
            </div>
          ))}
        </fieldset>
      ))}
    </div>
  );
}

/** What should be thought of before these dates are sent; the same form again sends them all the same. */
export function SlotDoubts({
  doubts,
  slots,
  speech,
}: {
  readonly doubts: readonly DoubtfulSlot[];
  readonly slots: readonly TypedSlot[];
  readonly speech: Speech;
}) {
  const { say } = speech;
  if (doubts.length === 0) return null;
  return (
    <div class="callout warn" role="alert" tabIndex={-1} id="problems">
      <p>
        <strong>{say('visit.doubts')}</strong>
      </p>
      <ul>
        {doubts.flatMap(({ slot, warnings }) =>
          warnings.map((warning) => (
            <li key={`${slot} ${warning}`}>
              {slots.length === 1
                ? say(`slot-warning.${warning}`)
                : say('visit.at-slot', { number: slot, problem: say(`slot-warning.${warning}`) })}
            </li>
          )),
        )}
      </ul>
      <input type="hidden" name="anyway" value={slotsText(slots)} />
      <p>{say('visit.anyway')}</p>
    </div>
  );
}
