import type { JudgedDifference, WorkbookProblem } from '#libs/cases';
import { isLocalDate } from '#libs/domain';
import { hasWords, wordsIn } from '#libs/spreadsheets';
import { ScrollTable } from '../layout/controls.view.js';
import { dayText, type Speech } from '../text/messages.js';
import { noticeText } from '../work/item-parts.view.js';

/** Most problems that a page lists: beyond them something larger is wrong than single cells. */
const mostShown = 200;

/** Every difference with the box that takes it: ticked, unless somebody else has changed the same thing meanwhile. */
export function Differences({
  speech,
  differences,
  chosen,
}: {
  readonly speech: Speech;
  readonly differences: readonly JudgedDifference[];
  readonly chosen: readonly string[] | null;
}) {
  const { say } = speech;
  const words = wordsIn(speech.language);
  return (
    <ScrollTable
      label={say('workbook.differences')}
      head={[
        say('workbook.take-over'),
        say('run.subject'),
        say('workbook.column'),
        say('workbook.exported'),
        say('workbook.wanted'),
        say('run.place'),
      ]}
    >
      {differences.map((one) => {
        const { id, subject, column, exported, now, conflict, refusal, place } = one;
        const heading = words(`column.${column}`);
        return (
          <tr key={id} class={conflict ? 'late' : undefined}>
            <td class="tick">
              {refusal === null && (
                <input
                  type="checkbox"
                  name="chosen"
                  value={id}
                  checked={chosen ? chosen.includes(id) : !conflict}
                  aria-label={`${subject}, ${heading}`}
                />
              )}
            </td>
            <th scope="row">
              <bdi>{subject}</bdi>
            </th>
            <td>{heading}</td>
            <td>
              <Value speech={speech} value={exported} />
              {conflict && (
                <p class="conflict">
                  <span class="chip late">{say('workbook.conflict')}</span> {say('workbook.now')}{' '}
                  <Value speech={speech} value={now} />
                </p>
              )}
            </td>
            <td>
              <Value speech={speech} value={wantedText(speech, one)} strong />
              {refusal !== null && (
                <p class="conflict">
                  <span class="chip warn">{say('workbook.refused')}</span>{' '}
                  {noticeText(speech, `refusal.${refusal}`)}
                </p>
              )}
            </td>
            <td>
              <bdi class="code">{place}</bdi>
            </td>
          </tr>
        );
      })}
    </ScrollTable>
  );
}

/** What in the file has no effect, cell by cell, with what to do about it. */
export function Problems({
  speech,
  problems,
}: {
  readonly speech: Speech;
  readonly problems: readonly WorkbookProblem[];
}) {
  const { say } = speech;
  return (
    <section class="card">
      <h2>{say('workbook.problems', { count: problems.length })}</h2>
      <ScrollTable
        label={say('workbook.problems', { count: problems.length })}
        head={[say('run.place'), say('workbook.column'), say('workbook.written'), say('workbook.what-to-do')]}
      >
        {problems.slice(0, mostShown).map((problem) => (
          <tr key={`${problem.place} ${problem.code}`}>
            <th scope="row">
              <bdi class="code">{problem.place || wordsIn(speech.language)(`sheet.${problem.sheet}`)}</bdi>
            </th>
            <td>{problem.column === null ? '' : wordsIn(speech.language)(`column.${problem.column}`)}</td>
            <td>
              <Value speech={speech} value={problem.wanted} />
            </td>
            <td>{problemText(speech, problem)}</td>
          </tr>
        ))}
      </ScrollTable>
      {problems.length > mostShown && (
        <p>{say('workbook.more-problems', { count: problems.length - mostShown })}</p>
      )}
    </section>
  );
}

function problemText({ language }: Speech, { code, sheet, column }: WorkbookProblem): string {
  const words = wordsIn(language);
  if (code !== 'fixed') return words(`problem.${code}`);
  const why = [`fixed.${column ?? ''}`, `fixed.${sheet}`, 'fixed.other'].find(hasWords) ?? 'fixed.other';
  return words('problem.fixed', { why: words(why) });
}

/** A word with the company is what was said and the day it promised; anything else stands in one cell. */
function wantedText(speech: Speech, { change, wanted }: JudgedDifference): string | null {
  if (change.type !== 'contact') return wanted;
  const { note, promised } = change;
  return [note, promised === null ? '' : dayText(speech, promised)].filter(Boolean).join(' · ');
}

function Value({
  speech,
  value,
  strong = false,
}: {
  readonly speech: Speech;
  readonly value: string | null;
  readonly strong?: boolean;
}) {
  if (value === null || value === '') return <span class="muted">{speech.say('workbook.nothing')}</span>;
  const text = isLocalDate(value) ? dayText(speech, value) : value;
  return strong ? (
    <strong>
      <bdi>{text}</bdi>
    </strong>
  ) : (
    <bdi>{text}</bdi>
  );
}
