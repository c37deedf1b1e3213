import { ApiProperty } from '@nestjs/swagger';
import type { TaskDraft } from '#libs/cases';
import { approvalOutcomes } from '#libs/domain';
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
import { Shown, ShownOpen } from '../http/shown.js';

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
