import { programmesFor } from '#libs/identity';
import type { Page, WorkItem } from '#libs/cases';
import { ConsolePage } from '../layout/console.view.js';
import type { Visit } from '../http/visit.js';
import { inZone } from '../text/messages.js';
import { Notice } from './item-parts.view.js';

/** What waits for the viewer, most urgent first. */
export function TodayPage({
  visit,
  page,
  incidents,
}: {
  readonly visit: Visit;
  readonly page: Page<WorkItem>;
  readonly incidents: number;
}) {
  const { speech, viewer } = visit;
  const late = page.items.filter(({ overdue }) => overdue).length;
  const mayOpen = programmesFor(viewer, 'open-case').length > 0;
  return (
    <ConsolePage visit={visit} title={speech.say('nav.today')} section="today" narrow>
      <div class="head">
        <div>
          <h1>{speech.say('nav.today')}</h1>
          <p class="why">{speech.say('today.count', { count: page.items.length, late })}</p>
        </div>
        {mayOpen && (
          <a class="button primary" href="/console/cases/new">
            {speech.say('case.open')}
          </a>
        )}
      </div>
      {incidents > 0 && (
        <Notice tone="bad">
          <p>
            <a href="/console/incidents">{speech.say('today.incidents', { count: incidents })}</a>
          </p>
        </Notice>
      )}
      {page.items.length === 0 && (
        <Notice tone="good">
          <p>{speech.say('today.nothing')}</p>
        </Notice>
      )}
      <ul class="work">
        {page.items.map((item) => {
          const { say } = inZone(speech, item.timeZone);
          return (
            <li key={item.id} class={item.overdue ? 'late' : undefined}>
              <div>
                <a href={`/console/items/${item.id}`}>{item.title}</a>
                {item.overdue && <span class="chip late">{say('chip.overdue')}</span>}
                {item.kind === 'approval' && <span class="chip">{say('chip.decision')}</span>}
                {item.deferred && <span class="chip warn">{say('chip.deferred')}</span>}
                <br />
                <span class="muted">
                  {item.organisationName} · {item.stageTitle}
                  {item.measureTitle ? ` · ${item.measureTitle}` : ''} ·{' '}
                  <a href={`/console/cases/${item.reference}`} class="code">
                    {item.reference}
                  </a>
                </span>
              </div>
              <div class="muted">{say('today.due', { at: item.due })}</div>
            </li>
          );
        })}
      </ul>
      {page.next !== null && (
        <a href={`/console?cursor=${encodeURIComponent(page.next)}`}>{speech.say('list.more')}</a>
      )}
    </ConsolePage>
  );
}
