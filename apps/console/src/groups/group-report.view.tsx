import type { CaseReport, CaseSummary, MessageMailView, MessageReport } from '#libs/cases';
import { ConsolePage } from '../layout/console.view.js';
import { ScrollTable } from '../layout/controls.view.js';
import type { Visit } from '../http/visit.js';
import { Hidden, Notice, noticeText } from '../work/item-parts.view.js';
import type { GroupPage } from './group-act.js';
import { ReportOutcome } from './report-outcome.view.js';

/** What went through on each case and what did not, and why. */
export function GroupReportPage({
  visit,
  page,
  cases,
  reports,
  again,
}: {
  readonly visit: Visit;
  readonly page: GroupPage;
  readonly cases: readonly CaseSummary[];
  readonly reports: readonly CaseReport[];
  /** The same form again, for what got no answer. */
  readonly again: readonly (readonly [string, string])[];
}) {
  const { speech } = visit;
  const { say } = speech;
  const done = reports.filter(({ status }) => status === 'done').length;
  const open = reports.filter(({ status }) => status === 'unavailable');
  return (
    <ConsolePage visit={visit} title={say(`group.${page}`)} section="cases" narrow>
      <h1>{say(`group.${page}`)}</h1>
      <Notice tone={done === reports.length ? 'good' : 'bad'}>
        <p>{say('together.sum', { done, failed: reports.length - done })}</p>
      </Notice>
      <div class="card">
        <ScrollTable label={say('together.report')} head={[say('item.company'), say('milestone.status')]}>
          {reports.map((report) => (
            <tr key={report.reference}>
              <Company
                reference={report.reference}
                name={cases.find(({ reference }) => reference === report.reference)?.organisationName ?? null}
              />
              <td>
                <ReportOutcome report={report} speech={speech} />
              </td>
            </tr>
          ))}
        </ScrollTable>
      </div>
      <div class="actions">
        {open.length > 0 && (
          <form method="post" action={`/console/groups/${page}`}>
            <Hidden fields={[...again, ...open.map(({ reference }) => ['reference', reference] as const)]} />
            <button type="submit" class="primary">
              {say('together.again')}
            </button>
          </form>
        )}
        <a class="button" href="/console/cases">
          {say('group.back')}
        </a>
      </div>
    </ConsolePage>
  );
}

/** To whom something went, and what became of it so far. */
export function SentReportPage({ visit, report }: { readonly visit: Visit; readonly report: MessageReport }) {
  const { speech } = visit;
  const { say } = speech;
  const { kind, lines } = report;
  const mails = lines.flatMap((line) => line.mails);
  const failed = lines.filter(({ status }) => status === 'refused').length;
  return (
    <ConsolePage visit={visit} title={say(`sent.${kind}`)} section="cases" narrow>
      <h1>{say(`sent.${kind}`)}</h1>
      <Notice tone={failed === 0 ? 'good' : mails.length === 0 ? 'bad' : 'info'}>
        <p>{say('sent.sum', { mails: mails.length, done: lines.length - failed, failed })}</p>
      </Notice>
      <div class="card">
        <ScrollTable label={say(`sent.${kind}`)} head={[say('item.company'), say('message.recipient')]}>
          {lines.map(({ reference, organisationName, code, mails: sent }) => (
            <tr key={reference}>
              <Company reference={reference} name={organisationName} />
              <td>
                {code === null ? (
                  <ul class="plain">
                    {sent.map((mail) => (
                      <SentMail key={mail.id} mail={mail} visit={visit} />
                    ))}
                  </ul>
                ) : (
                  <>
                    <span class="chip late">{say('together.refused')}</span>
                    <p class="muted">{noticeText(speech, `refusal.${code}`)}</p>
                  </>
                )}
              </td>
            </tr>
          ))}
        </ScrollTable>
      </div>
      <p>
        <a class="button" href="/console/cases">
          {say('group.back')}
        </a>
      </p>
    </ConsolePage>
  );
}

/** One recipient, and where the mail is. */
export function SentMail({ mail, visit }: { readonly mail: MessageMailView; readonly visit: Visit }) {
  const { say } = visit.speech;
  const { name, state, heldUntil, inDigest } = mail;
  const isBad = ['refused', 'no-recipient', 'bounced'].includes(state);
  return (
    <li>
      <bdi>{name ?? say('message.nobody')}</bdi>
      <span class={state === 'sent' ? 'chip done' : isBad ? 'chip late' : 'chip'}>
        {state === 'held' && heldUntil !== null
          ? say(inDigest ? 'sent.in-digest' : 'sent.held', { at: heldUntil })
          : say(`mail-state.${state}`)}
      </span>
    </li>
  );
}

function Company({ reference, name }: { readonly reference: string; readonly name: string | null }) {
  return (
    <th scope="row">
      <a href={`/console/cases/${reference}`}>
        <bdi>{name ?? reference}</bdi>
      </a>
      <br />
      <bdi class="code">{reference}</bdi>
    </th>
  );
}
