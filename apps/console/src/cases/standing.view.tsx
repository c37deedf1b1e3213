import type { CaseView } from '#libs/cases';
import { dayText, listText, type Speech } from '../text/messages.js';

/** Clocks that stand, on top of the page: since when, until when, why. */
export function Suspensions({
  view,
  speech,
}: {
  readonly view: Pick<CaseView, 'suspensions'>;
  readonly speech: Speech;
}) {
  const { say } = speech;
  return (
    <>
      {view.suspensions.map((stopped) => (
        <div class="callout info" key={stopped.item ?? ''}>
          <p>
            <strong>
              {stopped.item === null
                ? say('case.stopped')
                : say('case.step-stopped', { title: stopped.title ?? stopped.item })}
            </strong>{' '}
            {say(stopped.until === null ? 'case.stopped-since' : 'case.stopped-until', {
              since: stopped.since,
              day: stopped.until === null ? '' : dayText(speech, stopped.until),
            })}
            {stopped.by && ` · ${stopped.by}`}
          </p>
          {stopped.reason && <blockquote dir="auto">{stopped.reason}</blockquote>}
        </div>
      ))}
    </>
  );
}

/** Place and last word with the company, as far as there is something to say. */
export function Standing({
  summary,
  speech,
}: {
  readonly summary: CaseView['case'];
  readonly speech: Speech;
}) {
  const { say } = speech;
  const { lastContactAt, promisedFor, place, rank } = summary;
  return (
    <>
      {lastContactAt !== null && (
        <div>
          <dt>{say('case.last-contact')}</dt>
          <dd>
            {promisedFor === null
              ? say('date.day', { at: lastContactAt })
              : say('case.promised', { at: lastContactAt, day: dayText(speech, promisedFor) })}
          </dd>
        </div>
      )}
      {place !== null && (
        <div>
          <dt>{say('case.place')}</dt>
          <dd>
            {place === 'held' || rank === null ? say('case.place-held') : say('case.place-waiting', { rank })}
          </dd>
        </div>
      )}
    </>
  );
}

/** Entries of the contact log that stand open on the page. */
const shownContacts = 4;

/** What was said outside the system, newest first. */
export function ContactLog({
  contacts,
  shown = shownContacts,
  speech,
}: {
  readonly contacts: NonNullable<CaseView['contacts']>;
  readonly shown?: number;
  readonly speech: Speech;
}) {
  const entries = (some: typeof contacts) => (
    <ul class="files">
      {some.map((contact) => (
        <Contact key={contact.seq} contact={contact} speech={speech} />
      ))}
    </ul>
  );
  const earlier = contacts.slice(shown);
  return (
    <>
      {entries(contacts.slice(0, shown))}
      {earlier.length > 0 && (
        <details>
          <summary>{speech.say('case.earlier-contacts', { count: earlier.length })}</summary>
          {entries(earlier)}
        </details>
      )}
    </>
  );
}

function Contact({
  contact,
  speech,
}: {
  readonly contact: NonNullable<CaseView['contacts']>[number];
  readonly speech: Speech;
}) {
  const { say } = speech;
  return (
    <li>
      <span class="muted">
        {say('date.day', { at: contact.at })} · {contact.by} · {say(`medium.${contact.medium}`)}
      </span>
      {contact.promised !== null && (
        <span class="chip">{say('chip.promised', { day: dayText(speech, contact.promised) })}</span>
      )}
      <blockquote dir="auto">{contact.note}</blockquote>
      {contact.tasks.length > 0 && <p class="muted">{listText(speech, contact.tasks)}</p>}
    </li>
  );
}
