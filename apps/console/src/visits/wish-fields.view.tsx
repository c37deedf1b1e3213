import type { LocalDate } from '#libs/domain';
import type { Speech } from '../text/messages.js';
import type { VisitState } from './visit-desk.js';

/** When another date would suit: a day to come, words, or both. */
export function WishFields({
  state,
  today,
  speech,
}: {
  readonly state: VisitState;
  readonly today: LocalDate;
  readonly speech: Speech;
}) {
  const { say } = speech;
  const isPosted = state.act === 'ask';
  return (
    <>
      <div class="field">
        <label for="wished-day">
          {say('visit.page-day')} <span class="optional">{say('form.optional')}</span>
        </label>
        <input
          type="date"
          class="date"
          id="wished-day"
          name="slots.0.day"
          min={today}
          value={isPosted ? (state.typed.slots[0]?.day ?? '') : ''}
        />
      </div>
      <div class="field">
        <label for="wish">{say('visit.page-words')}</label>
        <textarea id="wish" name="reason" rows={3} maxLength={4000} dir="auto">
          {isPosted ? state.typed.reason : ''}
        </textarea>
      </div>
    </>
  );
}
