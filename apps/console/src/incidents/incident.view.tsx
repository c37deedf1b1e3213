import type { IncidentRemedy, IncidentView } from '#libs/cases';
import type { Instant } from '#libs/domain';
import { mayInProgramme } from '#libs/identity';
import type { Visit } from '../http/visit.js';
import { Hidden } from '../work/item-parts.view.js';
import { partyText } from '../work/party-text.js';
import { listText } from '../text/messages.js';

const day = 86_400_000;

/** Remedies that are seen to on the page of people. */
const onPeople: readonly IncidentRemedy[] = ['correct-address', 'appoint'];

interface IncidentProps {
  readonly visit: Visit;
  readonly incident: IncidentView;
  /** What was typed on how it was settled. */
  readonly typed: string;
  /** Case time. */
  readonly now: Instant;
  readonly formKey: string;
}

/** One incident: what, where, since when, who looks after it, why, and the ways out. */
export function Incident({ visit, incident, typed, now, formKey }: IncidentProps) {
  const { say } = visit.speech;
  const { id, kind, reference, organisation, subjectTitle, raisedAt, resolvedAt } = incident;
  const open = resolvedAt === null;
  const mayResolve = open && mayInProgramme(visit.viewer, 'resolve-incident', incident.programme);
  return (
    <section class="card" id={id}>
      <h2>
        {say(`incident.${kind}`)}
        {!open && <span class="chip done">{say('incident.resolved')}</span>}
      </h2>
      <p>
        <a href={`/console/cases/${reference}`}>
          {organisation} · {reference}
        </a>
        {subjectTitle && ` · ${subjectTitle}`}
        <br />
        <span class="muted">
          {say('date.full-time', { at: raisedAt })}
          {open && ` · ${say('incident.age', { days: Math.max(0, Math.floor((now - raisedAt) / day)) })}`}
        </span>
      </p>
      <Cause incident={incident} visit={visit} />
      {open && <Owner incident={incident} visit={visit} mayTake={mayResolve} formKey={formKey} />}
      {mayResolve && <Remedies incident={incident} visit={visit} typed={typed} formKey={formKey} />}
    </section>
  );
}

function Cause({ incident: { cause }, visit }: Pick<IncidentProps, 'incident' | 'visit'>) {
  const { speech } = visit;
  if (!cause) return null;
  const { words, unreached, missing, keptOut } = cause;
  return (
    <>
      {words && <blockquote dir="auto">{words}</blockquote>}
      {unreached.length > 0 && (
        <ul>
          {unreached.map(({ mail, name, address }) => (
            <li key={mail}>
              {speech.say('incident.unreached', { name: name ?? '?', address: address ?? '–' })}
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <p>
          {speech.say('incident.missing', {
            parties: listText(
              speech,
              missing.map((party) => partyText(speech, party)),
            ),
          })}
        </p>
      )}
      {keptOut.length > 0 && <p>{speech.say('incident.kept-out', { names: listText(speech, keptOut) })}</p>}
    </>
  );
}

function Owner({
  incident: { id, owner },
  visit,
  mayTake,
  formKey,
}: Pick<IncidentProps, 'incident' | 'visit' | 'formKey'> & { readonly mayTake: boolean }) {
  const { speech, hidden, viewer } = visit;
  const mine = owner?.person === viewer.person;
  return (
    <form method="post" action={`/console/incidents/${id}/owner`}>
      <Hidden fields={[...hidden, ['key', formKey]]} />
      <p>
        {owner
          ? speech.say('incident.owner', { name: owner.name, since: owner.since })
          : speech.say('incident.no-owner')}{' '}
        {mayTake && !mine && (
          <button type="submit" class="small">
            {speech.say(owner ? 'incident.take-over' : 'incident.take')}
          </button>
        )}
      </p>
    </form>
  );
}

function Remedies({
  incident: { id, kind, cause, remedies },
  visit,
  typed,
  formKey,
}: Pick<IncidentProps, 'incident' | 'visit' | 'typed' | 'formKey'>) {
  const { speech, hidden } = visit;
  const { say } = speech;
  const help = kind === 'no-eligible-decider' ? say('incident.comes-back') : null;
  const elsewhere = remedies.filter((remedy) => onPeople.includes(remedy));
  return (
    <>
      <div class="actions">
        {elsewhere.map((remedy) => (
          <a key={remedy} class="button small" href="/console/people">
            {say(`remedy.${remedy}`)}
          </a>
        ))}
        {remedies.includes('retry-mail') && cause !== null && cause.unreached.length > 0 && (
          <form method="post" action={`/console/incidents/${id}/retry`}>
            <Hidden fields={hidden} />
            <button type="submit" class="small">
              {say('remedy.retry-mail')}
            </button>
          </form>
        )}
        {remedies.includes('recover') && (
          <form method="post" action={`/console/incidents/${id}/recovery`}>
            <Hidden fields={[...hidden, ['key', formKey]]} />
            <button type="submit" class="small primary">
              {say('remedy.recover')}
            </button>
          </form>
        )}
      </div>
      {remedies.includes('resolve') && (
        <form method="post" action={`/console/incidents/${id}`}>
          <Hidden fields={[...hidden, ['key', formKey]]} />
          <div class="field">
            <label for={`reason-${id}`}>{say('incident.how')}</label>
            {help && (
              <p class="help" id={`help-${id}`}>
                {help}
              </p>
            )}
            <textarea
              id={`reason-${id}`}
              name="reason"
              rows={2}
              maxLength={4000}
              required
              aria-describedby={help ? `help-${id}` : undefined}
            >
              {typed}
            </textarea>
          </div>
          <button type="submit">{say('incident.resolve')}</button>
        </form>
      )}
    </>
  );
}
