import type { CalendarSpan, CalendarSummary, OverrideView } from '#libs/cases';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { Cell, ChoiceControl, DateControl, ScrollTable } from '../layout/controls.view.js';
import { dayText, inZone, listText, type Speech, weekdayText } from '../text/messages.js';
import { Hidden } from '../work/item-parts.view.js';

export interface CalendarPageProps {
  readonly visit: Visit;
  readonly calendars: readonly CalendarSummary[];
  readonly calendar: CalendarSpan;
  readonly year: number;
  /** The twelve months from today on. */
  readonly ahead: CalendarSpan;
}

/** A line of the year: a public holiday, or what an administrator knows better. */
interface DayLine {
  readonly date: string;
  readonly name: string;
  readonly why: string;
  readonly override: OverrideView | null;
  readonly off: boolean;
}

/** A country's year: which days nobody works, why we say so, and a form for who knows better. */
export function CalendarPage({ visit, calendars, calendar, year, ahead }: CalendarPageProps) {
  const { speech, hidden } = visit;
  const { say } = speech;
  const { country, weekend } = calendar;
  const lines = linesOf(calendar, say('calendar.extra'));
  const upcoming = linesOf(ahead, say('calendar.extra')).filter(
    ({ date, off }) => off && !weekend.includes(weekdayOf(date)),
  );
  const address = (to: { country?: string; year?: number }) =>
    `/console/calendars?country=${to.country ?? country}&year=${to.year ?? year}`;
  return (
    <ConsolePage visit={visit} title={say('nav.calendars')} section="calendars">
      <h1>{say('calendar.title', { country: say(`country.${country}`), year })}</h1>
      <p class="why">{say('calendar.why')}</p>
      <nav class="views" aria-label={say('calendar.choose')}>
        {calendars.map((one) => (
          <a
            key={one.country}
            href={address({ country: one.country })}
            aria-current={one.country === country ? 'page' : undefined}
          >
            {say(`country.${one.country}`)}
          </a>
        ))}
        <span class="rule" aria-hidden="true" />
        {[year - 1, year, year + 1].map((one) => (
          <a key={one} href={address({ year: one })} aria-current={one === year ? 'page' : undefined}>
            {one}
          </a>
        ))}
      </nav>
      <div class="grid">
        <section class="card">
          <h2>{say('calendar.upcoming')}</h2>
          <ul class="files">
            {upcoming.slice(0, 5).map(({ date, name }) => (
              <li key={`${date} ${name}`}>
                {weekdayText(speech, date)} {dayText(speech, date)} <span class="muted">{name}</span>
              </li>
            ))}
          </ul>
        </section>
        <Habits calendar={calendar} speech={speech} year={year} />
      </div>
      <section class="card">
        <h2>{say('calendar.days')}</h2>
        <ScrollTable
          label={say('calendar.days')}
          stacks
          head={[
            ...[say('calendar.date'), say('calendar.name'), say('calendar.source')],
            ...(calendar.mayChange ? [say('calendar.change')] : []),
          ]}
        >
          {lines.map((line) => (
            <tr key={`${line.date} ${line.name}`} role="row">
              <th scope="row" role="rowheader" class="nowrap">
                {weekdayText(speech, line.date)} {dayText(speech, line.date)}
              </th>
              <Cell>
                {line.name} {!line.off && <span class="chip warn">{say('calendar.worked')}</span>}
              </Cell>
              <Cell>
                <span class="muted">{line.why}</span>
              </Cell>
              {calendar.mayChange && (
                <Cell>
                  {line.override && (
                    <form method="post" action="/console/calendars/preview">
                      <Hidden
                        fields={[...hidden, ['type', 'withdrawal'], ['country', country], ['day', line.date]]}
                      />
                      <button
                        type="submit"
                        class="small"
                        aria-label={`${say('calendar.withdraw')} ${line.date}`}
                      >
                        {say('calendar.withdraw')}
                      </button>
                    </form>
                  )}
                </Cell>
              )}
            </tr>
          ))}
        </ScrollTable>
      </section>
      {calendar.mayChange && (
        <form method="post" action="/console/calendars/preview" class="card">
          <h2>{say('calendar.enter')}</h2>
          <p class="help">{say('calendar.enter-help')}</p>
          <Hidden fields={[...hidden, ['type', 'override'], ['country', country]]} />
          <DateControl name="day" label={say('calendar.day')} required />
          <ChoiceControl
            name="works"
            label={say('calendar.kind')}
            options={[
              ['no', say('calendar.kind-off')],
              ['yes', say('calendar.kind-worked')],
            ]}
          />
          <button type="submit" class="primary">
            {say('calendar.look')}
          </button>
        </form>
      )}
    </ConsolePage>
  );
}

/** Weekend, hours, and when the clock changes. */
function Habits({
  calendar,
  speech,
  year,
}: {
  readonly calendar: CalendarSpan;
  readonly speech: Speech;
  readonly year: number;
}) {
  const { say } = speech;
  const local = inZone(speech, calendar.timeZone);
  const clockChanges = calendar.offsets.slice(1);
  return (
    <section class="card">
      <h2>{say('calendar.habits')}</h2>
      <dl class="facts">
        <div>
          <dt>{say('calendar.weekend')}</dt>
          {/* 1 January 2024 was a Monday. */}
          <dd>
            {listText(
              speech,
              calendar.weekend.map((day) => weekdayText(speech, `2024-01-0${day}`, 'long')),
            )}
          </dd>
        </div>
        <div>
          <dt>{say('calendar.hours')}</dt>
          <dd>
            {calendar.hours.opens}–{calendar.hours.closes} ({calendar.timeZone})
          </dd>
        </div>
        <div>
          <dt>{say('calendar.clock', { year })}</dt>
          <dd>
            {clockChanges.length === 0 && say('calendar.clock-stays')}
            {clockChanges.map(({ from, minutes }) => (
              <div key={from}>
                {local.say('date.full-time', { at: from })} (UTC{minutes < 0 ? '−' : '+'}
                {Math.abs(minutes) / 60})
              </div>
            ))}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function linesOf({ holidays, overrides }: CalendarSpan, extra: string): readonly DayLine[] {
  const worked = new Map(overrides.filter(({ works }) => works).map((one) => [one.day, one]));
  const said = ({ reason, personName }: OverrideView) => `${reason} (${personName})`;
  return [
    ...holidays.map(({ date, name, source }): DayLine => {
      const override = worked.get(date) ?? null;
      return { date, name, why: override ? said(override) : source, override, off: override === null };
    }),
    ...overrides
      .filter(({ works }) => !works)
      .map((override): DayLine => ({
        ...{ date: override.day, name: extra, why: said(override), override, off: true },
      })),
  ].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** ISO, 1 = Monday. */
function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}
