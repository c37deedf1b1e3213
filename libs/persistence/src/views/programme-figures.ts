import type { Instant } from '#libs/domain';
import type { Database } from '../database.js';
import type { CaseReach } from './case-filter.js';

/** Counts of open cases in a stage. */
export interface StageCount {
  readonly stage: string;
  readonly open: number;
  readonly overdue: number;
  readonly suspended: number;
}

/** What is open and due in a span of days. */
export interface DueCount {
  readonly tasks: number;
  readonly approvals: number;
  readonly milestones: number;
}

/** Measures that came as far; sums are in the programme's currency, over those that name a figure. */
export interface MeasureCount {
  readonly status: MeasureStatus;
  readonly count: number;
  /** Companies they belong to, however many paths one has travelled. */
  readonly companies: number;
  readonly cost: number;
  readonly yearlySaving: number;
}

/** From the recommendation to what became of it. */
export const measureStatuses = [
  'recommended',
  'planned',
  'implemented',
  'partly',
  'waiting',
  'abandoned',
] as const;
export type MeasureStatus = (typeof measureStatuses)[number];

/** A year's saving that falls into a month for the first time. */
export interface SavingMonth {
  /** `YYYY-MM` */
  readonly month: string;
  readonly planned: number;
  readonly verified: number;
  /** Codes of the companies behind each sum. */
  readonly plannedBy: readonly string[];
  readonly verifiedBy: readonly string[];
}

export interface ProgrammeFigures {
  readonly stages: readonly StageCount[];
  readonly closed: readonly {
    readonly outcome: string | null;
    readonly definition: string;
    readonly count: number;
  }[];
  /** One for each span between two bounds. */
  readonly due: readonly DueCount[];
  /** Overdue items by days of delay, see `ageingBounds`. */
  readonly ageing: readonly number[];
  readonly measures: readonly MeasureCount[];
  /** Ascending; months without either are left out. */
  readonly savings: readonly SavingMonth[];
}

/** Days of delay at which the next group begins. */
export const ageingBounds = [7, 14, 30] as const;

export interface FiguresQuestion {
  readonly programme: string;
  /** What of it the reader may see. */
  readonly reach: 'every' | readonly CaseReach[];
  readonly now: Instant;
  /** Beginnings of spans, ascending, the last one's end behind them; days are `YYYY-MM-DD` for milestones. */
  readonly bounds: readonly { readonly at: Instant; readonly day: string }[];
  /** IANA zone in which months are told apart. */
  readonly timeZone: string;
}

/** Everything that a programme's page adds up, in five aggregates whatever the number of cases. */
export async function programmeFigures(
  database: Database,
  question: FiguresQuestion,
): Promise<ProgrammeFigures> {
  const { programme, reach, now, bounds, timeZone } = question;
  const countries = reach === 'every' ? null : reach.map(({ country }) => country);
  const ask = async <T>(sql: string, ...values: readonly unknown[]) =>
    (await database.pool.query(sql, [programme, countries, ...values])).rows as readonly T[];
  const [stages, closed, items, days, late, measures, savings] = await Promise.all([
    ask<StageCount>(stagesSql),
    ask<ProgrammeFigures['closed'][number]>(closedSql),
    ask<{ span: number; tasks: number; approvals: number }>(
      dueSql,
      bounds.map(({ at }) => at),
    ),
    ask<{ span: number; milestones: number }>(
      milestonesSql,
      bounds.map(({ day }) => day),
    ),
    ask<{ group: number; count: number }>(ageingSql, now, [...ageingBounds]),
    ask<MeasureCount>(measuresSql),
    ask<SavingMonth>(savingsSql, timeZone),
  ]);
  return {
    ...{ stages, closed, measures, savings },
    due: bounds.slice(1).map((_, index) => {
      const { tasks = 0, approvals = 0 } = items.find(({ span }) => span === index + 1) ?? {};
      return { tasks, approvals, milestones: days.find(({ span }) => span === index + 1)?.milestones ?? 0 };
    }),
    ageing: [0, ...ageingBounds].map((_, index) => late.find(({ group }) => group === index)?.count ?? 0),
  };
}

const within = `c.programme = $1 and ($2::text[] is null or '*' = any($2) or c.country = any($2))`;

const stagesSql = `select c.stage, count(*)::int as open, (count(*) filter (where c.overdue))::int as overdue,
    (count(*) filter (where c.suspended_at is not null))::int as suspended
  from cases c where ${within} and c.status = 'open' and c.stage is not null group by c.stage`;

const closedSql = `select c.outcome, c.definition, count(*)::int as count
  from cases c where ${within} and c.status = 'closed' group by c.outcome, c.definition order by 3 desc, 1, 2`;

const dueSql = `select width_bucket(i.due, $3::bigint[]) as span,
    (count(*) filter (where i.kind = 'task'))::int as tasks, (count(*) filter (where i.kind = 'approval'))::int as approvals
  from cases c join items i on i.reference = c.reference
  where ${within} and c.status = 'open' and i.status = 'open' and i.stopped_at is null group by 1`;

const milestonesSql = `select width_bucket(m.date, $3::date[]) as span, count(*)::int as milestones
  from cases c join milestones m on m.reference = c.reference
  where ${within} and c.status = 'open' and m.status <> 'settled' group by 1`;

const ageingSql = `select width_bucket(($3::bigint - i.due) / 86400000, $4::bigint[]) as group, count(*)::int as count
  from cases c join items i on i.reference = c.reference
  where ${within} and c.status = 'open' and i.status = 'open' and i.overdue group by 1`;

const measuresSql = `select status, count(*)::int as count, count(distinct organisation)::int as companies,
    coalesce(sum(cost), 0) as cost, coalesce(sum(yearly_saving), 0) as "yearlySaving"
  from (select c.organisation, m.cost, m.yearly_saving, case
      when m.outcome in ('implemented', 'done-before') then 'implemented'
      when m.outcome = 'partly' then 'partly'
      when m.outcome in ('postponed', 'waiting-for-finance') then 'waiting'
      when m.outcome = 'abandoned' then 'abandoned'
      when m.chosen then 'planned' else 'recommended' end as status
    from cases c join measures m on m.reference = c.reference where ${within}) told group by status`;

const savingsSql = `with told as (
    select c.organisation, m.yearly_saving as saving, to_char(s.date, 'YYYY-MM') as planned,
      case when m.outcome in ('implemented', 'done-before') then to_char(to_timestamp(
        (select max(i.settled_at) from items i where i.reference = m.reference and i.milestone = m.key) / 1000.0)
        at time zone $3, 'YYYY-MM') end as verified
    from cases c join measures m on m.reference = c.reference
      join milestones s on s.reference = m.reference and s.key = m.key
    where ${within} and m.yearly_saving is not null)
  select month, coalesce(sum(planned), 0) as planned, coalesce(sum(verified), 0) as verified,
    array_remove(array_agg(distinct case when planned is not null then organisation end), null) as "plannedBy",
    array_remove(array_agg(distinct case when verified is not null then organisation end), null) as "verifiedBy"
  from (
    select organisation, planned as month, saving as planned, null::float8 as verified from told
    union all select organisation, verified, null, saving from told where verified is not null) all_months
  group by month order by month`;
