import type { PathState } from '#libs/cases';

/** A state as a sign; the word for it stands beside it. */
export function StateMark({ state, number }: { readonly state: PathState; readonly number?: number }) {
  return (
    <svg class={`mark ${state}`} viewBox="0 0 28 28" width="28" height="28" aria-hidden="true">
      <circle cx="14" cy="14" r="12" />
      {inside(state, number)}
    </svg>
  );
}

function inside(state: PathState, number: number | undefined) {
  switch (state) {
    case 'done':
      return <path d="M8.5 14.5l4 4 7-8.5" />;
    case 'late':
      return <path d="M14 7.5v8M14 19.5v.5" />;
    case 'skipped':
    case 'ended':
      return <path d="M8.5 14h11" />;
    default:
      return number === undefined ? null : (
        <text x="14" y="14" dy="0.36em">
          {number}
        </text>
      );
  }
}

/** Whose turn it is to decide: a diamond, as in any drawing of a process. */
export function ApprovalMark({ state }: { readonly state: PathState }) {
  return (
    <svg class={`mark ${state}`} viewBox="0 0 28 28" width="28" height="28" aria-hidden="true">
      <path class="diamond" d="M14 1.5L26.5 14 14 26.5 1.5 14z" />
      {inside(state, undefined)}
    </svg>
  );
}

/** An arrow that leads back to where it came from: rework. */
export function LoopMark() {
  return (
    <svg class="loop" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d="M15.5 7.5A6.5 6.5 0 1 0 16.5 11" />
      <path d="M16.5 3v5h-5" />
    </svg>
  );
}
