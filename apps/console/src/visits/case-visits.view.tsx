import type { CaseHead, VisitView } from '#libs/cases';
import { CaseFrame } from '../cases/case-frame.view.js';
import type { Visit } from '../http/visit.js';
import { inZone } from '../text/messages.js';
import { VisitLines } from './visit-line.view.js';

export interface CaseVisitsPageProps {
  readonly visit: Visit;
  readonly head: CaseHead;
  readonly visits: readonly VisitView[];
  readonly mayPropose: boolean;
  readonly temporalUrl: string | null;
}

/** The visits of one case, the latest first. */
export function CaseVisitsPage({ visit, head, visits, mayPropose, temporalUrl }: CaseVisitsPageProps) {
  const speech = inZone(visit.speech, head.case.timeZone);
  const { say } = speech;
  const propose = (
    <a class="button primary" href={`/console/cases/${head.case.reference}/visits/new`}>
      {say('visit.propose')}
    </a>
  );
  return (
    <CaseFrame visit={visit} head={head} tab="visits" temporalUrl={temporalUrl}>
      <div class="head">
        <h2>{say('case-tab.visits')}</h2>
        {mayPropose && visits.length > 0 && propose}
      </div>
      {visits.length === 0 ? (
        <div class="card empty">
          <p>{say('visits.none-case')}</p>
          {mayPropose && propose}
        </div>
      ) : (
        <VisitLines
          visits={[...visits].reverse()}
          href={({ id }) => `/console/visits/${id}`}
          speech={speech}
          isNamed={false}
        />
      )}
    </CaseFrame>
  );
}
