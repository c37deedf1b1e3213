import { ApiProperty } from '@nestjs/swagger';
import type {
  DecisionView,
  EarlierHandInView,
  ItemView,
  PrerequisiteView,
  SightView,
  WaitingView,
} from '#libs/cases';
import { approvalOutcomes, roles } from '#libs/domain';
import { DeclarationDto } from '../cases/case-history.dto.js';
import { CaseSummaryDto } from '../cases/case.dto.js';
import { DocumentDto } from '../documents/document.dto.js';
import {
  Shown,
  ShownInstant,
  ShownInstantOrNull,
  ShownList,
  ShownListOrNull,
  ShownOneOf,
  ShownOpen,
  ShownOpenOrNull,
  ShownOrNull,
  ShownPartOrNull,
  ShownWords,
} from '../http/shown.js';
import { ItemSummaryDto } from './item.dto.js';
import {
  ExtensionOfferDto,
  ExtensionRequestedDto,
  ItemRightsDto,
  SeenConditionDto,
  SetConditionDto,
  HandoverDto,
  SpeakerDto,
  TranscriptDto,
  VoiceGivenDto,
  WantedDto,
} from './item-offers.dto.js';

const formHelp = 'Form as the case definition describes it: key, title, fields with their types and limits.';

export class EarlierHandInDto implements EarlierHandInView {
  @ShownOpen('By field key.') readonly answers!: EarlierHandInView['answers'];
  @ShownList(() => DocumentDto) readonly documents!: readonly DocumentDto[];
}

export class PrerequisiteDto implements PrerequisiteView {
  @Shown() readonly item!: string;
  @Shown() readonly key!: string;
  @Shown() readonly title!: string;
  @ShownOpenOrNull(formHelp) readonly form!: PrerequisiteView['form'];
  @ShownOpen('By field key.') readonly answers!: PrerequisiteView['answers'];
  @ShownList(() => DocumentDto) readonly documents!: readonly DocumentDto[];
  @ShownOrNull('string', 'Name.') readonly by!: string | null;
  @ShownInstantOrNull('When it was handed in.') readonly at!: number | null;
  @ShownPartOrNull(() => EarlierHandInDto, 'What had been handed in before the last return.')
  readonly before!: EarlierHandInDto | null;
}

export class DecisionDto implements DecisionView {
  @Shown() readonly item!: string;
  @Shown() readonly outcome!: string;
  @ShownOrNull('string') readonly reason!: string | null;
  @ShownList(() => SeenConditionDto) readonly conditions!: readonly SeenConditionDto[];
  @Shown('Name.') readonly by!: string;
  @ShownInstant('When it was taken.') readonly at!: number;
}

export class ReceiptDto implements NonNullable<ItemView['settled']> {
  @Shown('Name.') readonly by!: string;
  @ShownInstant('When it was settled.') readonly at!: number;
  @ShownOrNull('string', 'Name of the person it was done for.') readonly onBehalfOf!: string | null;
  @ShownPartOrNull(() => DeclarationDto, "Who filled it in through the person's link, as they declared.")
  readonly declared!: DeclarationDto | null;
  @ShownList(() => SeenConditionDto) readonly conditions!: readonly SeenConditionDto[];
  @ShownOrNull('string') readonly reason!: string | null;
  @ShownOrNull('string') readonly outcome!: string | null;
}

export class ReopenableDto {
  @Shown() readonly key!: string;
  @Shown() readonly title!: string;
  @Shown('The definition reopens it unless told otherwise.') readonly preselected!: boolean;
}

export class ChoiceDto implements NonNullable<ItemView['decision']> {
  @ApiProperty({ enum: approvalOutcomes, isArray: true, description: 'Outcomes offered.' })
  readonly outcomes!: NonNullable<ItemView['decision']>['outcomes'];
  @ShownList(() => ReopenableDto, 'Tasks that a return may reopen.')
  readonly reopens!: readonly ReopenableDto[];
  @Shown('Conditions may be set, each of which becomes a task.') readonly takesConditions!: boolean;
  @ApiProperty({ enum: approvalOutcomes, isArray: true, description: 'Outcomes that need a reason.' })
  readonly reasoned!: NonNullable<ItemView['decision']>['reasoned'];
  @Shown("A deferral names a place on the programme's waiting list.") readonly ranked!: boolean;
}

export class WaitingDto implements WaitingView {
  @Shown('Of its case.') readonly reference!: string;
  @Shown() readonly organisationName!: string;
  @ShownOrNull('number', 'From 1; two may share one.') readonly rank!: number | null;
}

export class PlacesDto implements NonNullable<ItemView['quota']> {
  @Shown('Companies admitted so far.') readonly admitted!: number;
  @Shown('Companies the programme can take.') readonly quota!: number;
  @Shown('Companies on the waiting list.') readonly waiting!: number;
  @ShownOrNull('number', 'Rank of this company on it, from 1.') readonly rank!: number | null;
  @ShownListOrNull(
    () => WaitingDto,
    'The waiting list, best rank first; null where you may not compare companies.',
  )
  readonly list!: readonly WaitingDto[] | null;
}

export class ContactDto implements Readonly<ItemView['contact']> {
  @Shown() readonly name!: string;
  @ShownOrNull('string') readonly phone!: string | null;
  @ShownOrNull('string') readonly email!: string | null;
}

export class SightDto implements SightView {
  @ShownOneOf(roles) readonly role!: SightView['role'];
  @ShownWords('Labels of fields; empty for stages and dates only.') readonly fields!: readonly string[];
  @Shown('Something of the measures as well.') readonly measures!: boolean;
}

export class ItemViewDto implements ItemView {
  @Shown() readonly item!: ItemSummaryDto;
  @Shown() readonly case!: CaseSummaryDto;
  @ShownOrNull('string') readonly help!: string | null;
  @ShownOpenOrNull(`${formHelp} Null for approvals.`) readonly form!: ItemView['form'];
  @ShownOpen('The draft, else what was handed in, else the answers of the round before; by field key.')
  readonly answers!: ItemView['answers'];
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', format: 'date' },
    description:
      'Days that empty fields offer, by field key: of an agreed visit. Nothing is answered by them.',
  })
  readonly suggestions!: ItemView['suggestions'];
  @Shown('Version to send with the next save of the draft.') readonly draftVersion!: number;
  @ShownList(() => DocumentDto) readonly documents!: readonly DocumentDto[];
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'object', additionalProperties: true } },
    description: 'Rows of earlier forms that a field completes, by field key; each has its `key`.',
  })
  readonly sourceRows!: ItemView['sourceRows'];
  @ShownList(() => PrerequisiteDto, 'What was handed in before, to be seen beside it.')
  readonly prerequisites!: readonly PrerequisiteDto[];
  @ShownList(() => DecisionDto, 'Why it came back, newest first.') readonly returned!: readonly DecisionDto[];
  @ShownPartOrNull(() => ReceiptDto, 'Once it is settled.') readonly settled!: ReceiptDto | null;
  @Shown("A signature or a consent: in the person's own hand only.") readonly personal!: boolean;
  @ShownPartOrNull(() => TranscriptDto, 'Taken down for a contact who has not confirmed it yet.')
  readonly transcript!: TranscriptDto | null;
  @ShownPartOrNull(() => ExtensionOfferDto, 'Null where no later date may be asked for.')
  readonly extensionOffered!: ExtensionOfferDto | null;
  @ShownPartOrNull(
    () => ExtensionRequestedDto,
    'The open request for this task, or what this approval answers.',
  )
  readonly extensionRequest!: ExtensionRequestedDto | null;
  @ShownPartOrNull(() => SetConditionDto, 'For a task that an approval set as a condition.')
  readonly condition!: SetConditionDto | null;
  @ShownList(() => VoiceGivenDto, 'Voices given so far, where several are needed.')
  readonly voices!: readonly VoiceGivenDto[];
  @ShownList(() => WantedDto, 'Voices still needed.') readonly wanted!: readonly WantedDto[];
  @ShownList(() => SpeakerDto, 'Contacts the task is for, to those who may take down what they say.')
  readonly speakers!: readonly SpeakerDto[];
  @ShownList(
    () => HandoverDto,
    'Colleagues whom it was handed to, newest first, to those who may see their names.',
  )
  readonly handovers!: readonly HandoverDto[];
  @Shown('What you may do with it now, beside handing it in or deciding.') readonly may!: ItemRightsDto;
  @ShownPartOrNull(() => ChoiceDto, 'For approvals.') readonly decision!: ChoiceDto | null;
  @ShownPartOrNull(() => PlacesDto, 'For admissions.') readonly quota!: PlacesDto | null;
  @ShownList(() => SightDto, 'What roles read of it that do not read all of a company’s data.')
  readonly sights!: readonly SightDto[];

  @ShownOrNull('string', "The programme's criteria, for admissions.") readonly criteria!: string | null;
  @Shown('ISO 4217.') readonly currency!: string;
  @Shown('The coordinator to call.') readonly contact!: ContactDto;
}
