import type { CaseListFilter, CaseSummary, DefinitionView, Page, ProgrammeView } from '#libs/cases';
import { ConsolePage } from '../layout/console.view.js';
import { ChoiceControl, ScrollTable } from '../layout/controls.view.js';
import type { Visit } from '../http/visit.js';
import { inZone } from '../text/messages.js';

/** Filters of the list, from the query of its address. */
export function filterOf(query: Readonly<Record<string, unknown>>): CaseListFilter {
  const text = (name: string) =>
    typeof query[name] === 'string' && query[name] !== '' ? query[name] : undefined;
  const [programme, stage, cursor, status] = [
    text('programme'),
    text('stage'),
    text('cursor'),
    text('status'),
  ];
  return {
    ...(programme !== undefined && { programme }),
    ...(stage !== undefined && { stage }),
    ...(cursor !== undefined && { cursor }),
    ...((status === 'open' || status === 'closed') && { status }),
    ...(text('overdue') === 'yes' && { overdue: true }),
  };
}

export interface CaseListPageProps {
  readonly visit: Visit;
  readonly page: Page<CaseSummary>;
  readonly filter: CaseListFilter;
  readonly programmes: readonly ProgrammeView[];
  readonly definitions: readonly DefinitionView[];
}

/** All cases the viewer may see. */
export function CaseListPage({ visit, page, filter, programmes, definitions }: CaseListPageProps) {
  const { speech } = visit;
  const { say } = speech;
  const stages = new Map(
    definitions.flatMap(({ stages: all }) => all.map(({ key, title }) => [key, title] as const)),
  );
  return (
    <ConsolePage visit={visit} title={say('nav.cases')} section="cases">
      <div class="head">
        <h1>{say('nav.cases')}</h1>
        {programmes.some(({ mayOpen }) => mayOpen) && (
          <a class="button primary" href="/console/cases/new">
            {say('case.open')}
          </a>
        )}
      </div>
      <form method="get" action="/console/cases" class="filters">
        <ChoiceControl
          name="programme"
          label={say('case.programme')}
          empty={say('filter.all')}
          value={filter.programme}
          options={programmes.map(({ code, name }) => [code, name])}
        />
        <ChoiceControl
          name="status"
          label={say('case.status')}
          empty={say('filter.all')}
          value={filter.status}
          options={[
            ['open', say('status.open')],
            ['closed', say('status.closed')],
          ]}
        />
        <ChoiceControl
          name="stage"
          label={say('case.stage')}
          empty={say('filter.all')}
          value={filter.stage}
          options={[...stages]}
        />
        <ChoiceControl
          name="overdue"
          label={say('case.due')}
          empty={say('filter.all')}
          value={filter.overdue ? 'yes' : ''}
          options={[['yes', say('chip.overdue')]]}
        />
        <button type="submit">{say('filter.apply')}</button>
      </form>
      {page.items.length === 0 ? (
        <p class="why">{say('case.none')}</p>
      ) : (
        <div class="card">
          <ScrollTable
            label={say('nav.cases')}
            head={[
              say('item.company'),
              say('case.reference'),
              say('case.stage'),
              say('case.due'),
              say('case.coordinator'),
            ]}
          >
            {page.items.map((one) => (
              <tr key={one.reference}>
                <th scope="row">
                  <a href={`/console/cases/${one.reference}`}>{one.organisationName}</a>
                </th>
                <td class="code">{one.reference}</td>
                <td>
                  {one.status === 'closed' ? (
                    <span class="chip done">{one.outcomeTitle ?? say('status.closed')}</span>
                  ) : (
                    one.stageTitle
                  )}
                </td>
                <td>
                  {one.due === null ? '' : inZone(speech, one.timeZone).say('date.day', { at: one.due })}
                  {one.overdue && <span class="chip late">{say('chip.overdue')}</span>}
                  {one.openIncidents > 0 && (
                    <span class="chip warn">{say('chip.incidents', { count: one.openIncidents })}</span>
                  )}
                </td>
                <td>{one.coordinatorName}</td>
              </tr>
            ))}
          </ScrollTable>
        </div>
      )}
      {page.next !== null && (
        <a href={`/console/cases?${nextQuery(filter, page.next)}`}>{say('list.more')}</a>
      )}
    </ConsolePage>
  );
}

function nextQuery({ programme, status, stage, overdue }: CaseListFilter, cursor: string): string {
  const query = new URLSearchParams({ cursor });
  if (programme !== undefined) query.set('programme', programme);
  if (status !== undefined) query.set('status', status);
  if (stage !== undefined) query.set('stage', stage);
  if (overdue) query.set('overdue', 'yes');
  return query.toString();
}
