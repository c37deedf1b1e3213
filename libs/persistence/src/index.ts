export * from './database.js';
export * from './errors.js';
export * from './hash-act.js';
export * from './canonical-json.js';
export * from './uuid.js';
export * from './migrate.js';
export * from './exclusively.js';
export * from './rebuild.js';
export type { TrailProblem } from './log/refold.js';
export * from './schema/index.js';
export { CaseChanges } from './case-changes.js';
export { CaseLog } from './case-log.js';
export { CaseSurveys } from './case-surveys.js';
export { conditionsIn, seatOf, type SetCondition, type WrittenCondition } from './condition-words.js';
export { IncidentOwners } from './incident-owners.js';
export { LostWorkflows } from './lost-workflows.js';
export { ProgrammeCounts, type KeyCount, type Savings } from './programme-counts.js';
export { Acts, type NewAct, type NewOpening, type StoreAnswer, type StoredAct } from './acts.js';
export * from './mails.js';
export { type MailTiming } from './mail-claims.js';
export * from './held-mails.js';
export * from './messages.js';
export * from './mail-text-book.js';
export * from './handovers.js';
export * from './drafts.js';
export * from './unsent-forms.js';
export { Documents, type DocumentRow, type NewDocument } from './documents.js';
export * from './comments.js';
export * from './visits/visits.js';
export { visitOfMail, visitMailId } from './visits/visit-mails.js';
export { VisitLists, type ListedVisit, type VisitQuestion } from './visits/visit-lists.js';
export * from './stored-answers.js';
export * from './spreadsheet-runs.js';
export * from './definitions.js';
export * from './calendar-book.js';
export * from './people/people.js';
export * from './people/programmes.js';
export * from './people/substitutions.js';
export * from './people/people-changes.js';
export {
  emptyDirectory,
  functionHeld,
  personsOf,
  type Directory,
  type Excluded,
} from './people/directory.js';
export * from './views/case-views.js';
export { type CaseCounts } from './views/case-counts.js';
export {
  caseSorts,
  type CaseFilter,
  type CaseReach,
  type CaseSort,
  type CaseText,
  type ProgrammePart,
} from './views/case-filter.js';
export { type CaseItem, type CaseListRow, type LateItem } from './views/case-list.js';
export type { DueQuestion, DueRow } from './views/due-dates.js';
export * from './views/programme-figures.js';
export { refreshSearch, type Concerned } from './search/case-search.js';
export { plainText, searchQuery, searchWords } from './search/search-words.js';
export { CaseBatches, type ContactRow, type LoggedContact } from './views/case-batches.js';
export { type Page } from './views/cursor.js';
export {
  lostIncidentId,
  unreachedIncidentId,
  type IncidentCause,
  type IncidentFilter,
  type IncidentListRow,
  type IncidentOwner,
  type NewestIncidents,
} from './views/incidents.js';
export type { TrailRow } from './views/trail.js';
export type { Worklist, WorklistQuestion } from './views/worklist.js';
export type { MeasureRow } from './log/measures.js';
export * from './persistence.module.js';
export {
  startEmbeddedPostgres,
  EmbeddedPostgresError,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded/index.js';
