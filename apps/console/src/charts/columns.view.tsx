import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { percent, total } from './bars.view.js';
import { Chart, isMirrored, type ChartProps, type Entry } from './chart.view.js';

const [height, top, bottom] = [190, 18, 22];

/** Columns side by side, one for each step of time. Horizontal places are shares of the width, so that words keep their size. */
export function ColumnChart(props: ChartProps) {
  const { speech, series, entries, format } = props;
  const place = scaleBand(
    entries.map(({ key }) => key),
    isMirrored(speech) ? [100, 0] : [0, 100],
  ).padding(0.25);
  const highest = Math.max(1, ...entries.map(total));
  const level = scaleLinear([0, highest], [height - bottom, top]);
  const parts = stack<Entry, number>()
    .keys(series.map((_, index) => index))
    .value(({ values }, index) => values[index] ?? 0)([...entries]);
  return (
    <Chart {...props}>
      <svg width="100%" height={height} aria-hidden="true">
        <line class="axis" x1="0" x2="100%" y1={height - bottom} y2={height - bottom} />
        {entries.map((entry, row) => {
          const x = place(entry.key) ?? 0;
          const middle = percent(x + place.bandwidth() / 2);
          return (
            <g key={entry.key}>
              {parts.map((part, index) => {
                const [from, to] = part[row] ?? [0, 0];
                return (
                  <rect
                    key={series[index]?.key}
                    class={`series-${index + 1}`}
                    x={percent(x)}
                    width={percent(place.bandwidth())}
                    y={level(to)}
                    height={Math.max(0, level(from) - level(to))}
                  />
                );
              })}
              {total(entry) > 0 && (
                <text class="value" x={middle} y={level(total(entry)) - 5}>
                  {format(total(entry))}
                </text>
              )}
              <text class={row % 2 === 0 ? 'tick' : 'tick odd'} x={middle} y={height - 6}>
                {entry.title}
              </text>
            </g>
          );
        })}
      </svg>
    </Chart>
  );
}
