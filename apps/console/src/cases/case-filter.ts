import { isCountry, timeZoneOf } from '#libs/calendars';
import type { CaseListFilter } from '#libs/cases';
import { addDays, isLocalDate } from '#libs/domain';
import { caseSorts } from '#libs/persistence';
import type { Visit } from '../http/visit.js';
import { showing } from '../programme-choice/showing.js';
import { dayIn } from '../text/days.js';

/** What the list's address says; the whole state of the page, so that it may be sent to a colleague. */
export interface TypedFilter {
  readonly q: string;
  readonly programme: string;
  /** `all`, or one status; empty means open, and all while words are looked for. */
  readonly status: string;
  readonly stage: string;
  readonly sector: string;
  readonly country: string;
  readonly coordinator: string;
  readonly waiting: string;
  /** `overdue`, `suspended` or `waiting-list`. */
  readonly view: string;
  /** Days from today. */
  readonly within: string;
  readonly from: string;
  readonly to: string;
  readonly sort: string;
  readonly cursor: string;
}

const keys = [
  ...['q', 'programme', 'status', 'stage', 'sector', 'country', 'coordinator', 'waiting', 'view'],
  ...['within', 'from', 'to', 'sort', 'cursor'],
] as readonly (keyof TypedFilter)[];

/** Filters behind the first line of the page. */
export const furtherFilters = [
  ...['status', 'stage', 'sector', 'country', 'coordinator', 'waiting', 'within', 'from', 'to'],
] as readonly (keyof TypedFilter)[];

export function typedFilter(query: Readonly<Record<string, unknown>>): TypedFilter {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === 'string' ? value.trim().slice(0, 200) : '';
  };
  return Object.fromEntries(keys.map((key) => [key, text(key)])) as unknown as TypedFilter;
}

/** The page's filter, and the visit narrowed to its programme: that of the address, else the one chosen. */
export function shownFilter(
  visit: Visit,
  query: Readonly<Record<string, unknown>>,
): { readonly visit: Visit; readonly typed: TypedFilter } {
  const typed = typedFilter(query);
  const narrowed = showing(visit, typed.programme);
  return {
    visit: narrowed,
    typed: { ...typed, programme: typed.programme === '' ? narrowed.programme : typed.programme },
  };
}

/** The day of the programme shown, or of the first one where several are. */
export function todayFor(
  { programme }: TypedFilter,
  programmes: readonly { readonly code: string; readonly country: string }[],
  now: number,
): string {
  const country = (programmes.find(({ code }) => code === programme) ?? programmes[0])?.country ?? '';
  return dayIn(isCountry(country) ? timeZoneOf(country) : 'UTC', now);
}

/** Open cases unless told; every one while words are looked for. */
export function shownStatus({ status, q }: TypedFilter): 'open' | 'closed' | 'every' {
  if (status === 'open' || status === 'closed') return status;
  return status === '' && q === '' ? 'open' : 'every';
}

/** What to ask for. `today` is the reader's day; what is no day, number or order of ours is left out. */
export function askedFilter(typed: TypedFilter, today: string): CaseListFilter {
  const { waiting, view, within } = typed;
  const shown = shownStatus(typed);
  const days = /^\d{1,3}$/.test(within) ? Number(within) : undefined;
  const from = days === undefined ? typed.from : today;
  const to = days === undefined ? typed.to : addDays(today, days);
  const sort = caseSorts.find((known) => known === typed.sort) ?? 'due';
  return {
    ...Object.fromEntries(
      (['q', 'programme', 'stage', 'sector', 'country', 'coordinator', 'cursor'] as const)
        .filter((key) => typed[key] !== '')
        .map((key) => [key, typed[key]]),
    ),
    ...(shown !== 'every' && { status: shown }),
    ...(waiting !== '' && { waitingOn: waiting }),
    ...(view === 'overdue' && { overdue: true }),
    ...(view === 'suspended' && { suspended: true }),
    ...(view === 'waiting-list' && { place: 'waiting' as const }),
    ...(isLocalDate(from) && { dueFrom: from }),
    ...(isLocalDate(to) && { dueTo: to }),
    sort,
  };
}

/** The address of the same list with something changed; a change begins at the first page. */
export function listQuery(typed: TypedFilter, change: Partial<TypedFilter> = {}): string {
  const wanted = { ...typed, cursor: '', ...change };
  const query = new URLSearchParams(
    keys.filter((key) => wanted[key] !== '').map((key) => [key, wanted[key]]),
  );
  return query.toString();
}

/** The fields that carry a filter on from one page to the next. */
export function filterFields(typed: TypedFilter): readonly (readonly [string, string])[] {
  return keys.filter((key) => key !== 'cursor' && typed[key] !== '').map((key) => [key, typed[key]] as const);
}
