import { scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { Chart, isMirrored, type ChartProps, type Entry } from './chart.view.js';

/** Bars of several parts, one below the other, each with its title: reads well on a phone. */
export function BarChart(props: ChartProps) {
  const { speech, series, entries, format } = props;
  const longest = Math.max(1, ...entries.map(total));
  const width = scaleLinear([0, longest], isMirrored(speech) ? [100, 0] : [0, 100]);
  const parts = stack<Entry, number>()
    .keys(series.map((_, index) => index))
    .value(({ values }, index) => values[index] ?? 0)([...entries]);
  return (
    <Chart {...props}>
      <div class="bars" aria-hidden="true">
        {entries.map((entry, row) => (
          <div key={entry.key} class="bar">
            <span class="bar-title">{entry.title}</span>
            <svg width="100%" height="18">
              {parts.map((part, index) => {
                const [from, to] = part[row] ?? [0, 0];
                const [a, b] = [width(from), width(to)];
                return (
                  <rect
                    key={series[index]?.key}
                    class={`series-${index + 1}`}
                    x={percent(Math.min(a, b))}
                    y="1"
                    width={percent(Math.abs(b - a))}
                    height="16"
                    rx="2"
                  />
                );
              })}
            </svg>
            <span class="bar-number">{format(total(entry))}</span>
          </div>
        ))}
      </div>
    </Chart>
  );
}

export function total({ values }: Pick<Entry, 'values'>): number {
  return values.reduce((sum, value) => sum + value, 0);
}

export function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}
