import type { CalendarChanged } from '#libs/cases';
import type { CalendarChange } from '#libs/persistence';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { ParagraphControl, ScrollTable } from '../layout/controls.view.js';
import { dayText, inZone, type Speech } from '../text/messages.js';
import { Hidden, Notice, noticeText } from '../work/item-parts.view.js';
import { changeFields, pageOf } from './posted-change.js';

export interface PreviewPageProps {
  readonly visit: Visit;
  readonly change: CalendarChange;
  /** What would move; null where the change is refused, `notice` says why. */
  readonly changed: CalendarChanged | null;
  readonly body: Readonly<Record<string, unknown>>;
  readonly notice: string | null;
  readonly formKey: string;
  /** Zone of a programme's dates, by programme code. */
  readonly zoneOf: (programme: string) => string;
}

/** What a change of a calendar would move, and the reason for it; the post makes it. */
export function PreviewPage({ visit, change, changed, body, notice, formKey, zoneOf }: PreviewPageProps) {
  const { speech, hidden } = visit;
  const { say } = speech;
  const typed = (name: string) => {
    const value = body[name];
    return typeof value === 'string' ? value : '';
  };
  const kept = changeFields.map((name) => [name, typed(name)] as const).filter(([, value]) => value !== '');
  const title = say(`calendar-change.${change.type}`, wordsOf(change, speech));
  return (
    <ConsolePage visit={visit} title={title} section="calendars" narrow>
      <h1>{title}</h1>
      {notice !== null && (
        <Notice tone="bad">
          <p>{noticeText(speech, notice)}</p>
        </Notice>
      )}
      {changed && <Effect changed={changed} speech={speech} zoneOf={zoneOf} />}
      <form method="post" action="/console/calendars/apply" class="card">
        <Hidden fields={[...hidden, ['key', typed('key') || formKey], ...kept]} />
        {changed && (
          <ParagraphControl
            name="reason"
            label={say('calendar.reason')}
            help={say('calendar.reason-help')}
            value={typed('reason')}
            required
          />
        )}
        <div class="actions">
          {changed && (
            <button type="submit" class="primary">
              {say('calendar.apply')}
            </button>
          )}
          <a class="button" href={pageOf(change)}>
            {say('button.cancel')}
          </a>
        </div>
      </form>
    </ConsolePage>
  );
}

/** What a change has done, where some cases did not answer yet. */
export function BehindPage({
  visit,
  change,
  changed,
}: {
  readonly visit: Visit;
  readonly change: CalendarChange;
  readonly changed: CalendarChanged;
}) {
  const { say } = visit.speech;
  const title = say('calendar.behind-title');
  return (
    <ConsolePage visit={visit} title={title} section="calendars" narrow>
      <h1>{title}</h1>
      <p class="why">{say('calendar.behind', { cases: changed.cases, behind: changed.behind.length })}</p>
      <ul class="files">
        {changed.behind.map(({ reference }) => (
          <li key={reference}>
            <a class="code" href={`/console/cases/${reference}`}>
              {reference}
            </a>
          </li>
        ))}
      </ul>
      <a class="button" href={pageOf(change)}>
        {say('calendar.back')}
      </a>
    </ConsolePage>
  );
}

function Effect({
  changed,
  speech,
  zoneOf,
}: {
  readonly changed: CalendarChanged;
  readonly speech: Speech;
  readonly zoneOf: (programme: string) => string;
}) {
  const { say } = speech;
  const { cases, dates, replans } = changed;
  const moving = replans.filter(({ moves }) => moves.length > 0);
  return (
    <>
      <p class="why">{say('calendar.effect', { cases, dates })}</p>
      {moving.length > 0 && (
        <div class="card">
          <ScrollTable
            label={say('calendar.moves')}
            head={[say('calendar.case'), say('calendar.item'), say('calendar.before'), say('calendar.after')]}
          >
            {moving.flatMap(({ reference, organisation, programme, moves }) =>
              moves.map(({ item, title, from, to }) => {
                const local = inZone(speech, zoneOf(programme));
                return (
                  <tr key={item}>
                    <th scope="row">
                      <a class="code" href={`/console/cases/${reference}`}>
                        {reference}
                      </a>{' '}
                      {organisation}
                    </th>
                    <td>{title}</td>
                    <td>{local.say('date.day', { at: from })}</td>
                    <td>{local.say('date.day', { at: to })}</td>
                  </tr>
                );
              }),
            )}
          </ScrollTable>
        </div>
      )}
    </>
  );
}

function wordsOf(change: CalendarChange, speech: Speech): Readonly<Record<string, string>> {
  const { say } = speech;
  const day = (value: string) => dayText(speech, value);
  switch (change.type) {
    case 'override':
      return {
        country: say(`country.${change.country}`),
        day: day(change.day),
        works: change.works ? 'yes' : 'no',
      };
    case 'withdrawal':
      return { country: say(`country.${change.country}`), day: day(change.day) };
    case 'season':
      return { organisation: change.organisation, from: day(change.from), to: day(change.to) };
    case 'season-removal':
      return { organisation: change.organisation, from: day(change.from) };
    default:
      return {};
  }
}
