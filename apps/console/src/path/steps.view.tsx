import type { PathStepView } from '#libs/cases';
import type { Speech } from '../text/messages.js';
import { partyText } from '../work/party-text.js';
import { ApprovalMark, LoopMark, StateMark } from './marks.view.js';

/** The steps of one stage in their order: tasks as circles, the decision that leads on as a diamond. */
export function Steps({
  steps,
  speech,
  hrefOf,
}: {
  readonly steps: readonly PathStepView[];
  readonly speech: Speech;
  /** Page of a step that has been opened. */
  readonly hrefOf: (id: string) => string;
}) {
  const { say } = speech;
  return (
    <ol class="steps">
      {steps.map((step) => (
        <li key={step.key} class={`${step.state} ${step.kind}`}>
          {step.kind === 'approval' ? <ApprovalMark state={step.state} /> : <StateMark state={step.state} />}
          <span class="step-text">
            <span class="step-title">
              {step.id === null ? step.title : <a href={hrefOf(step.id)}>{step.title}</a>}
            </span>
            {step.measure !== null && <span class="muted">{step.measure}</span>}
            <span class="muted">
              {step.parties.map((party) => partyText(speech, party)).join(', ')}
              {step.parties.length > 0 && ' · '}
              {stepDates(speech, step)}
            </span>
            {step.returns > 0 && (
              <span class="muted step-loop">
                <LoopMark /> {say('path.again', { count: step.returns })}
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

function stepDates({ say }: Speech, { state, span, due }: PathStepView): string {
  switch (state) {
    case 'done':
      return span?.end == null ? say('path-state.done') : say('path.done', { at: span.end });
    case 'open':
      return due === null ? say('path-state.open') : say('today.due', { at: due });
    case 'late':
      return due === null ? say('path-state.late') : say('path.late', { at: due });
    case 'ahead':
      return span?.end == null ? say('path-state.ahead') : say('path.expected', { at: span.end });
    default:
      return say(`path-state.${state}`);
  }
}
