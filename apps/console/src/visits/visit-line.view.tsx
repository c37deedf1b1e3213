import type { VisitView } from '#libs/cases';
import type { Speech } from '../text/messages.js';
import { inZone } from '../text/messages.js';
import { visitorsText, whenText } from './visit-words.js';

/** How a visit stands, in a word; whose turn it is stands beside it. */
export function VisitChips({ view, speech }: { readonly view: VisitView; readonly speech: Speech }) {
  const { say } = speech;
  const { state, isOver, waitsFor, yourTurn } = view;
  const tone = state === 'confirmed' ? 'chip done' : 'chip';
  return (
    <>
      <span class={tone}>{say(isOver ? 'visit.is-over' : `visit-state.${state}`)}</span>
      {waitsFor !== null && (
        <span class="chip warn">{say(`visit-turn.${yourTurn ? 'yours' : waitsFor}`)}</span>
      )}
    </>
  );
}

/** Visits one below the other, each with the way to its page. */
export function VisitLines({
  visits,
  href,
  speech,
  isNamed,
}: {
  readonly visits: readonly VisitView[];
  readonly href: (view: VisitView) => string;
  readonly speech: Speech;
  /** Says whose company it is; on a page about several. */
  readonly isNamed: boolean;
}) {
  return (
    <ul class="work visits">
      {visits.map((view) => {
        const said = inZone(speech, view.timeZone);
        return (
          <li key={view.id} id={view.id}>
            <div class="what">
              <a href={href(view)}>
                {isNamed && (
                  <>
                    <bdi>{view.organisationName}</bdi> ·{' '}
                  </>
                )}
                {whenText(said, view)}
              </a>
              <div class="muted">
                <bdi>{view.place}</bdi> · {visitorsText(said, view.visitors)}
              </div>
            </div>
            <p class="chips">
              <VisitChips view={view} speech={said} />
            </p>
          </li>
        );
      })}
    </ul>
  );
}
