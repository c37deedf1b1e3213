import type { TodayView } from '#libs/cases';
import type { Instant } from '#libs/domain';
import type { Visit } from '../http/visit.js';
import { inZone } from '../text/messages.js';
import { ItemChips } from '../work/item-chips.view.js';
import { Hidden } from '../work/item-parts.view.js';
import { partyText } from '../work/party-text.js';

/** Comments that call on the viewer; reading one takes it off the page. */
export function Mentions({ visit, mentions }: { readonly visit: Visit } & Pick<TodayView, 'mentions'>) {
  const { say } = visit.speech;
  if (mentions.length === 0) return null;
  return (
    <section>
      <h2>{say('today.mentions')}</h2>
      <ul class="work mentions">
        {mentions.map(({ comment, personName, organisationName, reference, text, at, timeZone }) => (
          <li key={comment} id={`line-${comment}`} data-line>
            <div class="what">
              <a href={`/console/cases/${reference}/comments#${comment}`}>
                {say('today.mentioned', { name: personName, company: organisationName })}
              </a>
              <p class="typed" dir="auto">
                {text === '' ? say('today.mention-files') : excerpt(text)}
              </p>
            </div>
            <div class="muted">{inZone(visit.speech, timeZone).say('date.day', { at })}</div>
            <form method="post" action={`/console/mentions/${comment}`}>
              <Hidden fields={visit.hidden} />
              <button type="submit" class="small">
                {say('today.read')}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}

const longestExcerpt = 160;

function excerpt(text: string): string {
  return text.length > longestExcerpt ? `${text.slice(0, longestExcerpt - 1)}…` : text;
}

/** What needs a coordinator, newest first. */
export function Incidents({
  visit,
  today: { incidents, incidentCount },
}: {
  readonly visit: Visit;
  readonly today: Pick<TodayView, 'incidents' | 'incidentCount'>;
}) {
  const { say } = visit.speech;
  if (incidentCount === 0) return null;
  return (
    <section>
      <h2>{say('today.incidents', { count: incidentCount })}</h2>
      <ul class="work">
        {incidents.map(({ id, kind, reference, subjectTitle, owner, raisedAt }) => (
          <li key={id} id={`line-${id}`} class="late" data-line>
            <div class="what">
              <a href={`/console/incidents#${id}`}>{say(`incident.${kind}`)}</a>
              <br />
              <span class="muted">
                {subjectTitle !== null && `${subjectTitle} · `}
                <a href={`/console/cases/${reference}`} class="code">
                  <bdi>{reference}</bdi>
                </a>
                {owner && (
                  <>
                    {' · '}
                    <bdi>{owner.name}</bdi>
                  </>
                )}
              </span>
            </div>
            <div class="muted">{say('date.day', { at: raisedAt })}</div>
          </li>
        ))}
      </ul>
      {incidentCount > incidents.length && <a href="/console/incidents">{say('today.incidents-all')}</a>}
    </section>
  );
}

/** What others owe in cases the viewer looks after, the longest late first. */
export function LateElsewhere({
  visit,
  today,
  now,
}: {
  readonly visit: Visit;
  readonly today: Pick<TodayView, 'late' | 'lateCount'>;
  readonly now: Instant;
}) {
  const { say } = visit.speech;
  if (today.lateCount === 0) return null;
  return (
    <section>
      <h2>{say('today.elsewhere', { count: today.lateCount })}</h2>
      <ul class="work">
        {today.late.map((item) => {
          const speech = inZone(visit.speech, item.timeZone);
          return (
            <li key={item.id} id={`line-${item.id}`} data-line>
              <div class="what">
                <a href={`/console/items/${item.id}`}>{item.title}</a>
                <ItemChips item={item} now={now} speech={speech} />
                <br />
                <span class="muted">
                  <bdi>{item.organisationName}</bdi> · <bdi>{partyText(speech, item.waitingOn)}</bdi>
                </span>
              </div>
              <div class="muted">{speech.say('today.due', { at: item.due })}</div>
            </li>
          );
        })}
      </ul>
      {today.lateCount > today.late.length && (
        <a href="/console/cases?view=overdue">{say('today.elsewhere-all')}</a>
      )}
    </section>
  );
}
