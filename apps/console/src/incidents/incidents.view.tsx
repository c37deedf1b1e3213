import type { IncidentView, RetriedMail } from '#libs/cases';
import type { Instant } from '#libs/domain';
import { ConsolePage } from '../layout/console.view.js';
import type { Visit } from '../http/visit.js';
import { OnlyProgramme } from '../programme-choice/programme-choice.view.js';
import { Notice, noticeText } from '../work/item-parts.view.js';
import { Incident } from './incident.view.js';

/** What is shown of all incidents: from the query of the page's address. */
export interface ShownIncidents {
  readonly all: boolean;
  /** Only those that the viewer looks after. */
  readonly mine: boolean;
  /** What became of mails that were just sent anew. */
  readonly retried: Pick<RetriedMail, 'sent' | 'waiting' | 'undeliverable'> | null;
}

/** A remedy that was refused, with what was typed. */
export interface FailedRemedy {
  readonly incident: string;
  readonly reason: string;
  readonly notice: string;
}

export interface IncidentsPageProps {
  readonly visit: Visit;
  readonly incidents: readonly IncidentView[];
  readonly shown: ShownIncidents;
  readonly failed: FailedRemedy | null;
  /** Case time. */
  readonly now: Instant;
  readonly formKey: string;
}

/** Incidents: what happened, why, who looks after it, and what settles it. */
export function IncidentsPage({ visit, incidents, shown, failed, now, formKey }: IncidentsPageProps) {
  const { say } = visit.speech;
  return (
    <ConsolePage visit={visit} title={say('nav.incidents')} section="incidents" narrow>
      <h1>{say('nav.incidents')}</h1>
      <p class="why">{say('incident.why')}</p>
      <p class="actions">
        <a class="button small" href={addressOf(visit, { ...shown, all: !shown.all })}>
          {say(shown.all ? 'incident.only-open' : 'incident.all')}
        </a>
        <a class="button small" href={addressOf(visit, { ...shown, mine: !shown.mine })}>
          {say(shown.mine ? 'incident.everybodys' : 'incident.only-mine')}
        </a>
      </p>
      <OnlyProgramme visit={visit} />
      {failed && (
        <Notice tone="bad">
          <p>{noticeText(visit.speech, failed.notice)}</p>
        </Notice>
      )}
      {shown.retried && (
        <Notice tone={shown.retried.undeliverable > 0 ? 'bad' : 'good'}>
          <p>{say('incident.retried', { ...shown.retried })}</p>
        </Notice>
      )}
      {incidents.length === 0 && (
        <Notice tone="good">
          <p>{say('incident.none')}</p>
        </Notice>
      )}
      {incidents.map((incident) => (
        <Incident
          key={incident.id}
          visit={visit}
          incident={incident}
          typed={failed?.incident === incident.id ? failed.reason : ''}
          now={now}
          formKey={formKey}
        />
      ))}
    </ConsolePage>
  );
}

function addressOf({ programme }: Visit, { all, mine }: Pick<ShownIncidents, 'all' | 'mine'>): string {
  const query = new URLSearchParams({
    ...(all && { all: 'yes' }),
    ...(mine && { mine: 'yes' }),
    ...(programme !== '' && { programme }),
  }).toString();
  return query === '' ? '/console/incidents' : `/console/incidents?${query}`;
}
