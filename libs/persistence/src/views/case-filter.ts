import { and, eq, gte, inArray, isNotNull, isNull, lt, ne, or, sql, type SQL } from 'drizzle-orm';
import type { CaseRow, Instant } from '#libs/domain';
import { cases, organisations } from '../schema/index.js';

/** Cases of one programme or of every one (`*`), in one country or in every one; of one organisation alone where it is named. */
export interface CaseReach {
  readonly programme: string;
  readonly country: string;
  readonly organisation?: string;
}

/** Cases of one programme alone, or of every other one. */
export type ProgrammePart = { readonly only: string } | { readonly except: string };

/** Words to look for; outside of a reach only in what is open to whoever sees the case (I15). */
export interface CaseText {
  /** See `searchQuery`. */
  readonly query: string;
  /** Where the reader may read answers; everywhere unless told. */
  readonly told?: readonly CaseReach[];
  /** Where the reader may see people; everywhere unless told. */
  readonly whole?: readonly CaseReach[];
}

/** Orders of the list; `due` begins with the most urgent, `opened` with the newest. */
export const caseSorts = ['reference', 'due', 'company', 'opened'] as const;
export type CaseSort = (typeof caseSorts)[number];

export interface CaseFilter {
  /** What the reader may see; undefined means every case. */
  readonly reach?: readonly CaseReach[];
  readonly text?: CaseText;
  readonly programme?: string;
  readonly status?: CaseRow['status'];
  readonly stage?: string;
  readonly organisation?: string;
  readonly sector?: string;
  readonly country?: string;
  readonly coordinator?: string;
  /** A party as `partyName` spells it. */
  readonly waitingOn?: string;
  readonly overdue?: boolean;
  readonly suspended?: boolean;
  readonly place?: 'held' | 'waiting';
  /** Due at or after the first instant and before the second. */
  readonly dueFrom?: Instant;
  readonly dueBefore?: Instant;
  readonly references?: readonly string[];
  readonly sort?: CaseSort;
  readonly cursor?: string;
  /** At most 200; 50 unless told. */
  readonly limit?: number;
}

/** What a list is about. */
export function widely({
  reach,
  text,
  programme,
  status,
  organisation,
  references,
}: CaseFilter): SQL | undefined {
  return and(
    reach && isWithin(reach),
    text && isFound(text),
    programme === undefined ? undefined : eq(cases.programme, programme),
    status && eq(cases.status, status),
    organisation === undefined ? undefined : eq(cases.organisation, organisation),
    references && inArray(cases.reference, [...references]),
  );
}

/** What is looked for in it. */
export function narrowly(filter: CaseFilter): SQL | undefined {
  const { stage, sector, country, coordinator, waitingOn, overdue, suspended, place, dueFrom, dueBefore } =
    filter;
  return and(
    stage === undefined ? undefined : eq(cases.stage, stage),
    sector === undefined ? undefined : eq(organisations.sector, sector),
    country === undefined ? undefined : eq(cases.country, country),
    coordinator === undefined ? undefined : eq(cases.coordinator, coordinator),
    waitingOn === undefined ? undefined : sql`${cases.waitingOn} ? ${waitingOn}`,
    overdue === undefined ? undefined : eq(cases.overdue, overdue),
    suspended === undefined ? undefined : (suspended ? isNotNull : isNull)(cases.suspendedAt),
    place === undefined ? undefined : eq(cases.place, place),
    dueFrom === undefined ? undefined : gte(cases.due, dueFrom),
    dueBefore === undefined ? undefined : lt(cases.due, dueBefore),
  );
}

/** Nothing where no part is asked for. */
export function isOfPart(part: ProgrammePart | undefined): SQL | undefined {
  if (part === undefined) return undefined;
  return 'only' in part ? eq(cases.programme, part.only) : ne(cases.programme, part.except);
}

function isFound({ query, told, whole }: CaseText): SQL {
  const found = (column: 'open' | 'told' | 'whole') =>
    sql`${cases.reference} in (select s.reference from case_search s where s.${sql.raw(column)} @@ ${query}::tsquery)`;
  if (whole === undefined) return found('whole');
  return sql`((${found('whole')} and ${isWithin(whole)})
    or (${found('told')} and ${told === undefined ? sql`true` : isWithin(told)}) or ${found('open')})`;
}

/**
 * Whether a case lies in one of the parts. Somebody of a whole country holds a grant for each of its programmes as well: those are
 * left out, and programmes of one country asked for together, since the planner weighs every part of a condition.
 */
export function isWithin(reach: readonly CaseReach[]): SQL {
  const companies = reach.filter(({ organisation }) => organisation !== undefined);
  const granted = reach.filter(({ organisation }) => organisation === undefined);
  const countries = granted.flatMap(({ programme, country }) => (programme === '*' ? country : []));
  if (countries.includes('*')) return sql`true`;
  const programmes = new Map<string, string[]>();
  for (const { programme, country } of granted)
    if (programme !== '*' && !countries.includes(country))
      programmes.set(country, [...(programmes.get(country) ?? []), programme]);
  const parts = [
    countries.length === 0 ? undefined : inArray(cases.country, countries),
    ...[...programmes].map(([country, codes]) => and(inArray(cases.programme, codes), isIn(country))),
    ...companies.map(({ programme, country, organisation = '' }) =>
      and(
        eq(cases.organisation, organisation),
        programme === '*' ? undefined : eq(cases.programme, programme),
        isIn(country),
      ),
    ),
  ];
  return or(sql`false`, ...parts) ?? sql`false`;
}

function isIn(country: string): SQL | undefined {
  return country === '*' ? undefined : eq(cases.country, country);
}
