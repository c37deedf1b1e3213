import { ApiProperty } from '@nestjs/swagger';
import type { DecisionView, ItemView, PrerequisiteView, TaskDraft } from '#libs/cases';
import { approvalOutcomes } from '#libs/domain';
import { CaseSummaryDto } from '../cases/case.dto.js';
import { DocumentDto } from '../documents/document.dto.js';
import {
  Day,
  FormAnswers,
  OneOf,
  OptionalKeys,
  OptionalListOf,
  OptionalRank,
  OptionalReason,
  Reason,
  Version,
} from '../http/fields.js';
import {
  Shown,
  ShownInstant,
  ShownInstantOrNull,
  ShownList,
  ShownOpen,
  ShownOpenOrNull,
  ShownOrNull,
  ShownPartOrNull,
} from '../http/shown.js';
import { ItemSummaryDto } from './item.dto.js';

const formHelp = 'Form as the case definition describes it: key, title, fields with their types and limits.';

export class PrerequisiteDto implements PrerequisiteView {
  @Shown() readonly item!: string;
  @Shown() readonly key!: string;
  @Shown() readonly title!: string;
  @ShownOpenOrNull(formHelp) readonly form!: PrerequisiteView['form'];
  @ShownOpen('By field key.') readonly answers!: PrerequisiteView['answers'];
  @ShownList(() => DocumentDto) readonly documents!: readonly DocumentDto[];
  @ShownOrNull('string', 'Name.') readonly by!: string | null;
  @ShownInstantOrNull('When it was handed in.') readonly at!: number | null;
}

export class DecisionDto implements DecisionView {
  @Shown() readonly item!: string;
  @Shown() readonly outcome!: string;
  @ShownOrNull('string') readonly reason!: string | null;
  @ShownOrNull('string') readonly conditions!: string | null;
  @Shown('Name.') readonly by!: string;
  @ShownInstant('When it was taken.') readonly at!: number;
}

export class ReceiptDto implements NonNullable<ItemView['settled']> {
  @Shown('Name.') readonly by!: string;
  @ShownInstant('When it was settled.') readonly at!: number;
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

export class PlacesDto implements NonNullable<ItemView['quota']> {
  @Shown('Companies admitted so far.') readonly admitted!: number;
  @Shown('Companies the programme can take.') readonly quota!: number;
  @Shown('Companies on the waiting list.') readonly waiting!: number;
}

export class ContactDto implements Readonly<ItemView['contact']> {
  @Shown() readonly name!: string;
  @ShownOrNull('string') readonly phone!: string | null;
  @ShownOrNull('string') readonly email!: string | null;
}

export class ItemViewDto implements ItemView {
  @Shown() readonly item!: ItemSummaryDto;
  @Shown() readonly case!: CaseSummaryDto;
  @ShownOrNull('string') readonly help!: string | null;
  @ShownOpenOrNull(`${formHelp} Null for approvals.`) readonly form!: ItemView['form'];
  @ShownOpen('The draft, else what was handed in, else the answers of the round before; by field key.')
  readonly answers!: ItemView['answers'];
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
  @ShownPartOrNull(() => ChoiceDto, 'For approvals.') readonly decision!: ChoiceDto | null;
  @ShownPartOrNull(() => PlacesDto, 'For admissions.') readonly quota!: PlacesDto | null;
  @ShownOrNull('string', "The programme's criteria, for admissions.") readonly criteria!: string | null;
  @Shown('ISO 4217.') readonly currency!: string;
  @Shown('The coordinator to call.') readonly contact!: ContactDto;
}

export class CompletionDto {
  @FormAnswers("Answers by field key; a file field's answer is a list of document ids.")
  readonly answers!: Record<string, unknown>;
}

export class UploadDto {
  @ApiProperty({ description: "Key of a file field of the task's form." })
  readonly field!: string;

  @ApiProperty({ type: 'string', format: 'binary', description: 'At most 20 MB.' })
  readonly file!: unknown;
}

export class ConditionDto {
  @Reason('What has to be done.')
  readonly text!: string;

  @Day('When it is due.')
  readonly date!: string;
}

export class DecideDto {
  @OneOf(approvalOutcomes, 'What is decided; not every approval offers all of them.')
  readonly outcome!: string;

  @OptionalReason('Required for return, reject and defer.')
  readonly reason?: string;

  @OptionalListOf(() => ConditionDto, 'Conditions of an approval: each becomes a task.')
  readonly conditions?: ConditionDto[];

  @OptionalKeys('Keys of the tasks that a return reopens; the definition knows which unless told.')
  readonly reopens?: string[];

  @OptionalRank('Place on the waiting list, from 1, with a deferral of an admission.')
  readonly rank?: number;
}

export class DraftDto implements TaskDraft {
  @Shown() readonly item!: string;
  @Shown('Rises at each save; 0 when nothing is saved.') readonly version!: number;
  @ShownOpen('As typed, right or wrong, by field key.') readonly answers!: TaskDraft['answers'];
}

export class SaveDraftDto {
  @Version('The version last seen; `draft.stale` when someone saved since.')
  readonly version!: number;

  @FormAnswers('As typed, right or wrong, by field key.')
  readonly answers!: Record<string, unknown>;
}
