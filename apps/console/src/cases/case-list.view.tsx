import type { CaseListCounts, CaseSummary, Page } from '#libs/cases';
import { ConsolePage } from '../layout/console.view.js';
import { Cell, ScrollTable } from '../layout/controls.view.js';
import type { Visit } from '../http/visit.js';
import { OnlyProgramme } from '../programme-choice/programme-choice.view.js';
import { inZone, listText } from '../text/messages.js';
import { partyText } from '../work/party-text.js';
import { Hidden, Notice } from '../work/item-parts.view.js';
import { filterFields, listQuery, type TypedFilter } from './case-filter.js';
import { CaseFilters } from './case-filters.view.js';
import { GroupActions } from './group-actions.view.js';

export interface CaseListPageProps {
  readonly visit: Visit;
  readonly page: Page<CaseSummary>;
  readonly counts: CaseListCounts;
  readonly typed: TypedFilter;
  readonly mayOpen: boolean;
  /** Titles of stages by key, in the order of their paths. */
  readonly stages: ReadonlyMap<string, string>;
  /** What may be done to the cases chosen; nothing for most readers. */
  readonly acts: readonly string[];
  /** Message key. */
  readonly notice: string | null;
  readonly formKey: string;
}

/** All cases the viewer may see: looked for, narrowed down, and taken together. */
export function CaseListPage(props: CaseListPageProps) {
  const { visit, page, counts, typed, mayOpen, acts, notice, formKey } = props;
  const { say } = visit.speech;
  const [hasRows, mayChoose] = [page.items.length > 0, acts.length > 0];
  return (
    <ConsolePage visit={visit} title={say('nav.cases')} section="cases">
      <div class="head">
        <h1>{say('nav.cases')}</h1>
        <div class="actions">
          <a class="button" href={`/console/cases/workbook?${listQuery(typed)}`}>
            {say('workbook.title')}
          </a>
          {mayOpen && (
            <a class="button primary" href="/console/cases/new">
              {say('case.open')}
            </a>
          )}
        </div>
      </div>
      <OnlyProgramme visit={visit} />
      {notice && (
        <Notice tone="bad">
          <p>{say(notice)}</p>
        </Notice>
      )}
      <CaseFilters {...props} />
      <p class="matching" role="status">
        {say('cases.matching', { count: counts.matching })}
      </p>
      {!hasRows && (
        <div class="card empty">
          <p>{say('case.none')}</p>
          {listQuery(typed, { programme: '' }) !== '' ? (
            <a href="/console/cases">{say('cases.reset')}</a>
          ) : (
            <a href="/console/cases?status=all">{say('cases.closed-too')}</a>
          )}
        </div>
      )}
      {hasRows && !mayChoose && <Table {...props} />}
      {hasRows && mayChoose && (
        <form method="post" action="/console/groups">
          <Hidden fields={[...visit.hidden, ['key', formKey], ...filterFields(typed)]} />
          <Table {...props} />
          <GroupActions visit={visit} acts={acts} matching={counts.matching} />
        </form>
      )}
      {page.next !== null && (
        <p>
          <a class="button" href={`/console/cases?${listQuery(typed, { cursor: page.next })}`}>
            {say('list.more')}
          </a>
        </p>
      )}
    </ConsolePage>
  );
}

function Table({ visit, page, acts, counts }: CaseListPageProps) {
  const { say } = visit.speech;
  const mayChoose = acts.length > 0;
  // The same name in every row tells nothing.
  const namesCoordinator = counts.coordinators.length > 1;
  return (
    <div class="card">
      <ScrollTable
        label={say('nav.cases')}
        stacks
        head={[
          ...(mayChoose ? [say('cases.choose')] : []),
          say('item.company'),
          say('case.stage'),
          say('case.waiting-on'),
          say('case.due'),
          ...(namesCoordinator ? [say('case.coordinator')] : []),
          ...(acts.includes('nudge') ? [say('cases.at-once')] : []),
        ]}
      >
        {page.items.map((one) => (
          <CaseRow key={one.reference} {...{ one, visit, acts, namesCoordinator }} />
        ))}
      </ScrollTable>
    </div>
  );
}

function CaseRow({
  one,
  visit,
  acts,
  namesCoordinator,
}: Pick<CaseListPageProps, 'visit' | 'acts'> & {
  readonly one: CaseSummary;
  readonly namesCoordinator: boolean;
}) {
  const { speech } = visit;
  const { say } = speech;
  const { reference, organisationName } = one;
  return (
    <tr role="row" class={one.overdue ? 'late' : undefined}>
      {acts.length > 0 && (
        <td role="cell" class="tick">
          <input
            type="checkbox"
            name="reference"
            value={reference}
            aria-label={say('cases.choose-one', { company: organisationName })}
          />
        </td>
      )}
      <th scope="row" role="rowheader">
        <a href={`/console/cases/${reference}`}>
          <bdi>{organisationName}</bdi>
        </a>
        <br />
        <bdi class="code">{reference}</bdi>
      </th>
      <Cell head={say('case.stage')}>
        {one.status === 'closed' ? (
          <span class="chip done">{one.outcomeTitle ?? say('status.closed')}</span>
        ) : (
          <span>{one.stageTitle}</span>
        )}
        {one.suspendedAt !== null && <span class="chip warn">{say('chip.stopped')}</span>}
        {one.place === 'waiting' && <span class="chip warn">{say('chip.waiting-list')}</span>}
      </Cell>
      <Cell head={say('case.waiting-on')}>
        {listText(
          speech,
          one.waitingOn.map((party) => partyText(speech, party)),
        )}
      </Cell>
      <Cell head={say('case.due')}>
        {one.due !== null && (
          <span class="nowrap">{inZone(speech, one.timeZone).say('date.day', { at: one.due })}</span>
        )}
        {one.overdue && <span class="chip late">{say('chip.overdue')}</span>}
        {one.openIncidents > 0 && (
          <span class="chip warn">{say('chip.incidents', { count: one.openIncidents })}</span>
        )}
      </Cell>
      {namesCoordinator && (
        <Cell head={say('case.coordinator')}>
          <bdi>{one.coordinatorName}</bdi>
        </Cell>
      )}
      {acts.includes('nudge') && (
        <Cell>
          {one.status === 'open' && one.waitingOn.length > 0 && (
            <button
              type="submit"
              class="small"
              formAction="/console/groups/nudge"
              name="one"
              value={reference}
              aria-label={say('nudge.one', { company: organisationName })}
            >
              {say('group.nudge')}
            </button>
          )}
        </Cell>
      )}
    </tr>
  );
}
