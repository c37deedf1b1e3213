import type { VisitView } from '#libs/cases';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { MineFilter } from '../layout/mine-filter.view.js';
import { OnlyProgramme } from '../programme-choice/programme-choice.view.js';
import { VisitLines } from './visit-line.view.js';

export interface VisitListPageProps {
  readonly visit: Visit;
  /** Those to come, or those that are over. */
  readonly part: 'ahead' | 'over';
  readonly mine: boolean;
  readonly unanswered: readonly VisitView[];
  readonly upcoming: readonly VisitView[];
  readonly over: readonly VisitView[];
}

/** Visits of all cases: what waits for an answer, what comes next, what was. */
export function VisitListPage(props: VisitListPageProps) {
  const { visit, part, unanswered, upcoming, over } = props;
  const { say } = visit.speech;
  return (
    <ConsolePage visit={visit} title={say('nav.visits')} section="visits">
      <h1>{say('nav.visits')}</h1>
      <OnlyProgramme visit={visit} />
      <Filters {...props} />
      <nav class="tabs" aria-label={say('visits.parts')}>
        {(['ahead', 'over'] as const).map((one) => (
          <a key={one} href={address(props, one)} aria-current={one === part ? 'page' : undefined}>
            {say(`visits-part.${one}`)}
          </a>
        ))}
      </nav>
      {part === 'ahead' ? (
        <>
          <Part
            title={say('visits.unanswered')}
            none={say('visits.none-unanswered')}
            visits={unanswered}
            visit={visit}
          />
          <Part
            title={say('visits.upcoming')}
            none={say('visits.none-upcoming')}
            visits={upcoming}
            visit={visit}
          />
        </>
      ) : (
        <Part title={say('visits-part.over')} none={say('visits.none-over')} visits={over} visit={visit} />
      )}
    </ConsolePage>
  );
}

function Part({
  title,
  none,
  visits,
  visit,
}: {
  readonly title: string;
  readonly none: string;
  readonly visits: readonly VisitView[];
  readonly visit: Visit;
}) {
  return (
    <section>
      <h2>{title}</h2>
      {visits.length === 0 ? (
        <p class="why">{none}</p>
      ) : (
        <VisitLines
          visits={visits}
          href={({ id }) => `/console/visits/${id}`}
          speech={visit.speech}
          isNamed
        />
      )}
    </section>
  );
}

function Filters({ visit, part, mine }: VisitListPageProps) {
  const { say } = visit.speech;
  return (
    <MineFilter
      visit={visit}
      action="/console/visits"
      kept={[['part', part]]}
      words={{ label: say('visits.whose'), all: say('visits.all'), mine: say('visits.mine') }}
      isMine={mine}
    />
  );
}

function address({ visit: { programme }, mine }: VisitListPageProps, part: string): string {
  const query = new URLSearchParams({ part });
  if (mine) query.set('mine', 'yes');
  if (programme !== '') query.set('programme', programme);
  return `/console/visits?${query.toString()}`;
}
