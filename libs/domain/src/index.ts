export * from './model/index.js';
export * from './domain-error.js';
export { engineVersion } from './engine.js';
export { decide } from './decide.js';
export { isReviewable } from './decide/review.js';
export { evolve, fold, initialState } from './evolve.js';
export { describeWake, nextWake, type Wake } from './next-wake.js';
export { forecast, type Forecast, type ForecastStop } from './forecast.js';
export { isPlanOpen } from './assumed-act.js';
export { changedRows, project } from './project.js';
export { caseAttributes, partyName, type CaseAttributes } from './attributes.js';
export { describeCase, describeTransition } from './describe.js';
export { calendarOf, definitionOf, itemOf, itemsOf, openItems, type Item } from './lookup.js';
export { conditionKey, stageRule, taskRule } from './task-rules.js';
export { isWholePath } from './path.js';
export { acceptanceOf } from './moments.js';
export { approvalRule, extensionKey, voicesOf, wantedOf, type Wanted } from './approval-rules.js';
export { extensionLimit } from './decide/extension.js';
export { canBeGiven, type Candidate, type VoiceDemand } from './eligible.js';
export { holds } from './conditions.js';
export {
  completionsOf,
  excludedBy,
  excludedFrom,
  isExcluded,
  isOfParty,
  type Excluded,
} from './exclusion.js';
export { checkRules, type RuleProblem } from './check-rules.js';
export { roughDays } from './check-rules/time.js';
export { unsatisfiable, type Standing, type Unsatisfiable } from './satisfiability.js';
export {
  addDays,
  addMonths,
  addWorkingDays,
  addWorkingTime,
  companyCalendar,
  instantAt,
  isLocalDate,
  isWorkingDay,
  localDateAt,
  localTimeAt,
  workingDayFrom,
  workingDayUntil,
  workingTimeBetween,
} from './business-time.js';
export { dueInstant, type Due, type DueContext } from './due.js';
export { rungMoments } from './ladder.js';
export {
  fateOfMail,
  isMoot,
  isPressing,
  isWeekOpen,
  leastOpenMinutes,
  mostMailsAWeek,
  nextDigest,
  openMinutes,
  pressingNotices,
  quietUntil,
  weekStart,
  type ItemOfMail,
  type LeavingMail,
  type MailFate,
  type MailHours,
  type RecipientOfMail,
} from './mail-rules.js';
