import type { IncidentView } from '#libs/cases';
import { mayInProgramme } from '#libs/identity';
import { ConsolePage } from '../layout/console.view.js';
import type { Visit } from '../http/visit.js';
import { Hidden, Notice, noticeText } from '../work/item-parts.view.js';

export interface IncidentsPageProps {
  readonly visit: Visit;
  readonly incidents: readonly IncidentView[];
  readonly all: boolean;
  /** What could not be resolved, with the reason typed. */
  readonly failed: { readonly incident: string; readonly reason: string; readonly notice: string } | null;
  readonly formKey: string;
}

/** Incidents, each with the form that resolves it. */
export function IncidentsPage({ visit, incidents, all, failed, formKey }: IncidentsPageProps) {
  const { speech, hidden, viewer } = visit;
  const { say } = speech;
  return (
    <ConsolePage visit={visit} title={say('nav.incidents')} section="incidents" narrow>
      <h1>{say('nav.incidents')}</h1>
      <p class="why">{say('incident.why')}</p>
      <p>
        <a href={all ? '/console/incidents' : '/console/incidents?all=yes'}>
          {say(all ? 'incident.only-open' : 'incident.all')}
        </a>
      </p>
      {failed && (
        <Notice tone="bad">
          <p>{noticeText(speech, failed.notice)}</p>
        </Notice>
      )}
      {incidents.length === 0 && (
        <Notice tone="good">
          <p>{say('incident.none')}</p>
        </Notice>
      )}
      {incidents.map((incident) => (
        <section class="card" key={incident.id}>
          <h2>
            {say(`incident.${incident.kind}`)}
            {incident.resolvedAt !== null && <span class="chip done">{say('incident.resolved')}</span>}
          </h2>
          <p>
            <a href={`/console/cases/${incident.reference}`}>
              {incident.organisation} · {incident.reference}
            </a>
            {incident.subjectTitle && ` · ${incident.subjectTitle}`}
            <br />
            <span class="muted">{say('date.full-time', { at: incident.raisedAt })}</span>
          </p>
          {incident.resolvedAt === null && mayInProgramme(viewer, 'resolve-incident', incident.programme) && (
            <form method="post" action={`/console/incidents/${incident.id}`}>
              <Hidden fields={[...hidden, ['key', formKey]]} />
              <div class="field">
                <label for={`reason-${incident.id}`}>{say('incident.how')}</label>
                <textarea id={`reason-${incident.id}`} name="reason" rows={2} maxLength={4000} required>
                  {failed?.incident === incident.id ? failed.reason : ''}
                </textarea>
              </div>
              <button type="submit">{say('incident.resolve')}</button>
            </form>
          )}
        </section>
      ))}
    </ConsolePage>
  );
}
