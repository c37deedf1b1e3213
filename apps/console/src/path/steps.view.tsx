import type { PathState } from '#libs/cases';
import { ApprovalMark, LoopMark, StateMark } from './marks.view.js';

/** A task or an approval as a step of its stage. */
export interface Step {
  readonly key: string;
  readonly kind: 'task' | 'approval';
  readonly title: string;
  readonly state: PathState;
  /** Page of what has been opened, or place on this one. */
  readonly href: string | null;
  /** Whose it is, and when; each a line. */
  readonly notes: readonly string[];
  /** What it leads back to, or that it was done over; empty for not. */
  readonly loop: string;
}

/** The steps of one stage in their order: tasks as circles, the decision that leads on as a diamond. */
export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ol class="steps">
      {steps.map(({ key, kind, title, state, href, notes, loop }) => (
        <li key={key} class={`${state} ${kind}`}>
          {kind === 'approval' ? <ApprovalMark state={state} /> : <StateMark state={state} />}
          <span class="step-text">
            <span class="step-title">{href === null ? title : <a href={href}>{title}</a>}</span>
            {notes.map((note) => (
              <span key={note} class="muted">
                {note}
              </span>
            ))}
            {loop !== '' && (
              <span class="muted step-loop">
                <LoopMark /> {loop}
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
