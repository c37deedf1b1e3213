export * from './localised.js';
export * from './form-model.js';
export * from './model.js';
export * from './lookups.js';
export { builtInItem, type BuiltInItem } from './built-in-items.js';
export { optionText } from './option-text.js';
export { dataPathProblem, labelsOpened, openableTasks, type OpenableTask } from './data-paths.js';
export { enterableStages, pastFields } from './past.js';
export { unitText } from './form-words.js';
export { canonicalJson, hashOf } from './canonical.js';
export { asksTheSame, bindingWordsChanged } from './words.js';
export { readDefinition, type DefinitionReading } from './read/read-definition.js';
export { formatProblem, InvalidDefinitions, loadDefinitions } from './load-definitions.js';
export { checkDefinitions } from './check-definitions.js';
export { definitionSchema } from './schema/definition-schema.js';
export { validateAnswers, type CheckedAnswers } from './answers/validate-answers.js';
export {
  answerProblemCodes,
  answerProblemText,
  type AnswerProblem,
  type AnswerProblemCode,
} from './answers/problems.js';
export { coerceDraft, nestFields, type TypedAnswers } from './answers/typed-answers.js';
export { answerChanges, type CellChange, type FieldChange } from './answers/answer-changes.js';
export { isAsked } from './answers/read-field.js';
export { readDate, readMonth, twelveMonths } from './answers/dates.js';
export { readNumber, type NumberTrouble } from './answers/numbers.js';
export * from './programme/model.js';
export {
  dueProblems,
  gapText,
  peopleGaps,
  peopleOf,
  type PeopleGap,
  type ProgrammePeople,
} from './programme/people-gaps.js';
export { InvalidProgramme, readProgramme } from './programme/read-programme.js';
export {
  readSampleAnswers,
  sampleAnswers,
  type SampleAnswers,
  type SampleVariant,
} from './programme/sample-answers.js';
