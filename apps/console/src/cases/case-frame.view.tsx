import type { ComponentChildren } from 'preact';
import type { CaseHead } from '#libs/cases';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { inZone, type Speech } from '../text/messages.js';
import { ItemLink } from '../work/item-link.view.js';
import { partyText } from '../work/party-text.js';
import { ProgrammeName } from '../layout/name.view.js';

/** Pages of a case's file in the order of their tabs; the first has the case's own address. */
export const caseTabs = ['overview', 'trail', 'documents', 'visits', 'comments', 'mails', 'people'] as const;
export type CaseTab = (typeof caseTabs)[number];

export interface CaseFrameProps {
  readonly visit: Visit;
  readonly head: CaseHead;
  readonly tab: CaseTab;
  /** The case in the Temporal UI; null where there is none to look at. */
  readonly temporalUrl?: string | null;
  readonly children: ComponentChildren;
}

/** What every page of a case's file begins with: whose it is, where it stands, what waits, and the other pages. */
export function CaseFrame({ visit, head, tab, temporalUrl = null, children }: CaseFrameProps) {
  const speech = inZone(visit.speech, head.case.timeZone);
  const { say } = speech;
  const { organisationName, reference, definitionTitle, programmeName } = head.case;
  const page = tab === 'overview' ? '' : ` · ${say(`case-tab.${tab}`)}`;
  return (
    <ConsolePage visit={visit} title={`${organisationName} · ${reference}${page}`} section="cases">
      <p class="crumbs">
        <a href="/console/cases">{say('nav.cases')}</a>
      </p>
      <header class="case-head">
        <div>
          <h1>
            <bdi>{organisationName}</bdi>
          </h1>
          <p class="chips">
            <CaseChips head={head} speech={speech} />
          </p>
          <p class="why">
            <bdi class="code">{reference}</bdi> · {definitionTitle} · <ProgrammeName name={programmeName} />
          </p>
        </div>
        <p class="case-tools">
          {head.attested && (
            <a href={`/console/cases/${reference}/attestation`} download>
              {say('attestation.save')}
            </a>
          )}
          {temporalUrl !== null && <a href={temporalUrl}>{say('case.temporal')}</a>}
          <a href={`/console/cases/${reference}/print`}>{say('case.print')}</a>
        </p>
        <Next head={head} speech={speech} />
      </header>
      <nav class="tabs" aria-label={say('case.pages')}>
        {caseTabs
          .filter((one) => !(one in head.sees) || head.sees[one as keyof CaseHead['sees']])
          .map((one) => (
            <a key={one} href={tabPath(reference, one)} aria-current={one === tab ? 'page' : undefined}>
              {say(`case-tab.${one}`)}
            </a>
          ))}
      </nav>
      {children}
    </ConsolePage>
  );
}

/** Address of a page of a case's file. */
export function tabPath(reference: string, tab: CaseTab): string {
  return `/console/cases/${reference}${tab === 'overview' ? '' : `/${tab}`}`;
}

/** The states a case is in, each in a word. */
function CaseChips({ head, speech }: { readonly head: CaseHead; readonly speech: Speech }) {
  const { say } = speech;
  const { case: summary } = head;
  return (
    <>
      {summary.status === 'closed' ? (
        <span class="chip done">{summary.outcomeTitle ?? say('status.closed')}</span>
      ) : (
        <span class="chip">{summary.stageTitle}</span>
      )}
      {summary.overdue && <span class="chip late">{say('chip.overdue')}</span>}
      {summary.suspendedAt !== null && <span class="chip warn">{say('chip.stopped')}</span>}
      {summary.openIncidents > 0 && (
        <span class="chip warn">{say('chip.incidents', { count: summary.openIncidents })}</span>
      )}
    </>
  );
}

/** Who looks after the case, and what waits: the reader's own step as a button, anybody else's as a line. */
function Next({ head, speech }: { readonly head: CaseHead; readonly speech: Speech }) {
  const { say } = speech;
  const { case: summary, waiting } = head;
  const own = waiting.find(({ mayAct }) => mayAct);
  const [first] = waiting;
  return (
    <>
      <dl class="glance">
        <div>
          <dt>{say('case.coordinator')}</dt>
          <dd>
            <bdi>{summary.coordinatorName}</bdi>
          </dd>
        </div>
        {first && (
          <>
            <div>
              <dt>{say('case.waits')}</dt>
              <dd>
                <ItemLink item={first} />
                {waiting.length > 1 && (
                  <span class="muted"> {say('case.more-waiting', { count: waiting.length - 1 })}</span>
                )}
              </dd>
            </div>
            <div>
              <dt>{say('case.waits-for')}</dt>
              <dd>
                <bdi>{partyText(speech, first.waitingOn)}</bdi>
              </dd>
            </div>
            <div>
              <dt>{say('case.next-due')}</dt>
              <dd>
                {first.stoppedAt === null ? say('date.day', { at: first.due }) : say('chip.stopped')}
                {first.overdue && <span class="chip late">{say('chip.overdue')}</span>}
              </dd>
            </div>
          </>
        )}
      </dl>
      {own && (
        <a class="button primary" href={`/console/items/${own.id}`}>
          {say('case.do-next', { kind: own.kind, title: own.title })}
        </a>
      )}
    </>
  );
}
