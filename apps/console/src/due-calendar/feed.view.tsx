import { ConsolePage } from '../layout/console.view.js';
import type { Visit } from '../http/visit.js';
import { Hidden } from '../work/item-parts.view.js';

/** The address of one's own due dates; `url` is null while there is none. */
export function FeedPage({ visit, url }: { readonly visit: Visit; readonly url: string | null }) {
  const { speech, hidden } = visit;
  const { say } = speech;
  return (
    <ConsolePage visit={visit} title={say('feed.title')} section="me" narrow>
      <p class="crumbs">
        <a href="/console/calendar">{say('nav.calendar')}</a>
      </p>
      <h1>{say('feed.title')}</h1>
      <p class="why">{say('feed.why')}</p>
      <form method="post" action="/console/me/calendar" class="card">
        <Hidden fields={hidden} />
        {url !== null && (
          <div class="field">
            <label for="feed">{say('feed.address')}</label>
            <p class="help" id="feed-help">
              {say('feed.how')}
            </p>
            <input id="feed" value={url} readOnly dir="ltr" class="code" aria-describedby="feed-help" />
          </div>
        )}
        <p class="muted">{say('feed.secret')}</p>
        <div class="actions">
          <button type="submit" name="do" value="renew" class={url === null ? 'primary' : undefined}>
            {say(url === null ? 'feed.give' : 'feed.renew')}
          </button>
          {url !== null && (
            <button type="submit" name="do" value="stop" class="danger">
              {say('feed.stop')}
            </button>
          )}
        </div>
      </form>
    </ConsolePage>
  );
}
