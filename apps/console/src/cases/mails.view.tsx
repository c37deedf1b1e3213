import type { CaseView } from '#libs/cases';
import type { Speech } from '../text/messages.js';

/** Mails that stand open on the page; a case of two years has a hundred. */
const shownMails = 5;

interface MailsProps {
  readonly mails: NonNullable<CaseView['mails']>;
  readonly speech: Speech;
}

/** What was mailed for a case, newest first, the older ones folded away. */
export function Mails({ mails, speech }: MailsProps) {
  const { say } = speech;
  return (
    <section class="card">
      <h2>{say('case.mails')}</h2>
      <MailList mails={mails.slice(-shownMails).reverse()} speech={speech} />
      {mails.length > shownMails && (
        <details>
          <summary>{say('case.earlier-mails', { count: mails.length - shownMails })}</summary>
          <MailList mails={mails.slice(0, -shownMails).reverse()} speech={speech} />
        </details>
      )}
    </section>
  );
}

function MailList({ mails, speech }: MailsProps) {
  return (
    <ul class="files">
      {mails.map((mail) => (
        <li key={mail.id}>
          {mail.subject ?? speech.say(`mail.${mail.notice}`)}
          <span
            class={
              mail.state === 'sent'
                ? 'chip done'
                : mail.state === 'refused' || mail.state === 'no-recipient'
                  ? 'chip late'
                  : 'chip'
            }
          >
            {speech.say(`mail-state.${mail.state}`)}
          </span>
          <br />
          <span class="muted">
            {mail.personName ?? ''} · {speech.say('date.day', { at: mail.at })}
            {mail.lastError && ` · ${mail.lastError}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
