import type { WorkItem } from '#libs/cases';
import type { ApprovalOutcome, Instant } from '#libs/domain';
import type { Visit } from '../http/visit.js';
import { newFormKey } from '../http/tokens.js';
import { inZone } from '../text/messages.js';
import { ItemChips } from '../work/item-chips.view.js';
import { Hidden } from '../work/item-parts.view.js';

export interface WorkLineProps {
  readonly item: WorkItem;
  readonly now: Instant;
  readonly visit: Visit;
  /** Several decisions can be picked to be taken together. */
  readonly pickable: boolean;
  readonly outcomes: readonly ApprovalOutcome[];
}

/** One thing to do: what, for whom, by when; an approval can be answered where it stands. */
export function WorkLine(props: WorkLineProps) {
  const { item, now, visit, pickable } = props;
  const speech = inZone(visit.speech, item.timeZone);
  const { say } = speech;
  return (
    <li class={item.overdue ? 'late' : undefined} id={`line-${item.id}`} data-line>
      {pickable && item.kind === 'approval' && (
        <input
          type="checkbox"
          form="together"
          name="item"
          value={item.id}
          aria-label={say('today.tick', { title: item.title, company: item.organisationName })}
        />
      )}
      <div class="what">
        <a href={`/console/items/${item.id}`}>{item.title}</a>
        {item.kind === 'approval' && <span class="chip">{say('chip.decision')}</span>}
        <ItemChips item={item} now={now} speech={speech} />
        <br />
        <span class="muted">
          <bdi>{item.organisationName}</bdi> · {item.stageTitle}
          {item.measureTitle && (
            <>
              {' · '}
              <bdi>{item.measureTitle}</bdi>
            </>
          )}{' '}
          ·{' '}
          <a href={`/console/cases/${item.reference}`} class="code">
            <bdi>{item.reference}</bdi>
          </a>
        </span>
      </div>
      <div class="muted">{say('today.due', { at: item.due })}</div>
      {item.kind === 'approval' && <QuickAnswer {...props} />}
    </li>
  );
}

/** What is answered on the list; anything graver, or with more to it than words, has the page of the decision. */
const quick: readonly ApprovalOutcome[] = ['approve', 'return'];
const quickForTime: readonly ApprovalOutcome[] = ['approve', 'reject'];

function QuickAnswer({ item, visit, outcomes }: WorkLineProps) {
  const { say } = visit.speech;
  const group = item.extension ? 'extension' : 'decide';
  const offered = outcomes.filter((outcome) => (item.extension ? quickForTime : quick).includes(outcome));
  if (offered.length === 0) return null;
  const reason = `reason-${item.id}`;
  return (
    <details class="inline">
      <summary>{say('today.answer')}</summary>
      <form method="post" action={`/console/items/${item.id}`}>
        <Hidden fields={[...visit.hidden, ['key', newFormKey()], ['do', 'decide'], ['from', 'today']]} />
        <div class="field">
          <label for={reason}>{say('decision.reason')}</label>
          <p class="help" id={`${reason}-help`}>
            {say('decision.reason-help')}
          </p>
          <textarea
            id={reason}
            name="reason"
            rows={2}
            maxLength={4000}
            dir="auto"
            aria-describedby={`${reason}-help`}
          />
        </div>
        <div class="actions">
          {offered.map((outcome, index) => (
            <button
              key={outcome}
              type="submit"
              name="outcome"
              value={outcome}
              class={index === 0 ? 'primary' : undefined}
            >
              {say(`${group}.${outcome}`)}
            </button>
          ))}
          <a href={`/console/items/${item.id}`}>{say('today.read-first')}</a>
        </div>
      </form>
    </details>
  );
}
