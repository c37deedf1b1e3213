import type { DecisionReport } from '#libs/cases';
import type { DecisionReportDto } from './item-acts.dto.js';

/** A line of a report with every key there is, so that programs need not ask which are. */
export function decisionReport(report: DecisionReport): Readonly<DecisionReportDto> {
  const { item, status } = report;
  return status === 'done'
    ? { item, status, reference: report.reference, seq: report.seq, code: null, subject: null, detail: null }
    : {
        ...{ item, status, reference: null, seq: null },
        ...{ code: report.code, subject: report.subject, detail: report.hint ?? null },
      };
}
