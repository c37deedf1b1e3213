import type { CaseView, Page, TrailEntry } from '#libs/cases';
import type { Speech } from '../text/messages.js';
import { ConditionList } from '../work/conditions.view.js';
import { eventText, isTold } from './trail-text.js';
import { authorText, conditionsIn, mediumText } from './trail-words.js';

export interface TrailProps {
  readonly view: CaseView;
  readonly trail: Page<TrailEntry>;
  readonly speech: Speech;
}

/** Everything that happened, newest page last, as sentences: when, who, for whom, by which channel, why. */
export function Trail({ view, trail, speech }: TrailProps) {
  const { say } = speech;
  return (
    <>
      <ol class="files">
        {trail.items.map((entry) => (
          <li key={entry.seq}>
            <span class="muted">
              {[say('date.full-time', { at: entry.at }), authorText(speech, entry), mediumText(speech, entry)]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <br />
            {entry.events.filter(isTold).map((event, index) => (
              <span key={index}>
                {eventText(view, speech, event)}
                <br />
              </span>
            ))}
            {entry.reason && <blockquote>{entry.reason}</blockquote>}
            <ConditionList conditions={conditionsIn(entry)} speech={speech} />
          </li>
        ))}
      </ol>
      {trail.next !== null && (
        <a href={`/console/cases/${view.case.reference}?trail=${encodeURIComponent(trail.next)}`}>
          {say('list.more')}
        </a>
      )}
    </>
  );
}
