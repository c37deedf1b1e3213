import type { TodayView, WorkItem } from '#libs/cases';
import type { Instant } from '#libs/domain';
import { programmesFor } from '#libs/identity';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { navigationFor, type Section } from '../layout/sections.js';
import { OnlyProgramme } from '../programme-choice/programme-choice.view.js';
import { BrokenLetters } from './broken-letters.view.js';
import { Notice } from '../work/item-parts.view.js';
import { Incidents, LateElsewhere, Mentions } from './today-parts.view.js';
import { OtherProgrammes } from './other-programmes.view.js';
import { WorkLine } from './work-line.view.js';

export interface TodayProps {
  readonly visit: Visit;
  readonly today: TodayView;
  /** Of a later page of the work; null on the first. */
  readonly cursor: string | null;
  /** Id of the approval that was just answered here. */
  readonly decided: string | null;
  /** Case time. */
  readonly now: Instant;
}

const aWeek = 7 * 86_400_000;

/** What waits for the viewer, most urgent first; it reads itself anew when something of theirs changes. */
export function TodayPage(props: TodayProps) {
  const { visit, today, cursor, decided } = props;
  const { speech, viewer } = visit;
  const { say } = speech;
  const { items } = today.work;
  const mayOpen = programmesFor(viewer, 'open-case').length > 0;
  const isEmpty = [items, today.mentions, today.incidents, today.brokenLetters, today.late].every(
    ({ length }) => length === 0,
  );
  const address = cursor === null ? '/console' : `/console?cursor=${encodeURIComponent(cursor)}`;
  return (
    <ConsolePage
      visit={visit}
      title={say('nav.today')}
      section="today"
      narrow
      waiting={today.count}
      incidents={today.incidentCount + (today.elsewhere?.incidents ?? 0)}
      texts={today.brokenLetters.length + (today.elsewhere?.texts ?? 0)}
    >
      <div
        id="today"
        class="today"
        hx-get={address}
        hx-trigger="changed from:#live"
        hx-select="#today"
        hx-swap="outerMorph"
      >
        <div class="head">
          <div>
            <h1>{say('nav.today')}</h1>
            <p class="why">
              {say('today.count', {
                count: items.length,
                late: items.filter(({ overdue }) => overdue).length,
              })}
            </p>
          </div>
          {mayOpen && (
            <a class="button primary" href="/console/cases/new">
              {say('case.open')}
            </a>
          )}
        </div>
        <OnlyProgramme visit={visit}>
          {today.elsewhere && <OtherProgrammes speech={speech} elsewhere={today.elsewhere} />}
        </OnlyProgramme>
        {decided !== null && (
          <Notice tone="good">
            <p>
              {say('today.decided')}{' '}
              <a href={`/console/items/${encodeURIComponent(decided)}`}>{say('today.decided-link')}</a>
            </p>
          </Notice>
        )}
        {isEmpty && <Nothing visit={visit} />}
        <Mentions visit={visit} mentions={today.mentions} />
        <Work {...props} />
        <Incidents visit={visit} today={today} />
        <BrokenLetters visit={visit} letters={today.brokenLetters} />
        <LateElsewhere visit={visit} today={today} now={props.now} />
      </div>
    </ConsolePage>
  );
}

/** A free moment, and where the reader may look meanwhile: for many who only look on, that is all there is. */
function Nothing({ visit }: Pick<TodayProps, 'visit'>) {
  const { say } = visit.speech;
  return (
    <div class="card empty">
      <p>
        <strong>{say('today.nothing')}</strong>
      </p>
      <p class="actions">
        {navigationFor(visit.viewer, 'today')
          .filter(({ key }) => meanwhile.includes(key))
          .map(({ key, path }) => (
            <a key={key} class="button" href={path}>
              {say(`nav.${key}`)}
            </a>
          ))}
      </p>
    </div>
  );
}

/** Sections that are worth a look while nothing waits. */
const meanwhile: readonly Section[] = ['cases', 'calendar', 'programmes'];

function Work(props: TodayProps) {
  const { visit, today, now } = props;
  const { say } = visit.speech;
  const { items, next } = today.work;
  const pickable = items.filter(({ kind }) => kind === 'approval').length > 1;
  const groups: readonly (readonly [string, readonly WorkItem[]])[] = [
    [say('today.late'), items.filter(({ overdue }) => overdue)],
    [say('today.this-week'), items.filter(({ overdue, due }) => !overdue && due < now + aWeek)],
    [say('today.later'), items.filter(({ overdue, due }) => !overdue && due >= now + aWeek)],
  ];
  return (
    <>
      {groups.map(([title, group]) =>
        group.length === 0 ? null : (
          <section key={title}>
            <h2>{title}</h2>
            <ul class="work">
              {group.map((item) => (
                <WorkLine
                  key={item.id}
                  {...{ item, now, visit, pickable }}
                  outcomes={today.outcomes.get(item.id) ?? []}
                />
              ))}
            </ul>
          </section>
        ),
      )}
      {pickable && (
        <form method="get" action="/console/decisions" id="together" class="actions">
          <button type="submit">{say('today.together')}</button>
          <p class="help">{say('today.together-help')}</p>
        </form>
      )}
      {next !== null && <a href={`/console?cursor=${encodeURIComponent(next)}`}>{say('list.more')}</a>}
    </>
  );
}
