import type { DatedVisit, DueDate } from '#libs/cases';
import type { LocalDate } from '#libs/domain';
import { ConsolePage } from '../layout/console.view.js';
import { ChoiceControl } from '../layout/controls.view.js';
import { MineFilter } from '../layout/mine-filter.view.js';
import type { Visit } from '../http/visit.js';
import { OnlyProgramme } from '../programme-choice/programme-choice.view.js';
import { measureText } from '../text/measure-text.js';
import { dayText, inZone, monthText, weekdayText } from '../text/messages.js';
import { monthAfter } from './month.js';

/** A day with what is due on it, and the visits that were agreed. */
export interface CalendarDay {
  readonly day: LocalDate;
  readonly isOff: boolean;
  /** What people call it, or why it is off. */
  readonly holiday: string | null;
  readonly due: readonly DueDate[];
  readonly visits: readonly DatedVisit[];
}

export interface DueCalendarPageProps {
  readonly visit: Visit;
  /** `YYYY-MM` */
  readonly month: string;
  readonly today: LocalDate;
  readonly view: 'month' | 'agenda';
  readonly mine: boolean;
  readonly days: readonly CalendarDay[];
}

/** Entries of one day that the month shows; the agenda shows all. */
const mostADay = 4;

/** What is due in a month: as a sheet, or day after day. */
export function DueCalendarPage(props: DueCalendarPageProps) {
  const { visit, month, today, view } = props;
  const { speech } = visit;
  const { say } = speech;
  return (
    <ConsolePage visit={visit} title={say('nav.calendar')} section="calendar">
      <div class="head">
        <h1>{say('nav.calendar')}</h1>
        <a class="button" href="/console/me/calendar">
          {say('due.subscribe')}
        </a>
      </div>
      <OnlyProgramme visit={visit} />
      <Controls {...props} />
      <nav class="months-nav" aria-label={say('months.month')}>
        <a class="button small" href={address(props, { month: monthAfter(month, -1) })} rel="prev">
          {monthText(speech, monthAfter(month, -1))}
        </a>
        <h2>{monthText(speech, month, 'long')}</h2>
        {today.startsWith(month) || (
          <a href={address(props, { month: today.slice(0, 7) })}>{say('due.today')}</a>
        )}
        <a class="button small" href={address(props, { month: monthAfter(month, 1) })} rel="next">
          {monthText(speech, monthAfter(month, 1))}
        </a>
      </nav>
      {view === 'month' ? <Month {...props} /> : <Agenda {...props} />}
    </ConsolePage>
  );
}

function Controls({ visit, month, view, mine }: DueCalendarPageProps) {
  const { say } = visit.speech;
  return (
    <MineFilter
      visit={visit}
      action="/console/calendar"
      kept={[['month', month]]}
      words={{ label: say('due.whose'), all: say('due.all'), mine: say('due.mine') }}
      isMine={mine}
    >
      <ChoiceControl
        name="view"
        label={say('due.view')}
        value={view}
        options={(['month', 'agenda'] as const).map((key) => [key, say(`due-view.${key}`)])}
      />
    </MineFilter>
  );
}

function Month(props: DueCalendarPageProps) {
  const { visit, days } = props;
  const { speech } = visit;
  const weeks = Array.from({ length: days.length / 7 }, (_, index) => days.slice(index * 7, index * 7 + 7));
  return (
    <table class="month">
      <thead>
        <tr>
          {weeks[0]?.map(({ day }) => (
            <th scope="col" key={day}>
              {weekdayText(speech, day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.day}>
            {week.map((one) => (
              <Cell key={one.day} one={one} {...props} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ one, ...props }: DueCalendarPageProps & { readonly one: CalendarDay }) {
  const { visit, month, today } = props;
  const { speech } = visit;
  const { day, isOff, holiday, due, visits } = one;
  const more = due.length - mostADay;
  const names = [
    ...(isOff ? ['off'] : []),
    ...(day === today ? ['today'] : []),
    ...(day.startsWith(month) ? [] : ['beside']),
    ...(due.length + visits.length === 0 && holiday === null ? ['nothing'] : []),
  ];
  return (
    <td class={names.join(' ') || undefined}>
      <time dateTime={day} class="day" aria-current={day === today ? 'date' : undefined}>
        <span class="narrow-only">{weekdayText(speech, day)} </span>
        {day.endsWith('-01') || names.includes('beside')
          ? dayText(speech, day, 'short')
          : Number(day.slice(8))}
      </time>
      {holiday !== null && <p class="holiday">{holiday}</p>}
      {due.length + visits.length > 0 && (
        <ul class="plain">
          <VisitEntries visits={visits} visit={visit} />
          {due.slice(0, mostADay).map((date) => (
            <Entry key={date.id} date={date} visit={visit} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <a href={`${address(props, { view: 'agenda' })}#d${day}`}>
          {speech.say('due.more', { count: more })}
        </a>
      )}
    </td>
  );
}

function Agenda({ visit, days, month, today }: DueCalendarPageProps) {
  const { speech } = visit;
  const { say } = speech;
  const shown = days.filter(
    ({ day, due, visits, holiday }) =>
      day.startsWith(month) && (due.length + visits.length > 0 || holiday !== null),
  );
  if (shown.length === 0) return <p class="why">{say('due.none')}</p>;
  return (
    <ol class="agenda">
      {shown.map(({ day, isOff, holiday, due, visits }) => (
        <li key={day} id={`d${day}`} class={isOff ? 'off' : undefined}>
          <h3>
            <time dateTime={day} aria-current={day === today ? 'date' : undefined}>
              {weekdayText(speech, day, 'long')} {dayText(speech, day)}
            </time>
          </h3>
          {holiday !== null && <p class="holiday">{holiday}</p>}
          <ul class="plain">
            <VisitEntries visits={visits} visit={visit} />
            {due.map((date) => (
              <Entry key={date.id} date={date} visit={visit} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** Agreed visits, before what is due: they take their hour. */
function VisitEntries({ visits, visit }: { readonly visits: readonly DatedVisit[]; readonly visit: Visit }) {
  const { speech } = visit;
  return (
    <>
      {visits.map(({ id, organisationName, place, startsAt, timeZone }) => (
        <li key={id} class="due visit">
          <a href={`/console/visits/${id}`}>
            <bdi>{organisationName}</bdi>
          </a>
          <span class="what">
            {inZone(speech, timeZone).say('visit.from-time', { at: startsAt })} · <bdi>{place}</bdi>
          </span>
          <span class="unseen">{speech.say('visit.title')}</span>
        </li>
      ))}
    </>
  );
}

function Entry({ date, visit }: { readonly date: DueDate; readonly visit: Visit }) {
  const { speech } = visit;
  const { id, kind, reference, organisationName, title, at, overdue, stopped, mayRead, timeZone } = date;
  const href = mayRead ? `/console/items/${id}` : `/console/cases/${reference}`;
  return (
    <li class={overdue ? `due ${kind} late` : `due ${kind}`}>
      <a href={href}>
        <bdi>{organisationName}</bdi>
      </a>
      {/* A measure is called what somebody typed, in whichever direction: it is cut at its own end. */}
      <span class="what" dir={kind === 'milestone' ? 'auto' : undefined}>
        {kind === 'milestone' ? measureText(speech, title) : title}
        {at !== null && <span class="muted">{inZone(speech, timeZone).say('due.at', { at })}</span>}
      </span>
      {overdue && <span class="chip late">{speech.say('chip.overdue')}</span>}
      {stopped && <span class="chip warn">{speech.say('chip.stopped')}</span>}
      <span class="unseen">{speech.say(`due-kind.${kind}`)}</span>
    </li>
  );
}

/** The same page with something changed. */
function address(
  { visit: { programme }, month, view, mine }: DueCalendarPageProps,
  change: { readonly month?: string; readonly view?: string },
): string {
  const query = new URLSearchParams({ month, view, ...change });
  if (mine) query.set('mine', 'yes');
  if (programme !== '') query.set('programme', programme);
  return `/console/calendar?${query.toString()}`;
}
