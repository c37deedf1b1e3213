import {
  clockAuthor,
  trailKinds,
  type CaseHead,
  type CaseTrailView,
  type MessageView,
  type TrailFilter,
} from '#libs/cases';
import type { Visit } from '../http/visit.js';
import { ChoiceControl, DateControl } from '../layout/controls.view.js';
import { inZone, type Speech } from '../text/messages.js';
import { SentByHand } from '../groups/sent-by-hand.view.js';
import { CaseFrame, tabPath } from '../cases/case-frame.view.js';
import { Trail } from './trail.view.js';

export interface TrailPageProps {
  readonly visit: Visit;
  readonly head: CaseHead;
  readonly view: CaseTrailView;
  readonly filter: TrailFilter;
  /** Sent by hand, newest first; empty for who may not see a case's mail. */
  readonly messages: readonly MessageView[];
  readonly temporalUrl: string | null;
}

/** A case's trail with what to look for, the newest first. */
export function TrailPage({ visit, head, view, filter, messages, temporalUrl }: TrailPageProps) {
  const speech = inZone(visit.speech, head.case.timeZone);
  const { say } = speech;
  const { reference } = head.case;
  const isFiltered = Object.keys(filter).length > 0;
  const older = new URLSearchParams({ ...filter, ...(view.next !== null && { before: view.next }) });
  return (
    <CaseFrame visit={visit} head={head} tab="trail" temporalUrl={temporalUrl}>
      <section class="card" aria-labelledby="trail-title">
        <h2 id="trail-title">{say('case.trail')}</h2>
        <FilterForm view={view} filter={filter} action={tabPath(reference, 'trail')} speech={speech} />
        <p class="muted" role="status">
          {say('trail.count', { count: view.count })}{' '}
          {isFiltered && <a href={tabPath(reference, 'trail')}>{say('trail.all')}</a>}
        </p>
        <Trail view={view} entries={view.entries} speech={speech} />
        {view.next !== null && (
          <p>
            <a class="button" href={`${tabPath(reference, 'trail')}?${older.toString()}`}>
              {say('trail.older')}
            </a>
          </p>
        )}
      </section>
      <SentByHand visit={{ ...visit, speech }} messages={messages} />
    </CaseFrame>
  );
}

function FilterForm({
  view,
  filter,
  action,
  speech,
}: Pick<TrailPageProps, 'view' | 'filter'> & { readonly action: string; readonly speech: Speech }) {
  const { say } = speech;
  const all = say('filter.all');
  return (
    <form method="get" action={action} class="filters">
      <ChoiceControl
        name="kind"
        label={say('trail.kind')}
        value={filter.kind}
        empty={all}
        options={trailKinds.map((kind) => [kind, say(`trail-kind.${kind}`)])}
      />
      <ChoiceControl
        name="stage"
        label={say('case.stage')}
        value={filter.stage}
        empty={all}
        options={view.stages.map(({ key, title }) => [key, title])}
      />
      {view.people.length > 0 && (
        <ChoiceControl
          name="who"
          label={say('trail.who')}
          value={filter.who}
          empty={all}
          options={[
            ...view.people.map(({ id, name }) => [id, name] as const),
            [clockAuthor, say('trail.nobody')] as const,
          ]}
        />
      )}
      <ChoiceControl
        name="channel"
        label={say('trail.channel')}
        value={filter.channel}
        empty={all}
        options={view.channels.map((channel) => [channel, say(`channel.${channel}`)])}
      />
      <DateControl name="from" label={say('trail.from')} value={filter.from} />
      <DateControl name="to" label={say('trail.to')} value={filter.to} />
      <button type="submit">{say('filter.apply')}</button>
    </form>
  );
}
