import type { Instant } from '#libs/domain';
import { programmesFor } from '#libs/identity';
import type { Page, WorkItem } from '#libs/cases';
import { ConsolePage } from '../layout/console.view.js';
import type { Visit } from '../http/visit.js';
import { inZone } from '../text/messages.js';
import { ItemChips } from './item-chips.view.js';
import { Notice } from './item-parts.view.js';

/** What waits for the viewer, most urgent first. */
export function TodayPage({
  visit,
  page,
  incidents,
  now,
}: {
  readonly visit: Visit;
  readonly page: Page<WorkItem>;
  readonly incidents: number;
  /** Case time. */
  readonly now: Instant;
}) {
  const { speech, viewer } = visit;
  const late = page.items.filter(({ overdue }) => overdue).length;
  const together = page.items.filter(({ kind }) => kind === 'approval').length > 1;
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
      <form method="get" action="/console/decisions">
        <ul class="work">
          {page.items.map((item) => (
            <WorkLine key={item.id} item={item} now={now} visit={visit} pickable={together} />
          ))}
        </ul>
        {together && (
          <div class="actions">
            <button type="submit">{speech.say('today.together')}</button>
            <p class="help">{speech.say('today.together-help')}</p>
          </div>
        )}
      </form>
      {page.next !== null && (
        <a href={`/console?cursor=${encodeURIComponent(page.next)}`}>{speech.say('list.more')}</a>
      )}
    </ConsolePage>
  );
}

function WorkLine({
  item,
  now,
  visit,
  pickable,
}: {
  readonly item: WorkItem;
  readonly now: Instant;
  readonly visit: Visit;
  readonly pickable: boolean;
}) {
  const speech = inZone(visit.speech, item.timeZone);
  const { say } = speech;
  return (
    <li class={item.overdue ? 'late' : undefined}>
      {pickable && item.kind === 'approval' && (
        <input
          type="checkbox"
          name="item"
          value={item.id}
          aria-label={say('today.tick', { title: item.title, company: item.organisationName })}
        />
      )}
      <div class="what">
        <a href={`/console/items/${item.id}`}>{item.title}</a>
        {item.kind === 'approval' && <span class="chip">{say('chip.decision')}</span>}
        <ItemChips item={item} now={now} speech={speech} />
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
}
