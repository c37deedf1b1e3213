import type { CaseOverview } from '#libs/cases';
import type { Speech } from '../text/messages.js';

/** What went wrong on the case, and whether somebody has seen to it. */
export function CaseIncidents({
  view,
  speech,
}: {
  readonly view: Pick<CaseOverview, 'incidents' | 'may'>;
  readonly speech: Speech;
}) {
  const { say } = speech;
  return (
    <section class="card" aria-labelledby="incidents-title">
      <h2 id="incidents-title">{say('nav.incidents')}</h2>
      <ul class="plain">
        {view.incidents.map((incident) => (
          <li key={incident.id}>
            {say(`incident.${incident.kind}`)}
            {incident.subjectTitle && ` · ${incident.subjectTitle}`}
            <span class={incident.resolvedAt === null ? 'chip late' : 'chip done'}>
              {say(incident.resolvedAt === null ? 'incident.open' : 'incident.resolved')}
            </span>
            <br />
            <span class="muted">{say('date.day', { at: incident.raisedAt })}</span>
          </li>
        ))}
      </ul>
      {view.may.resolveIncident && <a href="/console/incidents">{say('incident.work')}</a>}
    </section>
  );
}
