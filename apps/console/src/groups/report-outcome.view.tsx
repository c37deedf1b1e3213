import type { CaseReport, DecisionReport } from '#libs/cases';
import type { Speech } from '../text/messages.js';
import { noticeText } from '../work/item-parts.view.js';

/** What became of one line of a report. */
export function ReportOutcome({
  report,
  speech,
}: {
  readonly report: CaseReport | DecisionReport;
  readonly speech: Speech;
}) {
  const { say } = speech;
  if (report.status === 'done') return <span class="chip done">{say('together.done')}</span>;
  return (
    <>
      <span class="chip late">{say('together.refused')}</span>
      <p class="muted">
        {report.status === 'unavailable'
          ? say('error.unavailable')
          : noticeText(speech, `refusal.${report.code}`)}
      </p>
    </>
  );
}
