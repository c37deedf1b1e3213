import { randomUUID } from 'node:crypto';
import { COUNTRIES, countryCalendar, isCountry } from '#libs/calendars';
import { ChangeCalendar, signedIn, type CalendarChanged } from '#libs/cases';
import { Accounts } from '#libs/identity';
import { CalendarBook, type CalendarChange } from '#libs/persistence';
import { asOperator } from './operator.js';
import { withInstallation } from './with-installation.js';

/** Options of every command that changes days. */
export interface ChangeOptions {
  readonly reason: string;
  /** Person code of the administrator who says so; the trail of every case names them. */
  readonly as: string;
  /** Without it, only what would move is printed. */
  readonly apply: boolean;
}

/** `parcours calendar show`: a country's days off in a year, with sources, clock changes and overrides. */
export async function showCalendar(country: string, options: { readonly year: string }): Promise<void> {
  if (!isCountry(country))
    throw new Error(
      `There is no calendar of ${country}, only of ${COUNTRIES.join(', ')}: libs/calendars/README.md says how to add one.`,
    );
  if (!/^(19|20)\d\d$/.test(options.year)) throw new Error(`"${options.year}" is no year.`);
  const [from, to] = [`${options.year}-01-01`, `${options.year}-12-31`];
  const { holidays, offsets, timeZone, hours, weekend } = countryCalendar(country, from, to);
  const { overrides } = await asOperator(({ database }) => new CalendarBook(database).entries());
  console.log(
    `${country} ${options.year}: ${timeZone}, ${hours.opens} to ${hours.closes}, weekend ${weekend.map(dayName).join(', ')}`,
  );
  for (const { date, name, source } of holidays) console.log(`${date}  ${name}  [${source}]`);
  for (const { calendar, day, works, reason, person } of overrides)
    if (calendar === country && day >= from && day <= to)
      console.log(`${day}  ${works ? 'is worked' : 'extra day off'}: ${reason}  [entered by ${person}]`);
  for (const { from: at, minutes } of offsets.slice(1))
    console.log(`${new Date(at).toISOString().slice(0, 16)}Z  clocks change to UTC${signed(minutes)}`);
}

/** `parcours calendar override`. */
export async function overrideDay(
  country: string,
  day: string,
  options: ChangeOptions & { readonly worked: boolean },
): Promise<void> {
  await change({ type: 'override', country, day, works: options.worked }, options);
}

/** `parcours calendar withdraw`. */
export async function withdrawDay(country: string, day: string, options: ChangeOptions): Promise<void> {
  await change({ type: 'withdrawal', country, day }, options);
}

async function change(wanted: CalendarChange, { reason, as, apply }: ChangeOptions): Promise<void> {
  const changed = await withInstallation(async (app) => {
    const viewer = await app.get(Accounts).viewer(as);
    if (!viewer) throw new Error(`There is no person ${as}. The console lists all codes under People.`);
    const changes = app.get(ChangeCalendar);
    return apply
      ? changes.apply(signedIn(viewer), wanted, reason, randomUUID())
      : changes.preview(signedIn(viewer), wanted);
  });
  report(changed, apply);
}

function report({ cases, dates, replans, behind }: CalendarChanged, applied: boolean): void {
  for (const { reference, organisation, moves } of replans)
    for (const { title, from, to } of moves)
      console.log(`${reference}  ${organisation}  ${title}: ${dayOf(from)} → ${dayOf(to)}`);
  console.log(`${cases} cases, ${dates} dates ${applied ? 'moved' : 'would move'}.`);
  if (!applied) console.log('Nothing was changed; --apply makes it so.');
  for (const { reference, code } of behind) console.error(`${reference} did not answer yet (${code}).`);
  if (behind.length > 0) console.error('They take it by themselves as soon as they do.');
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Of an ISO weekday: 1 is Monday. */
function dayName(weekday: number): string {
  return dayNames[weekday - 1] ?? String(weekday);
}

function signed(minutes: number): string {
  const hours = Math.abs(minutes) / 60;
  return `${minutes < 0 ? '-' : '+'}${hours}`;
}
