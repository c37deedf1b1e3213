import type {
  CaseHead,
  CaseOverview,
  DocumentView,
  ForecastView,
  ItemSummary,
  ItemView,
  VisitView,
} from '#libs/cases';
import type { Instant } from '#libs/domain';
import { AttestationCard } from '../../attestations/attestation.view.js';
import { LightPage } from '../../layout/document.view.js';
import { forecastText } from '../../path/case-path.view.js';
import { datesText } from '../../path/path-dates.js';
import { Stations } from '../../path/stations.view.js';
import { listText, type Speech } from '../../text/messages.js';
import { Hidden } from '../../work/item-parts.view.js';
import { ItemChips } from '../../work/item-chips.view.js';
import { partyText } from '../../work/party-text.js';
import { WhoSees } from '../../work/who-sees.view.js';
import { VisitLines } from '../../visits/visit-line.view.js';
import { KeepLanguage, type LanguageOffer } from '../keep-language.view.js';
import { ToCall } from '../to-call.view.js';
import { GainsCard } from './gains.view.js';
import { Sent } from './sent.view.js';

export interface CompanyFileProps {
  readonly speech: Speech;
  /** Path of the link's own page. */
  readonly path: string;
  readonly seal: string;
  /** To be written to in the language of the page. */
  readonly offer: LanguageOffer | null;
  /** The item of the link, for whom to call and who sees what. */
  readonly here: ItemView;
  readonly file: CaseHead & CaseOverview;
  readonly forecast: ForecastView;
  readonly documents: readonly DocumentView[];
  readonly visits: readonly VisitView[];
  /** Ids of the tasks that this person may go on to from here. */
  readonly within: readonly string[];
  /** Case time. */
  readonly now: Instant;
}

/** A company's whole case on one page of a phone: what it owes, where it stands, what it gains, what it sent, who to call. */
export function CompanyFilePage(props: CompanyFileProps) {
  const { speech, path, here, file, forecast } = props;
  const { say } = speech;
  const { programmeName, organisationName, status, outcomeTitle, closedAt } = file.case;
  return (
    <LightPage speech={speech} title={say('file.title')} programme={programmeName} path={`${path}/file`}>
      <KeepLanguage offer={props.offer} speech={speech} />
      <h1>
        <bdi>{organisationName}</bdi>
      </h1>
      <p class="why">
        {status === 'open'
          ? forecastText(speech, forecast)
          : say('file.over', { outcome: outcomeTitle ?? '', at: closedAt ?? forecast.asOf })}
      </p>
      {file.attested && <AttestationCard href={`${path}/attestation`} speech={speech} />}
      {status === 'open' && <Owed {...props} />}
      <Visits {...props} />
      <section class="card path" aria-labelledby="where-title">
        <h2 id="where-title">{say('file.where')}</h2>
        <Stations
          stations={forecast.stages.map((stage) => ({
            ...{ key: stage.key, title: stage.title, state: stage.state },
            ...{ note: datesText(speech, stage), delay: '', isLater: false, loop: '' },
          }))}
          speech={speech}
        />
        <ComesNext forecast={forecast} speech={speech} />
      </section>
      <GainsCard file={file} speech={speech} />
      <Sent items={file.items.filter(isOfCompany)} documents={props.documents} path={path} speech={speech} />
      <ToCall contact={here.contact} speech={speech} />
      <WhoSees view={here} speech={speech} />
    </LightPage>
  );
}

function Owed({ file, here, within, path, seal, speech, now }: CompanyFileProps) {
  const { say } = speech;
  const owed = file.items
    .filter((item) => isOfCompany(item) && item.status === 'open')
    .toSorted((one, other) => one.due - other.due);
  return (
    <section aria-labelledby="owed-title">
      <h2 id="owed-title">{say('file.owed')}</h2>
      {owed.length === 0 && <p>{say('file.owed-none')}</p>}
      <ul class="work">
        {owed.map((item) => (
          <li key={item.id} class={item.overdue ? 'late' : undefined}>
            <div class="what">
              <strong>{item.title}</strong>
              {item.measureTitle && (
                <div class="muted">
                  <bdi>{item.measureTitle}</bdi>
                </div>
              )}
              <div class="muted">
                {say('today.due', { at: item.due })} · <bdi>{partyText(speech, item.waitingOn)}</bdi>
                <ItemChips item={item} now={now} speech={speech} />
              </div>
            </div>
            <Way item={item} here={here} within={within} path={path} seal={seal} speech={speech} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Visits that are to come or wait for an answer; what is over is not the company's to look after. */
function Visits({ visits, path, speech }: Pick<CompanyFileProps, 'visits' | 'path' | 'speech'>) {
  const ahead = visits.filter(
    ({ state, isOver }) => state === 'proposed' || (state === 'confirmed' && !isOver),
  );
  if (ahead.length === 0) return null;
  return (
    <section aria-labelledby="visits-title">
      <h2 id="visits-title">{speech.say('case-tab.visits')}</h2>
      <VisitLines
        visits={ahead}
        href={({ id }) => `${path}/visits/${id}?lang=${speech.language}`}
        speech={speech}
        isNamed={false}
      />
    </section>
  );
}

/** How this person gets to a task: the page they came from, another page of their own, or the mail that it was sent with. */
function Way({
  item,
  here,
  within,
  path,
  seal,
  speech,
}: Pick<CompanyFileProps, 'here' | 'within' | 'path' | 'seal' | 'speech'> & { readonly item: ItemSummary }) {
  const { say } = speech;
  if (item.id === here.item.id)
    return (
      <a class="button primary" href={`${path}?lang=${speech.language}`}>
        {say('file.open')} <span class="unseen">{item.title}</span>
      </a>
    );
  if (!within.includes(item.id)) return item.mayAct ? <p class="muted">{say('file.by-mail')}</p> : null;
  return (
    <form method="post" action={`${path}/file?lang=${speech.language}`}>
      <Hidden
        fields={[
          ['seal', seal],
          ['item', item.id],
        ]}
      />
      <button type="submit">
        {say('file.open')} <span class="unseen">{item.title}</span>
      </button>
    </form>
  );
}

function ComesNext({ forecast, speech }: Pick<CompanyFileProps, 'forecast' | 'speech'>) {
  const next = forecast.stages
    .flatMap(({ steps }) => steps)
    .filter(({ state }) => state === 'ahead')
    .slice(0, 3);
  if (next.length === 0) return null;
  return (
    <>
      <h3>{speech.say('file.next')}</h3>
      <ul>
        {next.map(({ key, title, measure, parties, span }) => (
          <li key={key}>
            {title}
            {measure !== null && (
              <>
                {' – '}
                <bdi>{measure}</bdi>
              </>
            )}{' '}
            ·{' '}
            <span class="muted">
              {listText(
                speech,
                parties.map((party) => partyText(speech, party)),
              )}
              {span?.end != null && ` · ${speech.say('path.expected', { at: span.end })}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function isOfCompany({ parties }: ItemSummary): boolean {
  return parties.some((party) => 'contact' in party);
}
