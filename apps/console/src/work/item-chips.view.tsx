import type { ItemSummary } from '#libs/cases';
import type { Instant } from '#libs/domain';
import type { Speech } from '../text/messages.js';

/** How a task or approval stands, beside its due date. */
export function ItemChips({
  item,
  now,
  speech,
}: {
  readonly item: ItemSummary;
  /** Case time. */
  readonly now: Instant;
  readonly speech: Speech;
}) {
  const { say } = speech;
  return (
    <>
      {item.overdue && <span class="chip late">{say('chip.overdue')}</span>}
      {item.deferred && <span class="chip warn">{say('chip.deferred')}</span>}
      {item.stoppedAt !== null && <span class="chip warn">{say('chip.stopped')}</span>}
      {item.silentUntil !== null && item.silentUntil > now && item.stoppedAt === null && (
        <span class="chip">{say('chip.silent', { at: item.silentUntil })}</span>
      )}
      {item.transcribedAt !== null && <span class="chip warn">{say('chip.transcribed')}</span>}
      {item.voices.length > 0 && item.status === 'open' && (
        <span class="chip">{say('chip.voices', { given: item.voices.length })}</span>
      )}
    </>
  );
}
