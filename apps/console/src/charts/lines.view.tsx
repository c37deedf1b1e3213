import { scaleLinear, scalePoint } from 'd3-scale';
import { curveMonotoneX, line } from 'd3-shape';
import { percent } from './bars.view.js';
import { Chart, isMirrored, type ChartProps } from './chart.view.js';

const [height, top, bottom] = [220, 14, 22];

/** Sums that grow over time, one line a series. */
export function LineChart(props: ChartProps) {
  const { speech, series, entries, format } = props;
  const mirrored = isMirrored(speech);
  const place = scalePoint(
    entries.map(({ key }) => key),
    mirrored ? [97, 3] : [3, 97],
  );
  const highest = Math.max(1, ...entries.flatMap(({ values }) => values));
  const level = scaleLinear([0, highest], [height - bottom, top]).nice(4);
  const every = Math.ceil(entries.length / 4);
  return (
    <Chart {...props}>
      <svg width="100%" height={height} aria-hidden="true">
        {level.ticks(4).map((value) => (
          <g key={value}>
            <line class="grid" x1="0" x2="100%" y1={level(value)} y2={level(value)} />
            <text class="scale" x={mirrored ? '100%' : '0'} y={level(value) - 4}>
              {format(value)}
            </text>
          </g>
        ))}
        <svg width="100%" height={height} viewBox={`0 0 100 ${height}`} preserveAspectRatio="none">
          {series.map(({ key }, index) => {
            const path = line<(typeof entries)[number]>(
              (entry) => place(entry.key) ?? 0,
              (entry) => level(entry.values[index] ?? 0),
            ).curve(curveMonotoneX)([...entries]);
            return <path key={key} class={`line series-${index + 1}`} d={path ?? ''} />;
          })}
        </svg>
        {entries.map(
          ({ key, title }, index) =>
            index % every === 0 && (
              <text
                key={key}
                class={edgeOf(index, entries.length)}
                x={percent(place(key) ?? 0)}
                y={height - 6}
              >
                {title}
              </text>
            ),
        )}
      </svg>
    </Chart>
  );
}

/** The first and the last word stay inside the picture; a phone has room for no others. */
function edgeOf(index: number, count: number): string {
  return index === 0 ? 'tick first' : index === count - 1 ? 'tick last' : 'tick odd';
}
