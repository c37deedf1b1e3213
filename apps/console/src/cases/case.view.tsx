import type { CaseFront, CaseHead, CaseOverview } from '#libs/cases';
import type { Instant } from '#libs/domain';
import { AttestationCard } from '../attestations/attestation.view.js';
import type { Visit } from '../http/visit.js';
import { CasePath } from '../path/case-path.view.js';
import { inZone, type Speech } from '../text/messages.js';
import { itemHref } from '../work/item-link.view.js';
import { fullReadersText } from '../work/who-sees.view.js';
import { actionsOf } from './case-action.js';
import { CaseFrame, tabPath } from './case-frame.view.js';
import { CaseIncidents } from './case-incidents.view.js';
import { OpenItems } from './open-items.view.js';
import { Measures, Milestones } from './plan.view.js';
import { ContactLog, Standing, Suspensions } from './standing.view.js';
import { Trail } from '../trail/trail.view.js';

export interface CasePageProps extends CaseFront {
  readonly visit: Visit;
  /** Case time. */
  readonly now: Instant;
  readonly temporalUrl: string | null;
}

/** One case: where it stands on its path, what waits for whom, its measures, and the last that happened. */
export function CasePage({ visit, view, forecast, latest, now, temporalUrl }: CasePageProps) {
  const speech = inZone(visit.speech, view.case.timeZone);
  const { say } = speech;
  return (
    <CaseFrame visit={visit} head={view} tab="overview" temporalUrl={temporalUrl}>
      {!view.sees.all && <Limited head={view} speech={speech} />}
      <Suspensions view={view} speech={speech} />
      <CasePath forecast={forecast} speech={speech} hrefOf={itemHref(view.items)} />
      <div class="grid">
        <div>
          <section class="card" aria-labelledby="waits-title">
            <h2 id="waits-title">{say('case.waits')}</h2>
            {view.waiting.length === 0 ? (
              <p class="muted">{say('case.waits-none')}</p>
            ) : (
              <OpenItems items={view.waiting} now={now} speech={speech} />
            )}
          </section>
          {view.contacts && view.contacts.length > 0 && (
            <section class="card" aria-labelledby="contacts-title">
              <h2 id="contacts-title">{say('case.contacts')}</h2>
              <ContactLog contacts={view.contacts} speech={speech} />
            </section>
          )}
          {view.milestones.length > 0 && <Milestones view={view} speech={speech} />}
          {view.measures && view.measures.length > 0 && (
            <Measures measures={view.measures} currency={view.case.currency} speech={speech} />
          )}
          <section class="card" aria-labelledby="trail-title">
            <h2 id="trail-title">{say('case.trail')}</h2>
            <Trail view={view} entries={latest} speech={speech} most={4} />
            <p>
              <a href={tabPath(view.case.reference, 'trail')}>{say('case.latest')}</a>
            </p>
          </section>
        </div>
        <div>
          {view.attested && (
            <AttestationCard href={`/console/cases/${view.case.reference}/attestation`} speech={speech} />
          )}
          <section class="card" aria-labelledby="facts-title">
            <h2 id="facts-title">{say('case.facts')}</h2>
            <Facts view={view} speech={speech} />
            <CaseButtons view={view} speech={speech} />
          </section>
          {view.incidents.length > 0 && <CaseIncidents view={view} speech={speech} />}
        </div>
      </div>
    </CaseFrame>
  );
}

/** Why figures, answers and files are not here, for whoever might look for them (I15). */
function Limited({ head, speech }: { readonly head: CaseHead; readonly speech: Speech }) {
  const { say } = speech;
  const { organisationName, reference } = head.case;
  return (
    <p class="callout">
      {say('case.limited')} {fullReadersText(speech, organisationName)}{' '}
      <a href={tabPath(reference, 'people')}>{say('sights.title')}</a>
    </p>
  );
}

interface PartProps {
  readonly view: CaseOverview;
  readonly speech: Speech;
}

function Facts({ view: { case: summary }, speech }: PartProps) {
  const { say } = speech;
  return (
    <dl class="facts">
      <div>
        <dt>{say('case.opened')}</dt>
        <dd>{say('date.day', { at: summary.openedAt })}</dd>
      </div>
      <Standing summary={summary} speech={speech} />
      {summary.closedAt !== null && (
        <div>
          <dt>{say('case.closed')}</dt>
          <dd>{say('date.day', { at: summary.closedAt })}</dd>
        </div>
      )}
      <div>
        <dt>{say('case.definition')}</dt>
        <dd>
          <a href={`/console/definitions/${summary.definition}/${summary.definitionVersion}`}>
            {say('definitions.version', { version: summary.definitionVersion })}
          </a>
        </dd>
      </div>
    </dl>
  );
}

function CaseButtons({ view, speech }: PartProps) {
  return (
    <p class="actions">
      {actionsOf(view).map((action) => (
        <a key={action} class="button small" href={`/console/cases/${view.case.reference}/${action}`}>
          {speech.say(`action.${action}`)}
        </a>
      ))}
    </p>
  );
}
