import type { PathStageView } from '#libs/cases';
import type { Speech } from '../text/messages.js';
import { LoopMark, StateMark } from './marks.view.js';
import { datesText, delayText } from './path-dates.js';

/** The stages of a path in their order, like stations of a line: side by side where there is room, else one below the other. */
export function Stations({
  stages,
  speech,
}: {
  readonly stages: readonly PathStageView[];
  readonly speech: Speech;
}) {
  const { say } = speech;
  return (
    <ol class="stations">
      {stages.map((stage, index) => {
        const isHere = stage.state === 'open' || stage.state === 'late';
        const delay = delayText(speech, stage);
        return (
          <li key={stage.key} class={stage.state} aria-current={isHere ? 'step' : undefined}>
            <span class="station-mark">
              <StateMark state={stage.state} number={index + 1} />
              {stage.returns > 0 && <LoopMark />}
            </span>
            <span class="station-text">
              <strong>{stage.title}</strong>
              <span class="station-dates">
                <span class="unseen">{say(`path-state.${stage.state}`)} · </span>
                {datesText(speech, stage)}
              </span>
              {delay && <span class="chip warn">{delay}</span>}
              {stage.returns > 0 && (
                <span class="station-dates">{say('path.returns', { count: stage.returns })}</span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
