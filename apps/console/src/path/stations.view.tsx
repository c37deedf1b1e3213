import type { PathState } from '#libs/cases';
import type { Speech } from '../text/messages.js';
import { LoopMark, StateMark } from './marks.view.js';

/** A stage as a station of the line. */
export interface Station {
  readonly key: string;
  readonly title: string;
  readonly state: PathState;
  readonly href?: string;
  /** What is worth a second line: dates, or what the stage holds. */
  readonly note: string;
  /** By how much it differs from the plan; empty for not. */
  readonly delay: string;
  readonly isLater: boolean;
  /** That it was or may be sent back; empty for not. */
  readonly loop: string;
}

/** The stages of a path in their order, like stations of a line: side by side where there is room, else one below the other. */
export function Stations({
  stations,
  speech,
}: {
  readonly stations: readonly Station[];
  readonly speech: Speech;
}) {
  return (
    <ol class="stations">
      {stations.map((station, index) => (
        <StationOf key={station.key} station={station} number={index + 1} speech={speech} />
      ))}
    </ol>
  );
}

function StationOf({
  station: { title, state, href, note, delay, isLater, loop },
  number,
  speech,
}: {
  readonly station: Station;
  readonly number: number;
  readonly speech: Speech;
}) {
  const isHere = state === 'open' || state === 'late';
  return (
    <li class={state} aria-current={isHere ? 'step' : undefined}>
      <span class="station-mark">
        <StateMark state={state} number={number} />
        {loop !== '' && <LoopMark />}
      </span>
      <span class="station-text">
        <strong>{href === undefined ? title : <a href={href}>{title}</a>}</strong>
        <span class="station-dates">
          {href === undefined && <span class="unseen">{speech.say(`path-state.${state}`)} · </span>}
          {note}
        </span>
        {delay !== '' && <span class={isLater ? 'chip warn' : 'chip done'}>{delay}</span>}
        {loop !== '' && <span class="station-dates">{loop}</span>}
      </span>
    </li>
  );
}
