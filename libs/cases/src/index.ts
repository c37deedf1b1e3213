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
export { Attestations, type AttestationFile } from './attestations/attestations.js';
export { CheckAttestation, type CheckedAttestation } from './attestations/check-attestation.js';
export * from './queries/calendar-queries.js';
export * from './queries/case-queries.js';
export * from './comments/comment-queries.js';
export type { CommentFiles } from './documents/comment-papers.js';
export { DocumentQueries, type CaseDocuments } from './documents/document-queries.js';
export type { DocumentGroup, DocumentVersion } from './documents/document-versions.js';
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
export { DirectoryQueries } from './people/directory-queries.js';
export * from './mails/mail-queries.js';
export * from './people/own-programmes.js';
export * from './queries/due-dates.js';
export type { BrokenLetter } from './mail-texts/broken-texts.js';
export * from './mail-texts/change-mail-texts.js';
export type { MailTextChange, MailTextView, TextValueView } from './mail-texts/mail-text-view.js';
export { MailTexts } from './mail-texts/mail-texts.js';
export type { WantedText } from './mail-texts/plan-texts.js';
export { PreviewMail } from './mail-texts/preview-mail.js';
export { SampleLetters, type SampleLetter } from './mail-texts/sample-letters.js';
export * from './mails/message-queries.js';
export * from './queries/programme-overview.js';
export * from './queries/programme-reports.js';
export type { SavingsByMonth } from './queries/savings.js';
export * from './people/people-gap-reader.js';
export * from './people/substitution-queries.js';
export * from './usecases/open-case.js';
export type { OpenCaseInput } from './usecases/opening-plans.js';
export * from './comments/add-comment.js';
export { ReadMention } from './comments/read-mention.js';
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
export * from './mails/nudge-companies.js';
export * from './mails/write-message.js';
export * from './usecases/transcribe-task.js';
export * from './usecases/reopen-case.js';
export * from './usecases/withdraw-case.js';
export * from './usecases/terminate-case.js';
export * from './usecases/report-incident.js';
export * from './usecases/resolve-incident.js';
export { OwnIncident } from './usecases/own-incident.js';
export { OwnPreferences, type Preferences } from './people/own-preferences.js';
export * from './usecases/recover-case.js';
export * from './usecases/drafts.js';
export * from './documents/upload-document.js';
export * from './documents/remove-draft-document.js';
export * from './documents/read-document.js';
export * from './documents/file-documents.js';
export { FileFromComment } from './documents/file-from-comment.js';
export * from './usecases/transcription.js';
export * from './links/copy-link.js';
export { OwnLinks } from './links/own-links.js';
export { HandOver, type HandOverInput } from './links/hand-over.js';
export { TakeBack, type TakeBackInput } from './links/take-back.js';
export * from './links/unsent-by-link.js';
export type { LinkForm } from './links/link-forms.js';
export * from './links/fresh-link.js';
export * from './links/link-actors.js';
export * from './links/link-codes.js';
export * from './mails/retry-mail.js';
export * from './mails/take-bounce.js';
export * from './comments/take-reply.js';
export * from './people/edit-organisations.js';
export * from './people/edit-people.js';
export * from './people/grant-roles.js';
export * from './people/edit-programme.js';
export * from './people/manage-accounts.js';
export * from './people/reset-password.js';
export * from './people/arrange-substitution.js';
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
