import type {
  CaseHead,
  CaseMailView,
  CaseOverview,
  CaseTrailView,
  DocumentView,
  ForecastView,
} from '#libs/cases';
import type { Instant } from '#libs/domain';
import type { Visit } from '../http/visit.js';
import { HtmlDocument } from '../layout/document.view.js';
import { ScrollTable } from '../layout/controls.view.js';
import { CasePath } from '../path/case-path.view.js';
import { inZone, type Speech } from '../text/messages.js';
import { itemHref } from '../work/item-link.view.js';
import { fullReadersText } from '../work/who-sees.view.js';
import { tabPath } from './case-frame.view.js';
import { subjectOf } from './mails.view.js';
import { OpenItems } from './open-items.view.js';
import { Measures, Milestones } from './plan.view.js';
import { ContactLog, Suspensions } from './standing.view.js';
import { ProgrammeName } from '../layout/name.view.js';
import { Trail } from '../trail/trail.view.js';

export interface PrintPageProps {
  readonly visit: Visit;
  readonly view: CaseHead & CaseOverview;
  readonly forecast: ForecastView;
  readonly trail: CaseTrailView;
  /** Null where the viewer may not see them. */
  readonly mails: readonly CaseMailView[] | null;
  readonly documents: readonly DocumentView[] | null;
  /** Case time. */
  readonly now: Instant;
}

/** The whole case on one page, as the reader may see it: for paper, and for whoever keeps a copy. */
export function PrintPage({ visit, view, forecast, trail, mails, documents, now }: PrintPageProps) {
  const speech = inZone(visit.speech, view.case.timeZone);
  const { say } = speech;
  const { case: summary } = view;
  return (
    <HtmlDocument
      speech={speech}
      title={`${summary.organisationName} · ${summary.reference}`}
      bodyClass="console file"
    >
      <main id="main">
        <p class="crumbs">
          <a href={tabPath(summary.reference, 'overview')}>{say('case.back')}</a>
        </p>
        <h1>
          <bdi>{summary.organisationName}</bdi>
        </h1>
        <p class="why">
          <bdi class="code">{summary.reference}</bdi> · {summary.definitionTitle} ·{' '}
          <ProgrammeName name={summary.programmeName} />
        </p>
        <p>
          {say('print.state', {
            at: now,
            state: summary.outcomeTitle ?? summary.stageTitle ?? say('status.open'),
            coordinator: summary.coordinatorName,
          })}
        </p>
        {!view.sees.all && (
          <p>
            {say('case.limited')} {fullReadersText(speech, summary.organisationName)}
          </p>
        )}
        <CasePath forecast={forecast} speech={speech} hrefOf={itemHref(view.items)} />
        <Suspensions view={view} speech={speech} />
        {view.waiting.length > 0 && (
          <section>
            <h2>{say('case.waits')}</h2>
            <OpenItems items={view.waiting} now={now} speech={speech} />
          </section>
        )}
        {view.milestones.length > 0 && <Milestones view={view} speech={speech} />}
        {view.measures && view.measures.length > 0 && (
          <Measures measures={view.measures} currency={summary.currency} speech={speech} />
        )}
        {view.contacts && view.contacts.length > 0 && (
          <section>
            <h2>{say('case.contacts')}</h2>
            <ContactLog contacts={view.contacts} shown={view.contacts.length} speech={speech} />
          </section>
        )}
        {documents && documents.length > 0 && <Documents view={view} documents={documents} speech={speech} />}
        {mails && mails.length > 0 && <Mails mails={mails} speech={speech} />}
        <section>
          <h2>{say('case.trail')}</h2>
          <Trail view={trail} entries={trail.entries.toReversed()} speech={speech} />
        </section>
      </main>
    </HtmlDocument>
  );
}

function Documents({
  view,
  documents,
  speech,
}: Pick<PrintPageProps, 'view'> & {
  readonly documents: readonly DocumentView[];
  readonly speech: Speech;
}) {
  const { say } = speech;
  const titleOf = (id: string) => view.items.find((item) => item.id === id)?.title ?? id;
  return (
    <section>
      <h2>{say('case.documents')}</h2>
      <ScrollTable label={say('case.documents')} head={[say('case.documents'), say('case.step')]}>
        {documents.map(({ id, name, item }) => (
          <tr key={id}>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            <td>{titleOf(item)}</td>
          </tr>
        ))}
      </ScrollTable>
    </section>
  );
}

function Mails({ mails, speech }: { readonly mails: readonly CaseMailView[]; readonly speech: Speech }) {
  const { say } = speech;
  return (
    <section>
      <h2>{say('case.mails')}</h2>
      <ScrollTable
        label={say('case.mails')}
        head={[say('mails.sent'), say('mails.to'), say('mails.subject'), say('mails.state')]}
      >
        {mails.toReversed().map((mail) => (
          <tr key={mail.id}>
            <td>{say('date.day', { at: mail.at })}</td>
            <td>
              <bdi>{mail.personName ?? ''}</bdi>
            </td>
            <td>
              <bdi>{subjectOf(mail) ?? say(`mail.${mail.notice}`)}</bdi>
            </td>
            <td>{say(`mail-state.${mail.state}`)}</td>
          </tr>
        ))}
      </ScrollTable>
    </section>
  );
}
