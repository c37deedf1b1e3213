import type { ProgrammeOverview } from '#libs/cases';
import { mayInProgramme } from '#libs/identity';
import { ConsolePage } from '../layout/console.view.js';
import type { Visit } from '../http/visit.js';
import { dayText, numberText } from '../text/messages.js';
import { DueAhead, HowLate, HowMuch, Progress, SavingsSoFar } from './programme-charts.view.js';

export interface ProgrammePageProps {
  readonly visit: Visit;
  readonly overview: ProgrammeOverview;
}

/** How far a programme is, how late, what it brings, and who runs it. */
export function ProgrammePage({ visit, overview }: ProgrammePageProps) {
  const { speech } = visit;
  const { say } = speech;
  const { programme, measures, savings } = overview;
  const { code, name, startsOn, endsOn, dataPolicy } = programme;
  return (
    <ConsolePage visit={visit} title={name} section="programmes">
      <p class="crumbs">
        <a href="/console/programmes">{say('nav.programmes')}</a>
      </p>
      <div class="head">
        <div>
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <p class="muted">
            {say('programme.span', { from: dayText(speech, startsOn), to: dayText(speech, endsOn) })}
          </p>
        </div>
        <div class="actions">
          <a class="button" href={`/console/cases?programme=${code}`}>
            {say('programme.cases')}
          </a>
          <a class="button" href={`/console/calendar?programme=${code}`}>
            {say('programme.calendar')}
          </a>
          {programme.mayOpen && (
            <a class="button" href={`/console/programmes/${code}/enrolment`}>
              {say('enrolment.title')}
            </a>
          )}
          {dataPolicy && (
            <>
              <a class="button" href={`/console/programmes/${code}/data-policy`}>
                {say('programme.data-policy')}
              </a>
              <a class="button" href={`/console/programmes/${code}/mail-hours`}>
                {say('programme.mail-hours')}
              </a>
            </>
          )}
        </div>
      </div>
      <Tiles visit={visit} overview={overview} />
      <h2>{say('programme.progress')}</h2>
      <div class="charts">
        <div class="card">
          <Progress visit={visit} overview={overview} />
        </div>
        <div class="card">
          <DueAhead visit={visit} overview={overview} />
        </div>
        {overview.ageing.some(({ count }) => count > 0) && (
          <div class="card">
            <HowLate visit={visit} overview={overview} />
          </div>
        )}
      </div>
      <h2 class="apart">{say('programme.results')}</h2>
      {measures === null || savings === null ? (
        <p class="why">{say('programme.too-few')}</p>
      ) : measures.length === 0 ? (
        <p class="why">{say('programme.no-measures')}</p>
      ) : (
        <div class="charts">
          <div class="card">
            <HowMuch visit={visit} overview={overview} measures={measures} />
          </div>
          {savings.length > 1 && (
            <div class="card">
              <SavingsSoFar visit={visit} overview={overview} savings={savings} />
            </div>
          )}
        </div>
      )}
      <h2 class="apart">{say('programme.who')}</h2>
      <div class="charts">
        <Partners visit={visit} overview={overview} />
        <People visit={visit} overview={overview} />
        <WaitingList visit={visit} overview={overview} />
      </div>
    </ConsolePage>
  );
}

function Tiles({ visit, overview }: ProgrammePageProps) {
  const { speech } = visit;
  const { say } = speech;
  const { programme, open, closed, quota, ageing } = overview;
  const late = ageing.reduce((sum, { count }) => sum + count, 0);
  const list = `/console/cases?programme=${programme.code}`;
  return (
    <ul class="tiles">
      <li>
        <a href={list}>
          <strong>{numberText(speech, open)}</strong>
          <span>{say('programme.open', { count: open })}</span>
        </a>
      </li>
      <li>
        <a href={`${list}&status=closed`}>
          <strong>{numberText(speech, closed)}</strong>
          <span>{say('programme.closed', { count: closed })}</span>
        </a>
      </li>
      <li class={late > 0 ? 'late' : undefined}>
        <a href={`${list}&view=overdue`}>
          <strong>{numberText(speech, late)}</strong>
          <span>{say('programme.late', { count: late })}</span>
        </a>
      </li>
      <li>
        <strong>{say('programme.places-number', { admitted: quota.admitted, quota: quota.quota })}</strong>
        <span>{say('programme.places')}</span>
      </li>
      <li>
        <a href={`${list}&view=waiting-list`}>
          <strong>{numberText(speech, quota.waiting)}</strong>
          <span>{say('programme.waiting', { count: quota.waiting })}</span>
        </a>
      </li>
    </ul>
  );
}

function Partners({ visit, overview: { partners, programme } }: ProgrammePageProps) {
  const { say } = visit.speech;
  const seesThem = mayInProgramme(visit.viewer, 'view-case', programme.code);
  return (
    <section class="card">
      <h3>{say('programme.partners')}</h3>
      {partners.length === 0 && <p class="muted">{say('programme.no-partners')}</p>}
      <ul class="plain">
        {partners.map(({ code, name, partner }) => (
          <li key={code}>
            {seesThem ? (
              <a href={`/console/organisations/${code}`}>
                <bdi>{name}</bdi>
              </a>
            ) : (
              <bdi>{name}</bdi>
            )}{' '}
            <span class="muted">{say(`party.partner-${partner}`)}</span>
          </li>
        ))}
      </ul>
      <p>
        <a href={`/console/organisations?programme=${programme.code}`}>{say('programme.organisations')}</a>
      </p>
    </section>
  );
}

function People({ visit, overview: { people, programme } }: ProgrammePageProps) {
  const { say } = visit.speech;
  if (people === null)
    return (
      <section class="card">
        <h3>{say('programme.people')}</h3>
        <p class="muted">{say('people-of.no-names')}</p>
      </section>
    );
  return (
    <section class="card">
      <h3>{say('programme.people')}</h3>
      <dl class="facts">
        {people.map(({ role, persons }) => (
          <div key={role}>
            <dt>{say(`programme-role.${role}`)}</dt>
            <dd>
              {persons.map(({ id, name }, index) => (
                <span key={id}>
                  {index > 0 && ' · '}
                  <a href={`/console/people/${id}`}>
                    <bdi>{name}</bdi>
                  </a>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <a href={`/console/people?programme=${programme.code}`}>{say('programme.all-people')}</a>
      </p>
    </section>
  );
}

function WaitingList({ visit, overview: { waiting } }: ProgrammePageProps) {
  const { say } = visit.speech;
  if (waiting === null || waiting.length === 0) return null;
  return (
    <section class="card">
      <h3>{say('waiting.title')}</h3>
      <ol class="plain">
        {waiting.map(({ reference, organisationName, rank }) => (
          <li key={reference}>
            {rank !== null && <span class="chip">{say('programme.rank', { rank })}</span>}{' '}
            <a href={`/console/cases/${reference}`}>
              <bdi>{organisationName}</bdi>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
