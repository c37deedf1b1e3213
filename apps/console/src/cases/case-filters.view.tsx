import { contactFunctions, roles } from '#libs/domain';
import type { CaseFacet } from '#libs/cases';
import { ChoiceControl, DateControl } from '../layout/controls.view.js';
import type { Visit } from '../http/visit.js';
import { partyText } from '../work/party-text.js';
import { furtherFilters, listQuery, shownStatus, type TypedFilter } from './case-filter.js';
import type { CaseListPageProps } from './case-list.view.js';

type FiltersProps = Pick<CaseListPageProps, 'visit' | 'counts' | 'typed' | 'stages'>;

/** The search, the usual views one click away, and every further filter behind a fold. */
export function CaseFilters(props: FiltersProps) {
  const { visit, typed } = props;
  const { say } = visit.speech;
  const isNarrowed = furtherFilters.some((key) => typed[key] !== '');
  return (
    <form method="get" action="/console/cases" role="search" class="finder">
      <div class="search">
        <label for="q" class="unseen">
          {say('cases.search')}
        </label>
        <input
          id="q"
          name="q"
          type="search"
          value={typed.q}
          placeholder={say('cases.search-example')}
          autoComplete="off"
          maxLength={200}
        />
        <button type="submit">{say('cases.search')}</button>
      </div>
      <Views {...props} />
      {typed.view !== '' && <input type="hidden" name="view" value={typed.view} />}
      {typed.programme !== '' && <input type="hidden" name="programme" value={typed.programme} />}
      <details open={isNarrowed}>
        <summary>{say('cases.further')}</summary>
        <Further {...props} />
        <div class="actions">
          <button type="submit">{say('filter.apply')}</button>
          <a class="button" href="/console/cases">
            {say('cases.reset')}
          </a>
        </div>
      </details>
    </form>
  );
}

/** One click each; the first says whether it holds open cases, closed ones, or both. */
function Views({ visit, counts, typed }: FiltersProps) {
  const { say } = visit.speech;
  const mine = visit.viewer.person;
  const shown = shownStatus(typed);
  const isClosed = shown === 'closed';
  // What is overdue or suspended is open.
  const open: Partial<TypedFilter> = isClosed ? { status: '' } : {};
  const counted = (count: number) => (isClosed ? null : count);
  const views: readonly (readonly [string, number | null, Partial<TypedFilter>, boolean])[] = [
    [
      shown === 'every' ? 'all' : 'all-open',
      counted(counts.all),
      { ...open, view: '' },
      !isClosed && typed.view === '',
    ],
    ...(
      [
        ['overdue', counts.overdue],
        ['suspended', counts.suspended],
        ['waiting-list', counts.waiting],
      ] as const
    ).map(
      ([view, count]) => [view, counted(count), { ...open, view }, !isClosed && typed.view === view] as const,
    ),
    ['closed', isClosed ? counts.all : null, { status: 'closed', view: '' }, isClosed],
    ...(counts.coordinators.some(({ key }) => key === mine)
      ? [
          [
            'mine',
            null,
            { coordinator: typed.coordinator === mine ? '' : mine },
            typed.coordinator === mine,
          ] as const,
        ]
      : []),
  ];
  return (
    <ul class="views" aria-label={say('cases.views')}>
      {views.map(([key, count, change, isCurrent]) => (
        <li key={key}>
          <a
            href={`/console/cases?${listQuery(typed, change)}`}
            aria-current={isCurrent ? 'true' : undefined}
          >
            {say(`case-view.${key}`)}
            {count !== null && <span class="count">{say('cases.count', { count })}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Further({ visit, counts, typed, stages }: FiltersProps) {
  const { speech } = visit;
  const { say } = speech;
  const all = say('filter.all');
  const counted = (found: readonly CaseFacet[], words: (facet: CaseFacet) => string) =>
    found.map((facet): readonly [string, string] => [
      facet.key,
      say('cases.option', { title: words(facet), count: facet.count }),
    ]);
  const inOrder = [...counts.stages].sort((a, b) => place(stages, a.key) - place(stages, b.key));
  return (
    <div class="filters">
      <ChoiceControl
        name="status"
        label={say('case.status')}
        empty={say(typed.q === '' ? 'status.open' : 'filter.all')}
        value={typed.status}
        options={[...(typed.q === '' ? [] : ['open']), 'closed', 'all'].map((key) => [
          key,
          key === 'all' ? all : say(`status.${key}`),
        ])}
      />
      <ChoiceControl
        name="stage"
        label={say('case.stage')}
        empty={all}
        value={typed.stage}
        options={counted(inOrder, ({ key }) => stages.get(key) ?? key)}
      />
      <ChoiceControl
        name="waiting"
        label={say('case.waiting-on')}
        empty={all}
        value={typed.waiting}
        options={[...contactFunctions, ...roles.filter((role) => role !== 'administrator')].map((party) => [
          party,
          partyText(speech, party),
        ])}
      />
      <ChoiceControl
        name="coordinator"
        label={say('case.coordinator')}
        empty={all}
        value={typed.coordinator}
        options={counted(counts.coordinators, ({ title }) => title)}
      />
      <ChoiceControl
        name="sector"
        label={say('organisation.sector')}
        empty={all}
        value={typed.sector}
        options={counted(counts.sectors, ({ title }) => title)}
      />
      {counts.countries.length > 1 && (
        <ChoiceControl
          name="country"
          label={say('cases.country')}
          empty={all}
          value={typed.country}
          options={counted(counts.countries, ({ key }) => countryText(visit, key))}
        />
      )}
      <ChoiceControl
        name="within"
        label={say('case.due')}
        empty={say('cases.any-day')}
        value={typed.within}
        options={['7', '14', '30', '90'].map((days) => [days, say('cases.within', { days: Number(days) })])}
      />
      <DateControl name="from" label={say('cases.due-from')} value={typed.from} />
      <DateControl name="to" label={say('cases.due-to')} value={typed.to} />
      <ChoiceControl
        name="sort"
        label={say('cases.sort')}
        value={typed.sort === '' ? 'due' : typed.sort}
        options={(['due', 'company', 'opened', 'reference'] as const).map((key) => [
          key,
          say(`case-sort.${key}`),
        ])}
      />
    </div>
  );
}

function countryText({ speech }: Visit, code: string): string {
  const key = `country.${code}`;
  return speech.has(key) ? speech.say(key) : code;
}

/** Stages of a path that new cases no longer travel come last. */
function place(stages: ReadonlyMap<string, string>, key: string): number {
  const index = [...stages.keys()].indexOf(key);
  return index < 0 ? stages.size : index;
}
