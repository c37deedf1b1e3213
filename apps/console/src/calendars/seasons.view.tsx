import type { SeasonView } from '#libs/cases';
import type { Visit } from '../http/visit.js';
import { DateControl } from '../layout/controls.view.js';
import { dayText } from '../text/messages.js';
import { Hidden } from '../work/item-parts.view.js';

export interface Seasons {
  readonly seasons: readonly SeasonView[];
  readonly mayEdit: boolean;
}

/** When a company produces day and night: its contacts owe nothing on those days. Every form leads to a preview. */
export function SeasonsCard({
  visit,
  organisation,
  seasons,
  mayEdit,
}: Seasons & { readonly visit: Visit; readonly organisation: string }) {
  const { speech, hidden } = visit;
  const { say } = speech;
  const about = (type: string) => [...hidden, ['type', type], ['organisation', organisation]] as const;
  return (
    <section class="card">
      <h2>{say('season.title')}</h2>
      <p class="help">{say('season.help')}</p>
      {seasons.length === 0 ? (
        <p class="muted">{say('season.none')}</p>
      ) : (
        <ul class="files">
          {seasons.map(({ from, to }) => (
            <li key={from}>
              {say('season.span', { from: dayText(speech, from), to: dayText(speech, to) })}
              {mayEdit && (
                <form method="post" action="/console/calendars/preview">
                  <Hidden fields={[...about('season-removal'), ['from', from]]} />
                  <button type="submit" class="small" aria-label={`${say('season.remove')} ${from}`}>
                    {say('season.remove')}
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayEdit && (
        <details>
          <summary>{say('season.add')}</summary>
          <form method="post" action="/console/calendars/preview">
            <Hidden fields={about('season')} />
            <DateControl name="from" label={say('season.from')} required />
            <DateControl name="to" label={say('season.to')} required />
            <button type="submit" class="primary">
              {say('calendar.look')}
            </button>
          </form>
        </details>
      )}
    </section>
  );
}
