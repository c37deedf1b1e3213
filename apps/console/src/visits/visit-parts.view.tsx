import type { VisitChangeView, VisitView } from '#libs/cases';
import type { Rewritten } from '#libs/persistence';
import { dayText, listText, type Speech } from '../text/messages.js';
import { partyText } from '../work/party-text.js';
import { namesText, slotText, visitorsText } from './visit-words.js';

/** When and where, who comes and whom they meet. */
export function VisitFacts({ view, speech }: { readonly view: VisitView; readonly speech: Speech }) {
  const { say } = speech;
  const { startsAt, endsAt, place, visitors, invited, functions, note } = view;
  const hosts =
    invited.length > 0
      ? namesText(speech, invited)
      : listText(
          speech,
          functions.map((name) => partyText(speech, name)),
        );
  return (
    <dl class="facts">
      {startsAt !== null && endsAt !== null && (
        <div>
          <dt>{say('visit.when')}</dt>
          <dd>
            <strong>{slotText(speech, { startsAt, endsAt })}</strong>
          </dd>
        </div>
      )}
      <div>
        <dt>{say('visit.place')}</dt>
        <dd>
          <bdi>{place}</bdi>
        </dd>
      </div>
      <div>
        <dt>{say('visit.visitors')}</dt>
        <dd>{visitorsText(speech, visitors)}</dd>
      </div>
      <div>
        <dt>{say('visit.functions')}</dt>
        <dd>{hosts}</dd>
      </div>
      {note !== '' && (
        <div>
          <dt>{say('visit.note')}</dt>
          <dd class="typed" dir="auto">
            {note}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Another date that the company asks for. */
export function VisitWish({ view, speech }: { readonly view: VisitView; readonly speech: Speech }) {
  const { wish } = view;
  if (wish === null) return null;
  const { say } = speech;
  return (
    <section class="callout warn">
      <p>
        <strong>{say('visit.wish', { name: wish.personName, at: wish.at })}</strong>
      </p>
      {wish.day !== null && <p>{say('visit.wish-day', { day: dayText(speech, wish.day) })}</p>}
      {wish.text !== '' && (
        <p class="typed" dir="auto">
          {wish.text}
        </p>
      )}
    </section>
  );
}

/** What happened to it, the latest first. */
export function VisitHistory({ view, speech }: { readonly view: VisitView; readonly speech: Speech }) {
  const { say } = speech;
  return (
    <section>
      <h3>{say('visit.history')}</h3>
      <ul class="plain visit-history">
        {[...view.changes].reverse().map((change) => (
          <Change key={change.sequence} change={change} speech={speech} />
        ))}
      </ul>
    </section>
  );
}

function Change({ change, speech }: { readonly change: VisitChangeView; readonly speech: Speech }) {
  const { say } = speech;
  const { kind, personName: name, onBehalfOfName: whom, startsAt, note, edit, at } = change;
  return (
    <li>
      <strong>{say(`visit-change.${kind}`)}</strong>
      {startsAt !== null && (kind === 'confirmed' || kind === 'moved') && (
        <> · {say('date.full-time', { at: startsAt })}</>
      )}
      <span class="muted">
        {' · '}
        {name !== null && (
          <>{whom === null ? <bdi>{name}</bdi> : say('trail.acting-for', { name, whom })} · </>
        )}
        {say('date.full-time', { at })}
      </span>
      {edit?.place && <Rewriting label={say('visit.place')} edit={edit.place} speech={speech} />}
      {edit?.note && <Rewriting label={say('visit.note')} edit={edit.note} speech={speech} />}
      {note !== '' && (
        <p class="typed" dir="auto">
          {note}
        </p>
      )}
    </li>
  );
}

/** The words before and now, as typed. */
function Rewriting({
  label,
  edit: { before, after },
  speech,
}: {
  readonly label: string;
  readonly edit: Rewritten;
  readonly speech: Speech;
}) {
  const { say } = speech;
  return (
    <dl class="rewriting">
      <dt>{label}</dt>
      {before !== '' && (
        <dd>
          <span class="unseen">{say('changes.before')}</span>
          <del class="typed" dir="auto">
            {before}
          </del>
        </dd>
      )}
      <dd>
        <span class="unseen">{say('changes.now')}</span>
        {after === '' ? (
          <span class="muted">{say('answer.empty')}</span>
        ) : (
          <ins class="typed" dir="auto">
            {after}
          </ins>
        )}
      </dd>
    </dl>
  );
}
