export {
  directionOf,
  isLanguage,
  languageNames,
  languages,
  localeOf,
  negotiate,
  type Direction,
  type Language,
} from './languages.js';
export { Catalogues, type Catalogue } from './catalogues.js';
export { compileMessage, type Message, type MessageValues } from './message.js';
export {
  MessageSyntaxError,
  messageShape,
  pluralForms,
  type MessageShape,
  type SaidAs,
  type SaidValue,
} from './message-shape.js';
export { isolated } from './isolated.js';
export { dayIn } from './day-in.js';
export { typeset } from './typeset.js';
export { dayText, listText, moneyText, monthText, numberText, weekdayText } from './texts.js';
