import {
  contactMedia,
  type HandoverView,
  type ItemView,
  type TranscriptView,
  type VoiceView,
} from '#libs/cases';
import { approvalOutcomes } from '#libs/domain';
import { mailStates } from '#libs/persistence';
import { ApiProperty } from '@nestjs/swagger';
import { DocumentDto } from '../documents/document.dto.js';
import {
  Shown,
  ShownInstant,
  ShownInstantOrNull,
  ShownList,
  ShownOneOf,
  ShownOpen,
  ShownOrNull,
} from '../http/shown.js';

export class SeenConditionDto {
  @Shown('What has to be done.') readonly text!: string;
  @Shown('`YYYY-MM-DD`') readonly date!: string;
}

export class SetConditionDto extends SeenConditionDto {
  @Shown('Id of the approval that set it.') readonly approval!: string;
}

export class TranscriptDto implements TranscriptView {
  @ShownOpen('By field key.') readonly answers!: TranscriptView['answers'];
  @ShownList(() => DocumentDto) readonly documents!: readonly DocumentDto[];
  @ShownList(() => DocumentDto, 'The paper, the photo, the screenshot.')
  readonly sources!: readonly DocumentDto[];
  @ApiProperty({ enum: contactMedia, nullable: true, type: String })
  readonly medium!: TranscriptView['medium'];
  @Shown('Name of who typed it.') readonly by!: string;
  @Shown('Name of who said it.') readonly saidBy!: string;
  @ShownInstant('When it was taken down; to be sent with its confirmation.') readonly since!: number;
  @ShownInstantOrNull('When silence counts as agreement; null where a confirmation is needed.')
  readonly acceptedAt!: number | null;
}

export class ExtensionOfferDto {
  @Shown('The last day that may be asked for, `YYYY-MM-DD`.') readonly latest!: string;
}

export class ExtensionRequestedDto implements NonNullable<ItemView['extensionRequest']> {
  @Shown('Id of the approval that answers it.') readonly item!: string;
  @Shown('Id of the task.') readonly task!: string;
  @Shown() readonly taskTitle!: string;
  @ShownInstant('Due date as it stands.') readonly due!: number;
  @Shown('`YYYY-MM-DD`') readonly until!: string;
  @Shown('Name.') readonly by!: string;
  @ShownOrNull('string') readonly reason!: string | null;
  @ShownInstant('When it was asked for.') readonly at!: number;
}

export class VoiceGivenDto implements VoiceView {
  @Shown('Code of the person whose voice it is.') readonly seat!: string;
  @Shown() readonly name!: string;
  @ShownOrNull('string', 'Name of who spoke in their place.') readonly spokenBy!: string | null;
  @ShownOneOf(approvalOutcomes) readonly outcome!: VoiceView['outcome'];
  @ShownInstant('When.') readonly at!: number;
  @ShownOrNull('string') readonly reason!: string | null;
  @ShownList(() => SeenConditionDto) readonly conditions!: readonly SeenConditionDto[];
  @Shown('Your own; you may change your mind until the last voice is in.') readonly own!: boolean;
}

export class WantedDto implements Readonly<ItemView['wanted'][number]> {
  @Shown('Names where you may see them, else the roles.') readonly from!: string;
  @Shown('Approvals still missing.') readonly need!: number;
  @Shown('No two of one organisation.') readonly distinct!: boolean;
}

export class HandoverDto implements HandoverView {
  @Shown() readonly id!: string;
  @Shown('Id of the task.') readonly item!: string;
  @Shown('Name of whose task it is.') readonly by!: string;
  @Shown('Name of the colleague.') readonly name!: string;
  @Shown('Function of the colleague.') readonly function!: string;
  @Shown() readonly email!: string;
  @ShownInstant('When.') readonly at!: number;
  @ShownOneOf(mailStates, 'What became of the mail.') readonly mail!: HandoverView['mail'];
  @ShownInstantOrNull('When it was taken back; null while the link of the colleague opens it.')
  readonly endedAt!: number | null;
  @ShownOrNull('string', 'Name of who took it back.') readonly endedBy!: string | null;
  @Shown('Take it back.') readonly mayTakeBack!: boolean;
}

export class SpeakerDto implements Readonly<ItemView['speakers'][number]> {
  @Shown('Code.') readonly person!: string;
  @Shown() readonly name!: string;
}

export class ItemRightsDto implements Readonly<ItemView['may']> {
  @Shown() readonly transcribe!: boolean;
  @Shown() readonly confirm!: boolean;
  @Shown() readonly requestExtension!: boolean;
  @Shown() readonly extend!: boolean;
  @Shown() readonly fileDocuments!: boolean;
  @Shown() readonly copyLink!: boolean;
  @Shown('Pass it on to a colleague.') readonly handOver!: boolean;
  @Shown() readonly suspend!: boolean;
  @Shown() readonly resume!: boolean;
}
