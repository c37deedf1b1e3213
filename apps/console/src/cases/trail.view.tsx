import type { CaseTrailView, TrailEntry } from '#libs/cases';
import type { Speech } from '../text/messages.js';
import { ConditionList } from '../work/conditions.view.js';
import { eventText, isTold, type TrailContext } from './trail-text.js';
import { authorText, conditionsIn, mediumText } from './trail-words.js';

export interface TrailProps {
  readonly view: TrailContext;
  readonly entries: CaseTrailView['entries'];
  readonly speech: Speech;
  /** Events told of one entry; all unless told. */
  readonly most?: number;
}

/** What happened, as sentences: when, who, for whom, by which channel, why. */
export function Trail({ view, entries, speech, most = Number.MAX_SAFE_INTEGER }: TrailProps) {
  return (
    <ol class="trail">
      {entries.map((entry) => (
        <Entry key={entry.seq} view={view} entry={entry} speech={speech} most={most} />
      ))}
    </ol>
  );
}

function Entry({
  view,
  entry,
  speech,
  most,
}: Pick<TrailProps, 'view' | 'speech'> & { readonly entry: TrailEntry; readonly most: number }) {
  const { say } = speech;
  const told = entry.events.filter(isTold);
  return (
    <li class={entry.person === null ? 'by-time' : undefined}>
      <p class="muted">
        {say('date.full-time', { at: entry.at })} · {authorText(speech, entry)}
        {[mediumText(speech, entry)].filter(Boolean).map((medium) => ` · ${medium}`)}
      </p>
      {told.length === 1 && <p>{told.map((event) => eventText(view, speech, event))}</p>}
      {told.length > 1 && (
        <ul>
          {told.slice(0, most).map((event, index) => (
            <li key={index}>{eventText(view, speech, event)}</li>
          ))}
          {told.length > most && (
            <li class="muted">{say('trail.more-events', { count: told.length - most })}</li>
          )}
        </ul>
      )}
      {entry.reason && <blockquote dir="auto">{entry.reason}</blockquote>}
      <ConditionList conditions={conditionsIn(entry)} speech={speech} />
    </li>
  );
}
