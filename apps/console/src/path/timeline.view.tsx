import type { ForecastView } from '#libs/cases';
import { ScrollTable } from '../layout/controls.view.js';
import { directionOf } from '#libs/wording';
import { measureText } from '../text/measure-text.js';
import { monthText, type Speech } from '../text/messages.js';
import { datesText, delayText, spanText } from './path-dates.js';
import { timelineOf, type Bar, type TimelineRow } from './timeline.js';

/** Height of a row, of the words above its bars, which no line crosses, and of the axis below the rows. */
const rowHeight = 46;
const wordsHeight = 22;
const axisHeight = 26;

/** A path over time: as planned at the opening, as it was, and as it is expected; the same in a table below. */
export function TimelineFigure({
  forecast,
  speech,
}: {
  readonly forecast: ForecastView;
  readonly speech: Speech;
}) {
  const { say } = speech;
  const { rows, ticks, today } = timelineOf(forecast, directionOf(speech.language) === 'rtl');
  const bottom = rows.length * rowHeight;
  return (
    <figure class="timeline">
      <svg width="100%" height={bottom + axisHeight} role="img" aria-label={say('path.timeline')}>
        <defs>
          <pattern
            id="expected"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect class="hatch-ground" width="6" height="6" />
            <rect class="hatch" width="3" height="6" />
          </pattern>
        </defs>
        {ticks.map(({ x, at }, index) => (
          <g key={at} class={index % 2 === 0 ? 'tick' : 'tick between'}>
            <line x1={`${x}%`} x2={`${x}%`} y1="0" y2={bottom} />
            {x > 4 && x < 96 && (
              <text x={`${x}%`} y={bottom + 18} text-anchor="middle">
                {monthText(speech, new Date(at).toISOString().slice(0, 7))}
              </text>
            )}
          </g>
        ))}
        {rows.map((row, index) => (
          <Row key={row.stage.key} row={row} top={index * rowHeight} speech={speech} />
        ))}
        <g class="today">
          {rows.map(({ stage }, index) => (
            <line
              key={stage.key}
              x1={`${today}%`}
              x2={`${today}%`}
              y1={index * rowHeight + wordsHeight}
              y2={(index + 1) * rowHeight}
            />
          ))}
        </g>
      </svg>
      <figcaption>
        <Legend speech={speech} />
      </figcaption>
      <details>
        <summary>{say('path.table')}</summary>
        <DatesTable forecast={forecast} speech={speech} />
      </details>
    </figure>
  );
}

function Row({
  row,
  top,
  speech,
}: {
  readonly row: TimelineRow;
  readonly top: number;
  readonly speech: Speech;
}) {
  const { stage, planned, actual, expected, dues, milestones } = row;
  const isRight = directionOf(speech.language) === 'rtl';
  const middle = top + 32;
  return (
    <g class={`row ${stage.state}`}>
      <line class="rule" x1="0" x2="100%" y1={top + rowHeight} y2={top + rowHeight} />
      <text class="row-title" x={isRight ? '100%' : '0'} y={top + 16}>
        {stage.title}
      </text>
      <text class="row-dates" x={isRight ? '0' : '100%'} y={top + 16} text-anchor="end">
        {datesText(speech, stage)}
      </text>
      <Rect class="actual" bar={actual} y={middle - 5} height={9} />
      <Rect class="expected" bar={expected} y={middle - 5} height={9} />
      <Rect class="planned" bar={planned} y={middle + 6} height={3} />
      {milestones.map((x, index) => (
        <text key={index} class="milestone" x={`${x}%`} y={middle + 4} text-anchor="middle">
          ◆
        </text>
      ))}
      {dues.map(({ x, late }, index) => (
        <circle key={index} class={late ? 'due late' : 'due'} cx={`${x}%`} cy={middle - 0.5} r="5" />
      ))}
    </g>
  );
}

function Rect({
  bar,
  y,
  height,
  ...named
}: {
  readonly class: string;
  readonly bar: Bar | null;
  readonly y: number;
  readonly height: number;
}) {
  return (
    bar && (
      <rect
        {...named}
        {...hatched(named.class)}
        x={`${bar.x}%`}
        width={`${bar.width}%`}
        y={y}
        height={height}
        rx="2"
      />
    )
  );
}

/** What is only expected is hatched; the pattern stands in the picture itself. */
function hatched(sign: string) {
  return sign === 'expected' ? { fill: 'url(#expected)' } : {};
}

/** What the signs of the picture mean. */
function Legend({ speech }: { readonly speech: Speech }) {
  const { say } = speech;
  const signs = ['actual', 'expected', 'planned'] as const;
  return (
    <ul class="legend">
      {signs.map((sign) => (
        <li key={sign}>
          <svg width="26" height="12" aria-hidden="true">
            <rect
              {...hatched(sign)}
              class={sign}
              y={sign === 'planned' ? 4 : 1}
              width="26"
              height={sign === 'planned' ? 3 : 9}
              rx="2"
            />
          </svg>
          {say(`path-legend.${sign}`)}
        </li>
      ))}
      <li>
        <svg width="12" height="12" aria-hidden="true">
          <circle class="due" cx="6" cy="6" r="5" />
        </svg>
        {say('path-legend.due')}
      </li>
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <text class="milestone" x="7" y="12" text-anchor="middle">
            ◆
          </text>
        </svg>
        {say('path-legend.measure')}
      </li>
      <li>
        <svg class="today" width="4" height="14" aria-hidden="true">
          <line x1="2" x2="2" y1="0" y2="14" />
        </svg>
        {say('path-legend.today')}
      </li>
    </ul>
  );
}

/** Every stage and step with its days, for whoever reads rather than looks. */
function DatesTable({ forecast, speech }: { readonly forecast: ForecastView; readonly speech: Speech }) {
  const { say } = speech;
  return (
    <ScrollTable
      label={say('path.table')}
      head={[
        say('case.step'),
        say('case.status'),
        say('path-legend.planned'),
        say('path.really'),
        say('path.change'),
      ]}
    >
      {forecast.stages.flatMap((stage) => [
        <tr key={stage.key} class="sum">
          <th scope="row">{stage.title}</th>
          <td>{say(`path-state.${stage.state}`)}</td>
          <td>{spanText(speech, stage.planned)}</td>
          <td>{stage.openPlan ? say('path.with-plan') : spanText(speech, stage.span)}</td>
          <td>{delayText(speech, stage)}</td>
        </tr>,
        ...stage.steps.map((step) => (
          <tr key={`${stage.key} ${step.key}`}>
            <th scope="row">
              {step.title}
              {step.measure !== null && <div class="muted">{measureText(speech, step.measure)}</div>}
            </th>
            <td>{say(`path-state.${step.state}`)}</td>
            <td>{spanText(speech, step.planned)}</td>
            <td>{spanText(speech, step.span)}</td>
            <td />
          </tr>
        )),
      ])}
    </ScrollTable>
  );
}
