import type { ComponentChildren } from 'preact';
import { ScrollTable } from '../layout/controls.view.js';
import type { Speech } from '../text/messages.js';

/** One kind of thing that a chart counts. */
export interface Series {
  readonly key: string;
  readonly title: string;
}

/** One bar, column or moment, with a number for each series in their order. */
export interface Entry {
  readonly key: string;
  readonly title: string;
  readonly values: readonly number[];
}

export interface ChartProps {
  readonly speech: Speech;
  readonly title: string;
  /** The picture in one sentence. */
  readonly summary: string;
  readonly series: readonly Series[];
  readonly entries: readonly Entry[];
  /** A number as people read it, in the unit of the chart. */
  readonly format: (value: number) => string;
  /** What the entries are, e.g. weeks: head of the table's first column. */
  readonly of: string;
}

/** A chart with its legend; the same numbers as a table for whoever does not see, or wants them exactly. */
export function Chart({ children, ...props }: ChartProps & { readonly children: ComponentChildren }) {
  const { speech, title, summary, series, entries, format, of } = props;
  const columns = series.map((one) => one.title);
  return (
    <figure class="chart">
      <figcaption>
        <h3>{title}</h3>
        <p class="muted">{summary}</p>
      </figcaption>
      {series.length > 1 && (
        <ul class="legend" aria-hidden="true">
          {series.map(({ key, title: words }, index) => (
            <li key={key}>
              <svg width="12" height="12" class={`series-${index + 1}`}>
                <rect width="12" height="12" rx="3" />
              </svg>
              {words}
            </li>
          ))}
        </ul>
      )}
      <div role="img" aria-label={`${title}. ${summary}`}>
        {children}
      </div>
      <details>
        <summary>{speech.say('chart.table')}</summary>
        <ScrollTable label={title} head={[of, ...columns]} numbers={columns}>
          {entries.map(({ key, title: words, values }) => (
            <tr key={key}>
              <th scope="row">{words}</th>
              {values.map((value, index) => (
                <td key={series[index]?.key} class="number">
                  {format(value)}
                </td>
              ))}
            </tr>
          ))}
        </ScrollTable>
      </details>
    </figure>
  );
}

/** Whether the page reads from right to left: bars then grow, and time runs, to the left. */
export function isMirrored({ language }: Speech): boolean {
  return language === 'ar';
}
