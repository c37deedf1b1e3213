import type { EnrolmentField, EnrolmentProblem, EnrolmentRunView } from '#libs/cases';
import { isLocalDate } from '#libs/domain';
import { wordsIn } from '#libs/spreadsheets';
import type { Visit } from '../http/visit.js';
import { Cell, ScrollTable } from '../layout/controls.view.js';
import { dayText, type Speech } from '../text/messages.js';
import { Hidden, noticeText } from '../work/item-parts.view.js';

type Line = EnrolmentRunView['lines'][number];

const groups = ['company', 'contacts', 'path', 'past'] as const;
const chips = { add: 'done', change: 'warn', keep: '', 'left-out': 'late' } as const;

/** What each column of the file is taken for; open where no company can be told without it. */
export function Columns({
  visit,
  run,
  fields,
}: {
  readonly visit: Visit;
  readonly run: EnrolmentRunView;
  readonly fields: readonly EnrolmentField[];
}) {
  const { speech, hidden, path } = visit;
  const { say } = speech;
  const unknown = run.columns.filter(({ field }) => field === null).length;
  const names = run.columns.some(({ field }) => field === 'name' || field === 'code');
  return (
    <details open={!names}>
      <summary>
        {say('enrolment.columns')} <span class="muted">{say('enrolment.unknown', { count: unknown })}</span>
      </summary>
      <form method="post" action={path}>
        <Hidden fields={[...hidden, ['do', 'choose']]} />
        <p class="help">{say('enrolment.columns-help')}</p>
        <div class="map">
          {run.columns.map(({ letter, heading, field, example }) => (
            <div class="field" key={letter}>
              <label for={`column.${letter}`}>
                <bdi class="code">{letter}</bdi> <bdi>{heading}</bdi>
              </label>
              {example !== '' && (
                <p class="help" id={`example.${letter}`}>
                  {say('enrolment.example', { example })}
                </p>
              )}
              <select
                id={`column.${letter}`}
                name={`column.${letter}`}
                aria-describedby={example === '' ? undefined : `example.${letter}`}
              >
                <option value="">{say('enrolment.ignore')}</option>
                {groups.map((group) => (
                  <optgroup key={group} label={say(`enrolment.group-${group}`)}>
                    {fields
                      .filter((one) => one.group === group)
                      .map((one) => (
                        <option key={one.key} value={one.key} selected={one.key === field}>
                          {one.heading(speech.language)}
                        </option>
                      ))}
                  </optgroup>
                ))}
              </select>
            </div>
          ))}
        </div>
        <label class="tick">
          <input type="checkbox" name="opens" value="yes" checked={run.opens} />
          <span>{say('enrolment.open-cases')}</span>
        </label>
        <div class="actions">
          <button type="submit">{say('enrolment.read-again')}</button>
        </div>
      </form>
    </details>
  );
}

/** Line by line: the company, what would happen, and what to look at. */
export function Lines({ speech, lines }: { readonly speech: Speech; readonly lines: readonly Line[] }) {
  const { say } = speech;
  return (
    <section class="card">
      <h2>{say('enrolment.by-line')}</h2>
      <ScrollTable
        label={say('enrolment.by-line')}
        stacks
        head={[
          say('enrolment.row'),
          say('item.company'),
          say('enrolment.fate'),
          say('enrolment.path'),
          say('workbook.what-to-do'),
        ]}
      >
        {lines.map((line) => (
          <tr key={line.row} role="row" class={line.fate === 'left-out' ? 'late' : undefined}>
            <Cell head={say('enrolment.row')}>{line.row}</Cell>
            <th scope="row" role="rowheader">
              <bdi>{line.company}</bdi>
              <br />
              <bdi class="code">{line.code}</bdi>
            </th>
            <Cell>
              <span class={`chip ${chips[line.fate]}`}>{say(`enrolment.fate-${line.fate}`)}</span>
              {line.fate !== 'left-out' && line.people.added > 0 && (
                <div class="muted">{say('enrolment.people', { count: line.people.added })}</div>
              )}
              {line.fate !== 'left-out' && line.people.changed > 0 && (
                <div class="muted">{say('enrolment.people-changed', { count: line.people.changed })}</div>
              )}
            </Cell>
            <Cell>
              <Opening speech={speech} line={line} />
            </Cell>
            <Cell>
              <Findings speech={speech} line={line} />
            </Cell>
          </tr>
        ))}
      </ScrollTable>
    </section>
  );
}

function Opening({ speech, line }: { readonly speech: Speech; readonly line: Line }) {
  const { opening, reference, fate } = line;
  if (opening === null || fate === 'left-out') return null;
  const words = wordsIn(speech.language);
  return (
    <>
      {opening === 'open' ? speech.say('enrolment.opens-one') : words(`done.${opening}`)}
      {reference !== null && (
        <>
          {' '}
          <a href={`/console/cases/${reference}`}>
            <bdi class="code">{reference}</bdi>
          </a>
        </>
      )}
    </>
  );
}

/** What is wrong where; of the whole line, whose number stands beside it, without its place. */
function Findings({ speech, line: { row, problems } }: { readonly speech: Speech; readonly line: Line }) {
  if (problems.length === 0) return null;
  return (
    <ul class="findings">
      {problems.map((problem) => (
        <li key={`${problem.place} ${problem.code} ${problem.about ?? ''}`}>
          <span class={`chip ${problem.level === 'error' ? 'late' : 'warn'}`}>
            {speech.say(`enrolment.${problem.level}`)}
          </span>{' '}
          {problem.place !== String(row) && <bdi class="code">{problem.place}</bdi>}{' '}
          {findingText(speech, problem)}
        </li>
      ))}
    </ul>
  );
}

function findingText(speech: Speech, { code, about }: EnrolmentProblem): string {
  if (code === 'refused') return noticeText(speech, `refusal.${about ?? ''}`);
  const written = about ?? '';
  const named = isLocalDate(written) ? dayText(speech, written) : written;
  return wordsIn(speech.language)(`problem.${code}`, { about: named });
}
