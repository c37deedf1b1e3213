import type { CaseHead, CaseMailView, MailWords } from '#libs/cases';
import type { Visit } from '../http/visit.js';
import { inZone, type Speech } from '../text/messages.js';
import { Hidden } from '../work/item-parts.view.js';
import { CaseFrame, tabPath } from './case-frame.view.js';
import { MailChip } from './mail-chip.view.js';

interface MailsPageProps {
  readonly visit: Visit;
  readonly head: CaseHead;
  readonly mails: readonly CaseMailView[];
  /** Shown whole beside the list; null for none. */
  readonly words: MailWords | null;
  readonly temporalUrl: string | null;
}

/** What was mailed for a case, newest first, and one of them as it was written. */
export function MailsPage({ visit, head, mails, words, temporalUrl }: MailsPageProps) {
  const speech = inZone(visit.speech, head.case.timeZone);
  const { say } = speech;
  return (
    <CaseFrame visit={visit} head={head} tab="mails" temporalUrl={temporalUrl}>
      {words && <MailRead visit={visit} words={words} speech={speech} />}
      <section class="card" aria-labelledby="mails-title">
        <h2 id="mails-title">{say('case.mails')}</h2>
        {mails.length === 0 ? (
          <p class="muted">{say('mails.none')}</p>
        ) : (
          <ul class="mail-list">
            {mails.map((mail) => (
              <li key={mail.id} aria-current={mail.id === words?.mail.id ? 'true' : undefined}>
                <MailLine mail={mail} speech={speech} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </CaseFrame>
  );
}

/** Address of one mail's own page. */
function mailPath({ reference, id }: CaseMailView): string {
  return `${tabPath(reference, 'mails')}/${encodeURIComponent(id)}`;
}

/** Without the case's reference, which stands at the head of the page, and would lend an Arabic subject the direction of its letters. */
export function subjectOf({ subject, reference }: CaseMailView): string | null {
  return subject?.replace(`[${reference}] `, '') ?? null;
}

function MailLine({ mail, speech }: { readonly mail: CaseMailView; readonly speech: Speech }) {
  const { say } = speech;
  const subject = <bdi>{subjectOf(mail) ?? say(`mail.${mail.notice}`)}</bdi>;
  return (
    <>
      <p class="mail-subject">
        {mail.readable ? <a href={mailPath(mail)}>{subject}</a> : subject}
        <MailChip state={mail.state} speech={speech} />
      </p>
      <p class="muted">
        {say('date.full-time', { at: mail.at })} · {say(`mail.${mail.notice}`)}
        {mail.personName !== null && (
          <>
            {' · '}
            <bdi>{mail.personName}</bdi>
          </>
        )}
      </p>
      {mail.lastError && <p class="problem">{mail.lastError}</p>}
    </>
  );
}

/** One mail as the person got it, in a frame in which nothing runs and no address leads anywhere. */
function MailRead({
  visit,
  words,
  speech,
}: {
  readonly visit: Visit;
  readonly words: MailWords;
  readonly speech: Speech;
}) {
  const { say } = speech;
  const { mail, text, language } = words;
  return (
    <article class="card" aria-labelledby="mail-title">
      <h2 id="mail-title" lang={language} dir="auto">
        {subjectOf(mail)}
      </h2>
      <dl class="facts">
        <div>
          <dt>{say('mails.to')}</dt>
          <dd>
            <bdi>{mail.personName ?? ''}</bdi> {mail.address && <bdi>{`<${mail.address}>`}</bdi>}
          </dd>
        </div>
        {mail.itemTitle !== null && mail.item !== null && (
          <div>
            <dt>{say('case.step')}</dt>
            <dd>
              <a href={`/console/items/${mail.item}`}>{mail.itemTitle}</a>
            </dd>
          </div>
        )}
        <div>
          <dt>{say('mails.state')}</dt>
          <dd>
            {say('mails.attempts', { count: mail.attempts })} <MailChip state={mail.state} speech={speech} />
            {mail.heldUntil !== null && ` ${say('mails.held', { at: mail.heldUntil })}`}
            {mail.lastError && <p class="problem">{mail.lastError}</p>}
            {mail.incident !== null && (
              <form method="post" action={`/console/incidents/${mail.incident}/retry`}>
                <Hidden fields={visit.hidden} />
                <button type="submit" class="small">
                  {say('remedy.retry-mail')}
                </button>
              </form>
            )}
          </dd>
        </div>
      </dl>
      <iframe class="mail-body" sandbox="" src={`${mailPath(mail)}/body`} title={say('mails.as-sent')} />
      <details>
        <summary>{say('mails.text')}</summary>
        <pre class="mail-text" lang={language} dir="auto">
          {text}
        </pre>
      </details>
      <p class="help">{say('mails.no-link')}</p>
    </article>
  );
}
