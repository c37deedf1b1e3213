import type { EnrolmentField, EnrolmentRunView, ProgrammeView, SpreadsheetRunView } from '#libs/cases';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { Hidden } from '../work/item-parts.view.js';
import { Columns, Lines } from './enrolment-lines.view.js';
import { RecentRuns, Refused, RunProgress, UploadCard } from './run.view.js';
import { ProgrammeName } from '../layout/name.view.js';

export interface EnrolmentPageProps {
  readonly visit: Visit;
  readonly programme: ProgrammeView;
  readonly runs: readonly SpreadsheetRunView[];
  readonly notice: string | null;
}

/** Taking the template, and bringing companies in. */
export function EnrolmentPage({ visit, programme, runs, notice }: EnrolmentPageProps) {
  const { speech } = visit;
  const { say } = speech;
  const address = addressOf(programme);
  return (
    <ConsolePage visit={visit} title={say('enrolment.title')} section="programmes" narrow>
      <Back programme={programme} />
      <h1>{say('enrolment.title')}</h1>
      <p class="why">{say('enrolment.why')}</p>
      <Refused speech={speech} notice={notice} />
      <section class="card">
        <h2>{say('enrolment.template')}</h2>
        <p>{say('enrolment.template-help')}</p>
        <p class="actions">
          <a class="button primary" href={`${address}/template?format=xlsx`}>
            {say('enrolment.template-xlsx')}
          </a>
          <a class="button" href={`${address}/template?format=csv`}>
            {say('enrolment.template-csv')}
          </a>
        </p>
      </section>
      <UploadCard
        visit={visit}
        action={address}
        title={say('enrolment.bring')}
        help={say('enrolment.bring-help')}
      />
      <RecentRuns visit={visit} runs={runs} address={address} />
    </ConsolePage>
  );
}

export interface EnrolmentRunPageProps {
  readonly visit: Visit;
  readonly programme: ProgrammeView;
  readonly run: EnrolmentRunView;
  readonly fields: readonly EnrolmentField[];
  readonly notice: string | null;
}

/** A file of companies: what would become of each line, then what has become of it. */
export function EnrolmentRunPage({ visit, programme, run, fields, notice }: EnrolmentRunPageProps) {
  const { speech } = visit;
  const { say } = speech;
  return (
    <ConsolePage visit={visit} title={run.fileName} section="programmes">
      <p class="crumbs">
        <a href={`/console/programmes/${programme.code}`}>
          <ProgrammeName name={programme.name} />
        </a>{' '}
        · <a href={addressOf(programme)}>{say('enrolment.title')}</a>
      </p>
      <h1>
        <bdi>{run.fileName}</bdi>
      </h1>
      <Refused speech={speech} notice={notice} />
      {run.state === 'read' ? (
        <>
          <Summary visit={visit} run={run} />
          <Columns visit={visit} run={run} fields={fields} />
          {run.lines.length > 0 && <Lines speech={speech} lines={run.lines} />}
        </>
      ) : (
        <RunProgress visit={visit} run={run} back={addressOf(programme)} />
      )}
    </ConsolePage>
  );
}

/** In one sentence what would happen, and the button that does it. */
function Summary({ visit, run }: { readonly visit: Visit; readonly run: EnrolmentRunView }) {
  const { speech, hidden, path } = visit;
  const { say } = speech;
  const { lines, digest } = run;
  const out = lines.filter(({ fate }) => fate === 'left-out');
  const wanted = lines.filter(({ fate }) => fate !== 'left-out');
  const count = (fate: string) => wanted.filter((one) => one.fate === fate).length;
  const opened = wanted.filter(({ opening }) => opening === 'open').length;
  const people = wanted.reduce((sum, one) => sum + one.people.added, 0);
  const idle = wanted.every(
    ({ fate, opening, people: those }) =>
      fate === 'keep' && opening !== 'open' && those.added + those.changed === 0,
  );
  return (
    <form class="card" method="post" action={path}>
      <Hidden fields={[...hidden, ['do', 'apply'], ['digest', digest]]} />
      <h2>{say('enrolment.would')}</h2>
      <p role="status">{say('enrolment.lines', { count: lines.length })}</p>
      <ul>
        <li>{say('enrolment.adds', { count: count('add') })}</li>
        <li>{say('enrolment.changes', { count: count('change') })}</li>
        <li>{say('enrolment.people', { count: people })}</li>
        <li>{say('enrolment.opens', { count: opened })}</li>
      </ul>
      {idle && <p>{say(lines.length === 0 ? 'enrolment.no-lines' : 'enrolment.nothing-new')}</p>}
      {!idle && (
        <>
          <p class="help">{say('enrolment.nothing-yet')}</p>
          {out.length > 0 && (
            <label class="tick">
              <input type="checkbox" name="leave-out" value="yes" />
              <span>{say('enrolment.leave-out', { count: out.length })}</span>
            </label>
          )}
          <div class="actions">
            <button type="submit" class="primary">
              {say('enrolment.import')}
            </button>
          </div>
        </>
      )}
    </form>
  );
}

function Back({ programme }: { readonly programme: ProgrammeView }) {
  return (
    <p class="crumbs">
      <a href={`/console/programmes/${programme.code}`}>
        <ProgrammeName name={programme.name} />
      </a>
    </p>
  );
}

function addressOf({ code }: ProgrammeView): string {
  return `/console/programmes/${code}/enrolment`;
}
