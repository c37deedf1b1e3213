import type { CaseView, ItemSummary, Page, TrailEntry } from '#libs/cases';
import type { Instant } from '#libs/domain';
import { DocumentList } from '../forms/files.view.js';
import { ConsolePage } from '../layout/console.view.js';
import { ScrollTable } from '../layout/controls.view.js';
import type { Visit } from '../http/visit.js';
import { inZone, type Speech } from '../text/messages.js';
import { ItemChips } from '../work/item-chips.view.js';
import { partyText } from '../work/party-text.js';
import { actionsOf } from './case-action.js';
import { Mails } from './mails.view.js';
import { Measures, Milestones } from './plan.view.js';
import { ContactLog, Standing, Suspensions } from './standing.view.js';
import { Trail } from './trail.view.js';

export interface CasePageProps {
  readonly visit: Visit;
  readonly view: CaseView;
  readonly trail: Page<TrailEntry>;
  /** Case time. */
  readonly now: Instant;
  /** The case in the Temporal UI, for administrators. */
  readonly temporalUrl: string | null;
}

/** One case: where it stands on its path, what waits for whom, its measures, documents, incidents, mails and trail. */
export function CasePage({ visit, view, trail, now, temporalUrl }: CasePageProps) {
  const speech = inZone(visit.speech, view.case.timeZone);
  const { say } = speech;
  const { case: summary } = view;
  const { reference } = summary;
  const open = view.items.filter(({ status }) => status === 'open');
  return (
    <ConsolePage visit={visit} title={`${summary.organisationName} · ${reference}`} section="cases">
      <div class="head">
        <div>
          <h1>{summary.organisationName}</h1>
          <p class="why">
            {summary.definitionTitle} · {summary.programmeName} · <span class="code">{reference}</span>
            {summary.status === 'closed' && (
              <span class="chip done">{summary.outcomeTitle ?? say('status.closed')}</span>
            )}
            {summary.overdue && <span class="chip late">{say('chip.overdue')}</span>}
            {summary.suspendedAt !== null && <span class="chip warn">{say('chip.stopped')}</span>}
            {summary.openIncidents > 0 && (
              <span class="chip warn">{say('chip.incidents', { count: summary.openIncidents })}</span>
            )}
          </p>
        </div>
        {temporalUrl && <a href={temporalUrl}>{say('case.temporal')}</a>}
      </div>
      <ol class="path">
        {view.stages.map((stage) => (
          <li
            key={stage.key}
            class={stage.status}
            aria-current={stage.status === 'current' ? 'step' : undefined}
          >
            {stage.title}
            <small>
              {stage.imported
                ? say('stage.imported')
                : summary.status === 'closed' && stage.status === 'ahead'
                  ? say('stage.not-reached')
                  : say(`stage.${stage.status}`)}
              {stage.leftAt !== null && ` · ${say('date.day', { at: stage.leftAt })}`}
            </small>
          </li>
        ))}
      </ol>
      <Suspensions view={view} speech={speech} />
      <div class="grid">
        <div>
          <section class="card">
            <h2>{say('case.waits')}</h2>
            {open.length === 0 ? (
              <p class="muted">{say('case.waits-none')}</p>
            ) : (
              <OpenItems items={open} now={now} speech={speech} />
            )}
          </section>
          {view.contacts && view.contacts.length > 0 && (
            <section class="card">
              <h2>{say('case.contacts')}</h2>
              <ContactLog contacts={view.contacts} speech={speech} />
            </section>
          )}
          {view.milestones.length > 0 && <Milestones view={view} speech={speech} />}
          {view.measures && view.measures.length > 0 && <Measures measures={view.measures} speech={speech} />}
          <section class="card">
            <h2>{say('case.trail')}</h2>
            <Trail view={view} trail={trail} speech={speech} />
          </section>
        </div>
        <div>
          <section class="card">
            <h2>{say('case.facts')}</h2>
            <dl class="facts">
              <div>
                <dt>{say('case.coordinator')}</dt>
                <dd>{summary.coordinatorName}</dd>
              </div>
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
                <dd class="code">
                  {summary.definition} {summary.definitionVersion}
                </dd>
              </div>
            </dl>
            <CaseButtons view={view} speech={speech} />
          </section>
          {view.incidents.length > 0 && (
            <section class="card">
              <h2>{say('nav.incidents')}</h2>
              <ul class="files">
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
          )}
          {view.documents && view.documents.length > 0 && (
            <section class="card">
              <h2>{say('case.documents')}</h2>
              <DocumentList
                speech={speech}
                documents={view.documents}
                href={(id) => `/console/documents/${id}`}
              />
            </section>
          )}
          {view.mails && view.mails.length > 0 && <Mails mails={view.mails} speech={speech} />}
        </div>
      </div>
    </ConsolePage>
  );
}

function OpenItems({
  items,
  now,
  speech,
}: {
  readonly items: readonly ItemSummary[];
  readonly now: Instant;
  readonly speech: Speech;
}) {
  const { say } = speech;
  return (
    <ScrollTable label={say('case.waits')} head={[say('case.step'), say('case.waits-for'), say('case.due')]}>
      {items.map((item) => (
        <tr key={item.id}>
          <th scope="row">
            <a href={`/console/items/${item.id}`}>{item.title}</a>
            {item.mayAct && <span class="chip done">{say('chip.yours')}</span>}
            {item.measureTitle && <div class="muted">{item.measureTitle}</div>}
          </th>
          <td>{partyText(speech, item.waitingOn)}</td>
          <td>
            {say('date.day', { at: item.due })}
            <ItemChips item={item} now={now} speech={speech} />
          </td>
        </tr>
      ))}
    </ScrollTable>
  );
}

function CaseButtons({ view, speech }: { readonly view: CaseView; readonly speech: Speech }) {
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
