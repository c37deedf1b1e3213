import type { CaseView, Page, TrailEntry } from '#libs/cases';
import type { CaseEvent } from '#libs/domain';
import type { Speech } from '../text/messages.js';

export interface TrailProps {
  readonly view: CaseView;
  readonly trail: Page<TrailEntry>;
  readonly speech: Speech;
}

/** Everything that happened, newest page last, as sentences. */
export function Trail({ view, trail, speech }: TrailProps) {
  const { say } = speech;
  return (
    <>
      <ol class="files">
        {trail.items.map((entry) => (
          <li key={entry.seq}>
            <span class="muted">
              {say('date.full-time', { at: entry.at })} ·{' '}
              {entry.personName ?? entry.person ?? say('trail.clock')}
              {entry.channel === 'link' && ` · ${say('trail.by-link')}`}
            </span>
            <br />
            {entry.events.filter(isTold).map((event, index) => (
              <span key={index}>
                {eventText(view, speech, event)}
                <br />
              </span>
            ))}
            {entry.reason && <blockquote>{entry.reason}</blockquote>}
          </li>
        ))}
      </ol>
      {trail.next !== null && (
        <a href={`/console/cases/${view.case.reference}?trail=${encodeURIComponent(trail.next)}`}>
          {say('list.more')}
        </a>
      )}
    </>
  );
}

/** Invitations and outcomes only repeat in a mail what the line beside them says; a reminder is an event of its own. */
function isTold(event: CaseEvent): boolean {
  return event.type !== 'notice' || event.notice === 'reminder' || event.notice === 'escalation';
}

function eventText(view: CaseView, speech: Speech, event: CaseEvent): string {
  if (event.type === 'notice')
    return speech.say(event.notice === 'escalation' ? 'event.escalation' : 'event.reminder', {
      title: event.item === null ? view.case.reference : titleOf(view, event.item),
      number: (event.rung ?? 0) + 1,
      of: event.of,
    });
  const title =
    'id' in event
      ? titleOf(view, event.id)
      : 'item' in event && event.item !== null
        ? titleOf(view, event.item)
        : '';
  const stage =
    'stage' in event ? (view.stages.find(({ key }) => key === event.stage)?.title ?? event.stage) : '';
  const milestone =
    event.type.startsWith('milestone-') && 'key' in event
      ? (view.milestones.find(({ key }) => key === event.key)?.title ?? event.key)
      : '';
  const outcome = outcomeOf(view, speech, event);
  return speech.say(`event.${event.type}`, { title, stage, milestone, outcome });
}

function outcomeOf(view: CaseView, speech: Speech, event: CaseEvent): string {
  switch (event.type) {
    case 'approval-decided':
      return speech.say(`outcome.${event.outcome}`);
    case 'milestone-reported':
    case 'milestone-settled':
      return speech.say(`milestone.${event.outcome}`);
    case 'incident-raised':
      return speech.say(`incident.${event.kind}`);
    case 'case-closed':
      return view.case.outcomeTitle ?? event.outcome;
    default:
      return '';
  }
}

function titleOf({ items }: CaseView, id: string): string {
  return items.find((item) => item.id === id)?.title ?? id;
}
