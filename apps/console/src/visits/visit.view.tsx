import type { CaseHead, VisitView } from '#libs/cases';
import type { LocalDate } from '#libs/domain';
import { CaseFrame } from '../cases/case-frame.view.js';
import type { Visit } from '../http/visit.js';
import { inZone } from '../text/messages.js';
import { Notice } from '../work/item-parts.view.js';
import { VisitActs } from './visit-acts.view.js';
import type { VisitState } from './visit-desk.js';
import { VisitChips } from './visit-line.view.js';
import { VisitFacts, VisitHistory, VisitWish } from './visit-parts.view.js';

export interface VisitPageProps {
  readonly visit: Visit;
  readonly head: CaseHead;
  readonly view: VisitView;
  readonly state: VisitState;
  readonly today: LocalDate;
  /** The form just posted was done. */
  readonly saved: boolean;
  readonly temporalUrl: string | null;
}

/** One visit, with everything that may be done about it. */
export function VisitPage(props: VisitPageProps) {
  const { visit, head, view, state, saved, temporalUrl } = props;
  const speech = inZone(visit.speech, head.case.timeZone);
  const { say } = speech;
  return (
    <CaseFrame visit={visit} head={head} tab="visits" temporalUrl={temporalUrl}>
      <p class="crumbs">
        <a href={`/console/cases/${view.reference}/visits`}>{say('case-tab.visits')}</a>
      </p>
      <h2>
        {say('visit.title')} <VisitChips view={view} speech={speech} />
      </h2>
      {state.notice !== null && (
        <Notice tone="bad">
          <p>{state.notice}</p>
        </Notice>
      )}
      {saved && state.act === null && (
        <Notice tone="good">
          <p>{say('visit.saved')}</p>
        </Notice>
      )}
      <VisitWish view={view} speech={speech} />
      <section class="card">
        <VisitFacts view={view} speech={speech} />
        {view.item !== null && (
          <p>
            <a href={`/console/items/${view.item}`}>
              {say('visit.task', { title: view.itemTitle ?? view.item })}
            </a>
          </p>
        )}
      </section>
      <VisitActs {...props} speech={speech} />
      <VisitHistory view={view} speech={speech} />
    </CaseFrame>
  );
}
