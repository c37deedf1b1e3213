import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { contactMedia, type HandOverInput, type TaskDraft } from '#libs/cases';
import { approvalOutcomes } from '#libs/domain';
import { languages } from '#libs/wording';
import {
  Day,
  FormAnswers,
  Line,
  ListOf,
  OneOf,
  OptionalCode,
  OptionalFlag,
  OptionalIds,
  OptionalInstant,
  OptionalKeys,
  OptionalListOf,
  OptionalRank,
  OptionalReason,
  Reason,
  Version,
} from '../http/fields.js';
import { Shown, ShownInstant, ShownList, ShownOneOf, ShownOrNull, ShownOpen } from '../http/shown.js';

export class CompletionDto {
  @FormAnswers("Answers by field key; a file field's answer is a list of document ids.")
  readonly answers!: Record<string, unknown>;
}

export class UploadDto {
  @ApiPropertyOptional({
    description: "Key of a file field of the task's form; without it, a paper that no form asks for.",
  })
  readonly field?: string;

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

export class DecideOneDto extends DecideDto {
  @Line('Id of the approval.')
  readonly item!: string;
}

export class DecideManyDto {
  @ListOf(() => DecideOneDto, 'In the order in which they are decided: a quota goes to those named first.')
  readonly decisions!: DecideOneDto[];
}

export class DecisionReportDto {
  @Shown('Id of the approval.') readonly item!: string;
  @ShownOneOf(['done', 'refused', 'unavailable'], '`unavailable`: send the same request again, same key.')
  readonly status!: 'done' | 'refused' | 'unavailable';
  @ShownOrNull('string') readonly reference!: string | null;
  @ShownOrNull('integer', 'Transition of the case that holds it; null where it was not decided.')
  readonly seq!: number | null;
  @ShownOrNull('string', 'Why not.') readonly code!: string | null;
  @ShownOrNull('string', 'Id or key of what the code speaks of.') readonly subject!: string | null;
  @ShownOrNull('string', 'What to do about it.') readonly detail!: string | null;
}

export class DecisionReportsDto {
  @ShownList(() => DecisionReportDto, 'One for each decision, in the order sent.')
  readonly reports!: readonly DecisionReportDto[];
}

export class TranscribeDto {
  @Line('Id of the task.')
  readonly task!: string;

  @Line('Code of the contact who said it.', 40)
  readonly saidBy!: string;

  @OneOf(contactMedia, 'How it reached you.')
  readonly medium!: string;

  @FormAnswers("Answers by field key; a file field's answer is a list of document ids.")
  readonly answers!: Record<string, unknown>;

  @OptionalIds('Ids of uploads that show the source: a photo of the paper, a screenshot.')
  readonly sources?: string[];
}

export class ConfirmationDto {
  @OptionalInstant('`since` of the transcription you read: what was taken down anew is not confirmed.')
  readonly since?: number;
}

export class CopyLinkDto {
  @OptionalCode('Contact it is for; the first whose task it is unless told.')
  readonly person?: string;
}

export class CopiedLinkDto {
  @Shown('To be handed on by messenger; it opens this one task and signs nothing.') readonly url!: string;
  @Shown('Code of the contact.') readonly person!: string;
  @ShownInstant('When it stops working.') readonly expiresAt!: number;
}

export class HandOverDto implements Omit<HandOverInput, 'task'> {
  @Line('Name of the colleague, who hands it in under this name.', 100) readonly name!: string;
  @Line('What the colleague is in the company.', 100) readonly function!: string;
  @Line('E-mail address that the link to the task goes to.', 254) readonly email!: string;
  @OneOf(languages, 'Language to write to the colleague in.') readonly language!: string;
  @OptionalFlag('The address is of another domain than your own, and that is meant.')
  readonly elsewhere?: boolean;
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
