import {
  groupActs,
  mostTogether,
  type GroupAct,
  type MessageMailView,
  type MessagePreview,
  type MessageRecipient,
  type MessageReport,
  type MessageView,
  type WriteMessageInput,
} from '#libs/cases';
import { contactFunctions } from '#libs/domain';
import { mailStates } from '#libs/persistence';
import { Ids, OneOf, OptionalDay, OptionalLine, OptionalReason, Part } from '../http/fields.js';
import {
  Shown,
  ShownInstant,
  ShownInstantOrNull,
  ShownList,
  ShownOneOf,
  ShownOrNull,
} from '../http/shown.js';

/** The same words in one or more languages. */
export class SubjectDto {
  @OptionalLine('French.') readonly fr?: string;
  @OptionalLine('English.') readonly en?: string;
  @OptionalLine('Arabic.') readonly ar?: string;
  @OptionalLine('Spanish.') readonly es?: string;
}

export class TextDto {
  @OptionalReason('French.') readonly fr?: string;
  @OptionalReason('English.') readonly en?: string;
  @OptionalReason('Arabic.') readonly ar?: string;
  @OptionalReason('Spanish.') readonly es?: string;
}

export class WriteMessageDto {
  @Ids('References of the cases whose companies it goes to.', mostTogether)
  readonly references!: string[];

  @Ids(
    `Whom in each company: ${contactFunctions.join(', ')}; the director stands in for what nobody holds.`,
    3,
  )
  readonly functions!: string[];

  @Part(() => SubjectDto, 'Each recipient gets the own language where it is written in it.')
  readonly subject!: SubjectDto;

  @Part(() => TextDto, 'In the languages of the subject.')
  readonly text!: TextDto;
}

/** What class-transformer leaves undefined is no language that somebody wrote in. */
export function messageInput({ references, functions, subject, text }: WriteMessageDto): WriteMessageInput {
  const given = (words: SubjectDto | TextDto) =>
    Object.fromEntries(Object.entries(words).filter(([, word]) => word !== undefined));
  return { references, functions, subject: given(subject), text: given(text) };
}

export class NudgeDto {
  @Ids('References of the cases.', mostTogether)
  readonly references!: string[];
}

export class GroupActDto {
  @OneOf(groupActs, 'What to do to each of them.')
  readonly act!: GroupAct;

  @Ids('References of the cases.', mostTogether)
  readonly references!: string[];

  @OptionalReason('Why; of a contact, what was said. Only a resumption needs none.')
  readonly reason?: string;

  @OptionalDay('Of a suspension: day on which the clocks start again by themselves.')
  readonly until?: string;

  @OptionalLine('Of a contact: how the companies were reached.', 20)
  readonly medium?: string;

  @OptionalDay('Of a contact: day by which an answer was promised.')
  readonly promised?: string;
}

export class GroupReportDto {
  @Shown() readonly reference!: string;
  @ShownOneOf(['done', 'refused', 'unavailable'], 'After `unavailable`, send the same request again.')
  readonly status!: string;
  @ShownOrNull('string', 'Why it was refused.') readonly code!: string | null;
  @ShownOrNull('string', 'What to do about it.') readonly detail!: string | null;
}

export class GroupReportsDto {
  @ShownList(() => GroupReportDto, 'One for each case, in the order sent.')
  readonly reports!: readonly GroupReportDto[];
}

export class MessageMailDto implements MessageMailView {
  @Shown() readonly id!: string;
  @ShownOrNull('string', 'Task or approval it reminds of.') readonly item!: string | null;
  @ShownOrNull('string', 'Of the recipient.') readonly name!: string | null;
  @ShownOneOf(mailStates) readonly state!: string;
  @ShownInstantOrNull('While it is held: until when.') readonly heldUntil!: number | null;
  @Shown('It is told in a digest.') readonly inDigest!: boolean;
}

export class MessageLineDto implements Readonly<MessageReport['lines'][number]> {
  @Shown() readonly reference!: string;
  @ShownOrNull('string') readonly organisationName!: string | null;
  @ShownOneOf(['done', 'refused']) readonly status!: 'done' | 'refused';
  @ShownOrNull('string', 'Why nothing was sent.') readonly code!: string | null;
  @ShownList(() => MessageMailDto) readonly mails!: readonly MessageMailDto[];
}

export class MessageReportDto implements MessageReport {
  @Shown() readonly id!: string;
  @ShownOneOf(['message', 'nudge']) readonly kind!: 'message' | 'nudge';
  @ShownList(() => MessageLineDto, 'One for each case, in the order sent.')
  readonly lines!: readonly MessageLineDto[];
}

export class MessageRecipientDto implements MessageRecipient {
  @Shown() readonly reference!: string;
  @Shown('Person code.') readonly person!: string;
  @Shown() readonly name!: string;
  @Shown('In which it goes to this person.') readonly language!: string;
  @Shown('No address is known, or mail to it came back.') readonly unreachable!: boolean;
}

export class MessageLeftDto implements Readonly<MessagePreview['left'][number]> {
  @Shown() readonly reference!: string;
  @Shown() readonly code!: string;
}

export class MessagePreviewDto implements MessagePreview {
  @ShownList(() => MessageRecipientDto) readonly recipients!: readonly MessageRecipientDto[];
  @ShownList(() => MessageLeftDto, 'Cases in which nobody gets it.')
  readonly left!: readonly MessageLeftDto[];
  @ShownInstantOrNull('When it leaves, where that is not now.') readonly leavesAt!: number | null;
}

export class MessageDto implements MessageView {
  @Shown() readonly id!: string;
  @ShownOneOf(['message', 'nudge']) readonly kind!: 'message' | 'nudge';
  @ShownInstant('When it was sent.') readonly at!: number;
  @Shown('Name of who sent it.') readonly by!: string;
  @Shown('Empty for a nudge.') readonly subject!: string;
  @Shown('Empty for a nudge.') readonly text!: string;
  @ShownList(() => MessageMailDto) readonly mails!: readonly MessageMailDto[];
}
