import type { CaseListCounts, ProgrammeView, SpreadsheetRunView, WorkbookRunView } from '#libs/cases';
import { mostCasesInWorkbook } from '#libs/cases';
import { reachOf } from '#libs/identity';
import { filterFields, type TypedFilter } from '../cases/case-filter.js';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { Hidden } from '../work/item-parts.view.js';
import { RecentRuns, Refused, RunProgress, UploadCard } from './run.view.js';
import { Differences, Problems } from './differences.view.js';

const address = '/console/cases/workbook';

export interface WorkbookPageProps {
  readonly visit: Visit;
  readonly typed: TypedFilter;
  readonly counts: CaseListCounts;
  readonly programmes: readonly ProgrammeView[];
  readonly runs: readonly SpreadsheetRunView[];
  readonly notice: string | null;
}

/** Taking the workbook, and bringing it back. */
export function WorkbookPage({ visit, typed, counts, programmes, runs, notice }: WorkbookPageProps) {
  const { speech } = visit;
  const { say } = speech;
  const programme = programmes.find(({ code }) => code === typed.programme)?.name;
  const tooMany = counts.matching > mostCasesInWorkbook;
  const bringsBack = reachOf(visit.viewer, 'log-contact').length > 0;
  return (
    <ConsolePage visit={visit} title={say('workbook.title')} section="cases" narrow>
      <p class="crumbs">
        <a href="/console/cases">{say('nav.cases')}</a>
      </p>
      <h1>{say('workbook.title')}</h1>
      <p class="why">{say(bringsBack ? 'workbook.why' : 'workbook.read-only')}</p>
      <Refused speech={speech} notice={notice} />
      <form class="card" method="get" action={`${address}/file`}>
        {bringsBack && <h2>{say('workbook.take')}</h2>}
        <Hidden fields={filterFields(typed)} />
        <p role="status">
          {say('cases.matching', { count: counts.matching })}
          {programme !== undefined && <> · {programme}</>}
        </p>
        <p class="help">
          {tooMany ? say('workbook.too-many', { most: mostCasesInWorkbook }) : say('workbook.filter-help')}{' '}
          <a href="/console/cases">{say('workbook.filter')}</a>
        </p>
        {!tooMany && (
          <button type="submit" class="primary">
            {say('workbook.download')}
          </button>
        )}
      </form>
      {bringsBack && (
        <UploadCard
          visit={visit}
          action={address}
          title={say('workbook.bring')}
          help={say('workbook.bring-help')}
        />
      )}
      <RecentRuns visit={visit} runs={runs} address={address} />
    </ConsolePage>
  );
}

export interface WorkbookRunPageProps {
  readonly visit: Visit;
  readonly run: WorkbookRunView;
  readonly notice: string | null;
  /** What was typed or ticked before; null to propose what is harmless. */
  readonly typed: { readonly reason: string; readonly chosen: readonly string[] } | null;
}

/** A workbook that has come back: what it would change, then what it has changed. */
export function WorkbookRunPage({ visit, run, notice, typed }: WorkbookRunPageProps) {
  const { speech, path, hidden } = visit;
  const { say } = speech;
  const { differences, problems, state } = run;
  const open = differences.filter(({ refusal }) => refusal === null);
  return (
    <ConsolePage visit={visit} title={run.fileName} section="cases">
      <p class="crumbs">
        <a href="/console/cases">{say('nav.cases')}</a> · <a href={address}>{say('workbook.title')}</a>
      </p>
      <h1>
        <bdi>{run.fileName}</bdi>
      </h1>
      <Refused speech={speech} notice={notice} />
      {state !== 'read' && <RunProgress visit={visit} run={run} back={address} />}
      {state === 'read' && (
        <>
          <p class="why" role="status">
            {say('workbook.found', {
              rows: run.rows,
              differences: differences.length,
              conflicts: differences.filter(({ conflict }) => conflict).length,
            })}
          </p>
          {differences.length > 0 && (
            <form class="card" method="post" action={path}>
              <Hidden fields={[...hidden, ['do', 'apply'], ['digest', run.digest]]} />
              <h2>{say('workbook.differences')}</h2>
              {open.length > 0 && <p class="help">{say('workbook.nothing-yet')}</p>}
              <Differences speech={speech} differences={differences} chosen={typed?.chosen ?? null} />
              {open.some(({ change }) => change.type === 'due' || change.type === 'contact') && (
                <div class="field">
                  <label for="reason">{say('workbook.reason')}</label>
                  <p class="help" id="reason-help">
                    {say('workbook.reason-help')}
                  </p>
                  <textarea
                    id="reason"
                    name="reason"
                    rows={3}
                    maxLength={4000}
                    aria-describedby="reason-help"
                  >
                    {typed?.reason ?? ''}
                  </textarea>
                </div>
              )}
              <div class="actions">
                {open.length > 0 && (
                  <button type="submit" class="primary">
                    {say('workbook.apply')}
                  </button>
                )}
                <a class="button" href={address}>
                  {say('workbook.leave')}
                </a>
              </div>
            </form>
          )}
          {problems.length > 0 && <Problems speech={speech} problems={problems} />}
          {differences.length === 0 && (
            <p>
              <a class="button" href={address}>
                {say('run.another')}
              </a>
            </p>
          )}
        </>
      )}
    </ConsolePage>
  );
}
