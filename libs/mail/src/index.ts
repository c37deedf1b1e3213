export {
  MailModule,
  REPLY_ADDRESS,
  type MailModuleAsyncOptions,
  type MailModuleOptions,
} from './mail.module.js';
export { MailDelivery, MailPendingError, type MailDeliveryParts } from './mail-delivery.js';
export { MailRounds, type Round } from './mail-rounds.js';
export { Outbox } from './outbox.js';
export { ProgrammeHours } from './programme-hours.js';
export { Bounces, type BounceAnswer } from './bounces/bounces.js';
export { Mailbox } from './mailbox.js';
export { ReplyAddress } from './replies/reply-address.js';
export { isForged } from './replies/forged.js';
export { readReply, type IncomingReply, type ReplyFile } from './replies/read-reply.js';
export { ReplyAnswers } from './replies/reply-answers.js';
export { ReplyEntry, largestReply, type TakeMessage } from './replies/reply-entry.js';
export { sampleMail, sampleNames } from './samples/sample-mails.js';
export type { SampleItem, SampleSetting } from './samples/sample-setting.js';
export { DirectMail, type DirectAnswer } from './direct-mail.js';
export { MailComposer, type ComposedMail } from './mail-composer.js';
export type * from './mail-facts.js';
export { Messages } from './messages.js';
export { textProblemCodes, textProblems, tidied, waysToSay, type TextProblem } from './texts/check-text.js';
export { lettersWith, textsOfLetter } from './texts/letter-texts.js';
export { ownTextsIn, type OwnTexts } from './texts/own-texts.js';
export {
  isTextKey,
  longestText,
  textKeys,
  textRules,
  valuesOf,
  type Meaning,
  type TextKey,
  type TextPart,
} from './texts/text-rules.js';
export { linkExpiry, type LinkMinter } from './links.js';
export { messageIdOf } from './thread.js';
export {
  calendarPart,
  type CalendarEntry,
  type CalendarMethod,
  type CalendarPart,
  type CalendarSetting,
} from './calendar/calendar-part.js';
export type { MailAddress } from './mail-address.js';
export { Smtp, SmtpUnusableError, type OutgoingMail, type SendResult, type SmtpOptions } from './smtp.js';
export { MailInbox, InboxPortError, type MailInboxOptions } from './inbox/mail-inbox.js';
export type { InboxMessage, InboxSummary } from './inbox/message-store.js';
