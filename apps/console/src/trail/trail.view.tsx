import type { CaseTrailView, TrailEntry, TrailHandover } from '#libs/cases';
import type { Speech } from '../text/messages.js';
import { ConditionList } from '../decisions/conditions.view.js';
import { eventText, handoverText, isTold, type TrailContext } from './trail-text.js';
import { authorText, conditionsIn, mediumText } from './trail-words.js';

export interface TrailProps {
  readonly view: TrailContext;
  readonly entries: CaseTrailView['entries'];
  readonly speech: Speech;
  /** Events told of one entry; all unless told. */
  readonly most?: number;
}

/** No one beside who did it, and no way it came by. */
const alone = { channel: null, onBehalfOf: null, onBehalfOfName: null, viaName: null, declared: null };

/** What happened, as sentences: when, who, for whom, by which channel, why. */
export function Trail({ view, entries, speech, most = Number.MAX_SAFE_INTEGER }: TrailProps) {
  return (
    <ol class="trail">
      {entries.map((line) =>
        'events' in line ? (
          <Entry key={line.seq} view={view} entry={line} speech={speech} most={most} />
        ) : (
          <HandedOn key={`${line.id} ${line.handover}`} view={view} line={line} speech={speech} />
        ),
      )}
    </ol>
  );
}

/** A task that changed hands within the company. */
function HandedOn({
  view,
  line,
  speech,
}: Pick<TrailProps, 'view' | 'speech'> & { readonly line: TrailHandover }) {
  const { at, person, personName, organisation } = line;
  const author = { ...alone, person, personName, organisation };
  return (
    <li>
      <p class="muted">
        {speech.say('date.full-time', { at })} · {authorText(speech, author)}
      </p>
      <p>{handoverText(view, speech, line)}</p>
    </li>
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
