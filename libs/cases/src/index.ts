export * from './tokens.js';
export * from './cases.module.js';
export * from './actor.js';
export * from './case-access.js';
export * from './definition-library.js';
export * from './acting/case-engine.js';
export * from './acting/case-recorder.js';
export * from './acting/review-cases.js';
export type { CaseStart } from './acting/case-start.js';
export { Acting } from './acting/acting.js';
export * from './queries/views.js';
export * from './calendars/change-calendar.js';
export type { CaseBehind, CaughtUp } from './calendars/catch-up.js';
export { Attestations, type AttestationFile, type CheckedAttestation } from './queries/attestations.js';
export * from './queries/calendar-queries.js';
export * from './queries/case-queries.js';
export * from './queries/comment-queries.js';
export * from './queries/document-queries.js';
export * from './queries/consequences.js';
export type { Consequence } from './queries/consequence-words.js';
export * from './queries/case-lists.js';
export { CaseFiles, type CaseFront } from './queries/case-file.js';
export { CaseForecasts } from './queries/case-forecasts.js';
export * from './queries/forecast-view.js';
export * from './queries/case-mails.js';
export {
  CasePeople,
  type CasePeopleView,
  type CasePersonView,
  type CaseSightView,
} from './queries/case-people.js';
export { CaseTrails, type CaseTrailView } from './queries/case-trail.js';
export type { TrailHandover, TrailLine } from './queries/trail-handovers.js';
export { clockAuthor, trailKinds, type TrailFilter, type TrailKind } from './queries/trail-filter.js';
export { WhomToCall } from './queries/whom-to-call.js';
export * from './queries/work-queries.js';
export * from './queries/today-queries.js';
export * from './queries/item-queries.js';
export * from './queries/definition-queries.js';
export { DirectoryQueries } from './queries/directory-queries.js';
export * from './queries/mail-queries.js';
export * from './queries/own-programmes.js';
export * from './queries/due-dates.js';
export type { BrokenLetter } from './mail-texts/broken-texts.js';
export * from './mail-texts/change-mail-texts.js';
export type { MailTextChange, MailTextView, TextValueView } from './mail-texts/mail-text-view.js';
export { MailTexts } from './mail-texts/mail-texts.js';
export type { WantedText } from './mail-texts/plan-texts.js';
export { PreviewMail } from './mail-texts/preview-mail.js';
export { SampleLetters, type SampleLetter } from './mail-texts/sample-letters.js';
export * from './queries/message-queries.js';
export * from './queries/programme-overview.js';
export { leastCompanies, type SavingsByMonth } from './queries/savings.js';
export * from './queries/people-gap-reader.js';
export * from './queries/substitution-queries.js';
export * from './usecases/open-case.js';
export * from './usecases/add-comment.js';
export { ReadMention } from './usecases/read-mention.js';
export type { EarlierInput, EarlierTaskInput } from './usecases/earlier-path.js';
export * from './usecases/complete-task.js';
export * from './usecases/decide-approval.js';
export * from './usecases/decide-many.js';
export * from './usecases/extend-deadline.js';
export * from './usecases/suspend-case.js';
export * from './usecases/log-contact.js';
export * from './visits/propose-visit.js';
export * from './visits/answer-visit.js';
export * from './visits/move-visit.js';
export * from './visits/edit-visit.js';
export * from './visits/visit-queries.js';
export { isVisitId, type VisitChanged } from './visits/visit-book.js';
export { mostSlots } from './visits/visit-rules.js';
export { slotWarnings, typedSlot, type SlotWarning, type TypedSlot } from './visits/slot-times.js';
export {
  slotFates,
  type SlotView,
  type VisitChangeView,
  type VisitorView,
  type VisitPersonView,
  type VisitView,
  type VisitWishView,
} from './visits/visit-presenter.js';
export { mostTogether, type CaseReport } from './usecases/group.js';
export * from './usecases/group-acts.js';
export * from './usecases/nudge-companies.js';
export * from './usecases/write-message.js';
export * from './usecases/transcribe-task.js';
export * from './usecases/reopen-case.js';
export * from './usecases/withdraw-case.js';
export * from './usecases/terminate-case.js';
export * from './usecases/report-incident.js';
export * from './usecases/resolve-incident.js';
export { OwnIncident } from './usecases/own-incident.js';
export { OwnPreferences, type Preferences } from './usecases/own-preferences.js';
export * from './usecases/recover-case.js';
export * from './usecases/drafts.js';
export * from './usecases/upload-document.js';
export * from './usecases/remove-draft-document.js';
export * from './usecases/read-document.js';
export * from './usecases/file-documents.js';
export { FileFromComment } from './usecases/file-from-comment.js';
export * from './usecases/transcription.js';
export * from './usecases/copy-link.js';
export { OwnLinks } from './usecases/own-links.js';
export { HandOver, type HandOverInput } from './usecases/hand-over.js';
export { TakeBack, type TakeBackInput } from './usecases/take-back.js';
export * from './usecases/unsent-by-link.js';
export * from './usecases/fresh-link.js';
export * from './usecases/link-actors.js';
export * from './usecases/link-codes.js';
export * from './usecases/retry-mail.js';
export * from './usecases/take-bounce.js';
export * from './usecases/take-reply.js';
export * from './usecases/edit-organisations.js';
export * from './usecases/edit-people.js';
export * from './usecases/grant-roles.js';
export * from './usecases/edit-programme.js';
export * from './usecases/manage-accounts.js';
export * from './usecases/reset-password.js';
export * from './usecases/arrange-substitution.js';
export type { SpreadsheetRunView } from './spreadsheets/run-view.js';
export { SpreadsheetWork } from './spreadsheets/spreadsheet-work.js';
export * from './workbook/export-workbook.js';
export * from './workbook/workbook-imports.js';
export * from './workbook/differences.js';
export * from './enrolment/enrolments.js';
export { EnrolmentTemplate } from './enrolment/enrolment-template.js';
export type { EnrolmentField } from './enrolment/fields.js';
export { enrolmentProblems, type EnrolmentProblem, type FileColumn } from './enrolment/line.js';
export * from './boot/boot-checks.js';
export * from './boot/find-lost.js';
export * from './boot/import-programme.js';
export * from './boot/sweep.js';
