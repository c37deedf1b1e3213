import type { DecisionReport, ItemView } from '#libs/cases';
import { ReportOutcome } from '../groups/report-outcome.view.js';
import { ConsolePage } from '../layout/console.view.js';
import { ParagraphControl, ScrollTable } from '../layout/controls.view.js';
import type { Visit } from '../http/visit.js';
import { Hidden, Notice } from '../work/item-parts.view.js';
import { sharedOutcomes, type TypedTogether } from './together.js';

export interface TogetherPageProps {
  readonly visit: Visit;
  readonly views: readonly ItemView[];
  readonly typed: TypedTogether;
  readonly problems: Readonly<Record<string, string>>;
  /** Key of a message. */
  readonly notice: string | null;
  readonly formKey: string;
}

/** Several approvals, one answer. */
export function TogetherPage({ visit, views, typed, problems, notice, formKey }: TogetherPageProps) {
  const { speech, hidden } = visit;
  const { say } = speech;
  const outcomes = sharedOutcomes(views);
  const ranked = outcomes.includes('defer') && views.some(({ decision }) => decision?.ranked);
  return (
    <ConsolePage visit={visit} title={say('together.title')} section="today" narrow>
      <h1>{say('together.title')}</h1>
      <p class="why">{say('together.why')}</p>
      {notice !== null && (
        <Notice tone="info">
          <p>{say(notice)}</p>
        </Notice>
      )}
      {views.length === 0 && (
        <Notice tone="info">
          <p>{say('together.none')}</p>
        </Notice>
      )}
      {views.length > 0 && (
        <form method="post" action="/console/decisions" class="decision" noValidate>
          <Hidden fields={[...hidden, ['key', formKey]]} />
          <Problems problems={problems} visit={visit} />
          <ul class="files">
            {views.map((view) => (
              <Approval
                key={view.item.id}
                view={view}
                visit={visit}
                rank={ranked && view.decision?.ranked ? (typed.ranks[view.item.id] ?? '') : null}
                problem={problems[`rank-${view.item.id}`]}
              />
            ))}
          </ul>
          <fieldset id="outcome" class={problems['outcome'] ? 'field wrong' : 'field'} tabIndex={-1}>
            <legend>{say('decision.outcome')}</legend>
            {problems['outcome'] && <p class="problem">{say(problems['outcome'])}</p>}
            {outcomes.map((outcome) => (
              <label class="tick option" key={outcome}>
                <input type="radio" name="outcome" value={outcome} checked={typed.outcome === outcome} />
                <span>
                  <strong>{say(`decide.${outcome}`)}</strong>
                </span>
              </label>
            ))}
          </fieldset>
          <ParagraphControl
            name="reason"
            label={say('decision.reason')}
            help={say('decision.reason-help')}
            value={typed.reason}
          />
          <div class="actions">
            <button type="submit" class="primary">
              {say('together.decide', { count: views.length })}
            </button>
            <a class="button" href="/console">
              {say('button.cancel')}
            </a>
          </div>
        </form>
      )}
    </ConsolePage>
  );
}

function Problems({ problems, visit }: Pick<TogetherPageProps, 'problems' | 'visit'>) {
  const shown = Object.entries(problems);
  if (shown.length === 0) return null;
  return (
    <div class="callout bad" role="alert" tabIndex={-1} id="problems">
      <ul>
        {shown.map(([part, key]) => (
          <li key={part}>
            <a href={`#${part}`}>{visit.speech.say(key)}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Approval({
  view,
  visit,
  rank,
  problem,
}: {
  readonly view: ItemView;
  readonly visit: Visit;
  /** Null where no rank is asked for. */
  readonly rank: string | null;
  readonly problem: string | undefined;
}) {
  const { item, case: summary } = view;
  const { say } = visit.speech;
  const id = `rank-${item.id}`;
  return (
    <li>
      <label class="tick">
        <input type="checkbox" name="item" value={item.id} checked />
        <span>
          <strong>
            <bdi>{summary.organisationName}</bdi>
          </strong>{' '}
          · {item.title}
          <br />
          <a href={`/console/items/${item.id}`}>{say('together.read')}</a>
        </span>
      </label>
      {rank !== null && (
        <div class={problem ? 'field wrong' : 'field'}>
          <label for={id}>{say('together.rank')}</label>
          {problem && (
            <p class="problem" id={`${id}-problem`}>
              {say(problem)}
            </p>
          )}
          <input
            id={id}
            name={`rank.${item.id}`}
            class="number"
            inputMode="numeric"
            autoComplete="off"
            value={rank}
            aria-describedby={problem ? `${id}-problem` : undefined}
          />
        </div>
      )}
    </li>
  );
}

/** What went through and what did not, and why. */
export function TogetherReportPage({
  visit,
  views,
  reports,
  again,
}: {
  readonly visit: Visit;
  readonly views: readonly ItemView[];
  readonly reports: readonly DecisionReport[];
  /** The same form again, for what got no answer. */
  readonly again: readonly (readonly [string, string])[];
}) {
  const { speech, hidden } = visit;
  const { say } = speech;
  const done = reports.filter(({ status }) => status === 'done').length;
  const open = reports.filter(({ status }) => status === 'unavailable');
  return (
    <ConsolePage visit={visit} title={say('together.report')} section="today" narrow>
      <h1>{say('together.report')}</h1>
      <Notice tone={done === reports.length ? 'good' : 'bad'}>
        <p>{say('together.sum', { done, failed: reports.length - done })}</p>
      </Notice>
      <div class="card">
        <ScrollTable
          label={say('together.report')}
          head={[say('item.company'), say('case.step'), say('milestone.status')]}
        >
          {reports.map((report) => {
            const view = views.find(({ item }) => item.id === report.item);
            return (
              <tr key={report.item}>
                <th scope="row">
                  <bdi>{view?.case.organisationName}</bdi>
                </th>
                <td>
                  <a href={`/console/items/${report.item}`}>{view?.item.title ?? report.item}</a>
                </td>
                <td>
                  <ReportOutcome report={report} speech={speech} />
                </td>
              </tr>
            );
          })}
        </ScrollTable>
      </div>
      <div class="actions">
        {open.length > 0 && (
          <form method="post" action="/console/decisions">
            <Hidden fields={[...hidden, ...again, ...open.map(({ item }) => ['item', item] as const)]} />
            <button type="submit" class="primary">
              {say('together.again')}
            </button>
          </form>
        )}
        <a class="button" href="/console">
          {say('together.back')}
        </a>
      </div>
    </ConsolePage>
  );
}
