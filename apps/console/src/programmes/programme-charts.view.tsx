import type { ProgrammeOverview } from '#libs/cases';
import { BarChart } from '../charts/bars.view.js';
import { ColumnChart } from '../charts/columns.view.js';
import { LineChart } from '../charts/lines.view.js';
import { dayText, moneyText, monthText, numberText } from '../text/messages.js';
import type { ProgrammePageProps } from './programme.view.js';

/** Open cases by stage, those that are late apart. */
export function Progress({ visit: { speech }, overview: { stages, outcomes } }: ProgrammePageProps) {
  const { say } = speech;
  const open = stages.reduce((sum, stage) => sum + stage.open, 0);
  const late = stages.reduce((sum, stage) => sum + stage.overdue, 0);
  const entries = [
    ...stages.map((stage) => ({
      key: stage.stage,
      title: stage.title,
      values: [stage.open - stage.overdue, stage.overdue, 0],
    })),
    ...outcomes.map(({ title, count }) => ({ key: `closed ${title}`, title, values: [0, 0, count] })),
  ];
  return (
    <BarChart
      speech={speech}
      title={say('programme.by-stage')}
      summary={say('programme.by-stage-summary', { open, late })}
      series={(['in-time', 'late', 'closed'] as const).map((key) => ({
        key,
        title: say(`programme-series.${key}`),
      }))}
      entries={entries}
      format={(value) => numberText(speech, value)}
      of={say('case.stage')}
    />
  );
}

/** What falls due in the weeks ahead. */
export function DueAhead({ visit: { speech }, overview: { weeks } }: ProgrammePageProps) {
  const { say } = speech;
  const entries = weeks.map(({ from, tasks, approvals, milestones }) => ({
    key: from,
    title: dayText(speech, from, 'short'),
    values: [tasks, approvals, milestones],
  }));
  const count = entries.reduce((sum, { values }) => sum + values.reduce((all, value) => all + value, 0), 0);
  return (
    <ColumnChart
      speech={speech}
      title={say('programme.due-ahead')}
      summary={say('programme.due-ahead-summary', { count, weeks: weeks.length })}
      series={(['tasks', 'approvals', 'milestones'] as const).map((key) => ({
        key,
        title: say(`programme-series.${key}`),
      }))}
      entries={entries}
      format={(value) => numberText(speech, value)}
      of={say('programme.week-of')}
    />
  );
}

/** For how long what is late has been. */
export function HowLate({ visit: { speech }, overview: { ageing } }: ProgrammePageProps) {
  const { say } = speech;
  const count = ageing.reduce((sum, group) => sum + group.count, 0);
  return (
    <BarChart
      speech={speech}
      title={say('programme.ageing')}
      summary={say('programme.ageing-summary', { count })}
      series={[{ key: 'steps', title: say('programme.late', { count }) }]}
      entries={ageing.map(({ from, to, count: late }) => ({
        key: String(from),
        title: to === null ? say('programme.days-more', { from }) : say('programme.days', { from, to }),
        values: [late],
      }))}
      format={(value) => numberText(speech, value)}
      of={say('programme.delay')}
    />
  );
}

/** What the measures save in a year, by how far they have come. */
export function HowMuch({
  visit: { speech },
  overview: { programme },
  measures,
}: ProgrammePageProps & { readonly measures: NonNullable<ProgrammeOverview['measures']> }) {
  const { say } = speech;
  const { currency } = programme;
  const all = measures.reduce((sum, { count }) => sum + count, 0);
  const implemented = measures.find(({ status }) => status === 'implemented');
  return (
    <BarChart
      speech={speech}
      title={say('programme.savings-by-status')}
      summary={say('programme.savings-summary', {
        all,
        implemented: implemented?.count ?? 0,
        saving: moneyText(speech, Math.round(implemented?.yearlySaving ?? 0), currency),
      })}
      series={[{ key: 'saving', title: say('programme.saving-in', { currency }) }]}
      entries={measures.map(({ status, count, yearlySaving }) => ({
        key: status,
        title: say('programme.measures', { status: say(`measure-status.${status}`), count }),
        values: [Math.round(yearlySaving)],
      }))}
      format={(value) => numberText(speech, value)}
      of={say('column.title')}
    />
  );
}

/** A year's savings as planned and as verified, month after month. */
export function SavingsSoFar({
  visit: { speech },
  overview: { programme },
  savings,
}: ProgrammePageProps & { readonly savings: NonNullable<ProgrammeOverview['savings']> }) {
  const { say } = speech;
  const last = savings.at(-1);
  const money = (value: number) => moneyText(speech, Math.round(value), programme.currency);
  return (
    <LineChart
      speech={speech}
      title={say('programme.so-far')}
      summary={say('programme.so-far-summary', {
        planned: money(last?.planned ?? 0),
        verified: money(last?.verified ?? 0),
      })}
      series={(['planned', 'verified'] as const).map((key) => ({
        key,
        title: say(`programme-series.${key}`),
      }))}
      entries={savings.map(({ month, planned, verified }) => ({
        key: month,
        title: monthText(speech, month),
        values: [planned, verified],
      }))}
      format={(value) => numberText(speech, Math.round(value))}
      of={say('months.month')}
    />
  );
}
