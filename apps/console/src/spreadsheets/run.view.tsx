import type { SpreadsheetRunView } from '#libs/cases';
import { hasWords, wordsIn, writeCsv } from '#libs/spreadsheets';
import type { Visit } from '../http/visit.js';
import { ScrollTable } from '../layout/controls.view.js';
import type { Speech } from '../text/messages.js';
import { Hidden, Notice, noticeText } from '../work/item-parts.view.js';

type Outcome = SpreadsheetRunView['outcomes'][number];

/** How far a confirmed file has come, and what became of each line. While it is worked on, the part renews itself. */
export function RunProgress({
  visit,
  run,
  back,
}: {
  readonly visit: Visit;
  readonly run: SpreadsheetRunView;
  /** Where the next file is taken. */
  readonly back: string;
}) {
  const { speech, path, hidden } = visit;
  const { say } = speech;
  const { state, total, outcomes } = run;
  const done = outcomes.filter(({ result }) => result !== 'unavailable').length;
  const running = state === 'running';
  return (
    <section
      id="progress"
      class="card"
      {...(running && {
        'hx-get': path,
        'hx-trigger': 'every 2s',
        'hx-select': '#progress',
        'hx-swap': 'outerHTML',
      })}
    >
      <h2>{say(`run.${state}`)}</h2>
      <p role="status">{say('run.count', { done, total: Math.max(total, done) })}</p>
      {state !== 'done' && (
        <progress max={Math.max(total, 1)} value={done} aria-label={say('run.progress')}>
          {done}
        </progress>
      )}
      {running && (
        <p>
          <a href={path}>{say('run.refresh')}</a>
        </p>
      )}
      {state === 'interrupted' && (
        <form method="post" action={path}>
          <Hidden fields={[...hidden, ['do', 'resume']]} />
          <p>{say('run.interrupted-help')}</p>
          <button type="submit" class="primary">
            {say('run.resume')}
          </button>
        </form>
      )}
      {outcomes.length > 0 && <Outcomes speech={speech} outcomes={outcomes} />}
      <p class="actions">
        {state === 'done' && outcomes.length > 0 && (
          <a class="button" href={`${path}/report`}>
            {say('run.report')}
          </a>
        )}
        <a class="button" href={back}>
          {say('run.another')}
        </a>
      </p>
    </section>
  );
}

function Outcomes({ speech, outcomes }: { readonly speech: Speech; readonly outcomes: readonly Outcome[] }) {
  const { say } = speech;
  return (
    <ScrollTable label={say('run.outcomes')} head={[say('run.place'), say('run.subject'), say('run.result')]}>
      {outcomes.map((one) => (
        <tr key={one.id}>
          <td>
            <bdi class="code">{one.place}</bdi>
          </td>
          <td>
            <bdi>{one.subject}</bdi>
          </td>
          <td>
            <span class={`chip ${chips[one.result]}`}>{say(`result.${one.result}`)}</span>{' '}
            {outcomeText(speech, one)}{' '}
            {one.reference !== null && (
              <a href={`/console/cases/${one.reference}`}>
                <bdi class="code">{one.reference}</bdi>
              </a>
            )}
          </td>
        </tr>
      ))}
    </ScrollTable>
  );
}

const chips = { done: 'done', skipped: '', refused: 'late', unavailable: 'warn' } as const;

/** What was done, or why not and what to do about it. */
export function outcomeText(speech: Speech, { result, code }: Pick<Outcome, 'result' | 'code'>): string {
  if (result === 'unavailable') return speech.say('run.unreached');
  const key = `${result === 'refused' ? 'problem' : 'done'}.${code}`;
  return hasWords(key) ? wordsIn(speech.language)(key) : noticeText(speech, `refusal.${code}`);
}

/** The report to keep, as comma-separated values. */
export function reportOf(speech: Speech, { outcomes, fileName }: SpreadsheetRunView) {
  const { say, language } = speech;
  const head = [say('run.place'), say('run.subject'), say('run.result'), say('run.words'), say('run.case')];
  const rows = outcomes.map((one) => [
    ...[one.place, one.subject, say(`result.${one.result}`), outcomeText(speech, one)],
    one.reference,
  ]);
  const name = `${fileName.replace(/\.\w+$/, '')} - ${say('run.report-name')}.csv`;
  return { name, content: writeCsv([head, ...rows], language) };
}

/** A file to be looked at first. */
export function UploadCard({
  visit,
  action,
  title,
  help,
}: {
  readonly visit: Visit;
  readonly action: string;
  readonly title: string;
  readonly help: string;
}) {
  const { speech, hidden } = visit;
  const { say } = speech;
  return (
    <form class="card" method="post" action={action} encType="multipart/form-data">
      <h2>{title}</h2>
      <p id="file-help">{help}</p>
      <Hidden fields={hidden} />
      <div class="field">
        <label for="file">{say('upload.file')}</label>
        <input
          type="file"
          id="file"
          name="file"
          required
          accept=".xlsx,.csv,.tsv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-describedby="file-help"
        />
      </div>
      <button type="submit" class="primary">
        {say('upload.look')}
      </button>
    </form>
  );
}

/** The viewer's own files of late. */
export function RecentRuns({
  visit,
  runs,
  address,
}: {
  readonly visit: Visit;
  readonly runs: readonly SpreadsheetRunView[];
  readonly address: string;
}) {
  const { say } = visit.speech;
  if (runs.length === 0) return null;
  return (
    <section class="card">
      <h2>{say('run.recent')}</h2>
      <ScrollTable label={say('run.recent')} head={[say('upload.file'), say('run.on'), say('run.state')]}>
        {runs.map(({ id, fileName, uploadedAt, state }) => (
          <tr key={id}>
            <th scope="row">
              <a href={`${address}/${id}`}>
                <bdi>{fileName}</bdi>
              </a>
            </th>
            <td>{say('run.at', { at: uploadedAt })}</td>
            <td>
              <span class={`chip ${state === 'done' ? 'done' : ''}`}>{say(`run.${state}`)}</span>
            </td>
          </tr>
        ))}
      </ScrollTable>
    </section>
  );
}

/** What was refused, if anything. */
export function Refused({ speech, notice }: { readonly speech: Speech; readonly notice: string | null }) {
  return notice === null ? null : (
    <Notice tone="bad">
      <p>{noticeText(speech, notice)}</p>
    </Notice>
  );
}
