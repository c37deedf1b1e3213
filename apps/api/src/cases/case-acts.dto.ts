import { contactMedia, type EarlierInput, type EarlierTaskInput } from '#libs/cases';
import {
  Code,
  Day,
  Ids,
  Line,
  ListOf,
  OneOf,
  OptionalCode,
  OptionalDay,
  OptionalFormAnswers,
  OptionalIds,
  OptionalLine,
  OptionalPart,
  OptionalReason,
  Reason,
} from '../http/fields.js';
import { Shown } from '../http/shown.js';

export class EarlierTaskDto implements EarlierTaskInput {
  @Line('Key of the task.', 100)
  readonly key!: string;

  @Day('When it was done.')
  readonly completedOn!: string;

  @OptionalFormAnswers('By field key, as far as they are known; what later steps stand on is needed.')
  readonly answers?: Record<string, unknown>;
}

export class EarlierStageDto implements Readonly<EarlierInput['stages'][number]> {
  @Line('Key of the stage.', 100)
  readonly key!: string;

  @Day('When it was entered.')
  readonly enteredOn!: string;

  @Day('When it was left.')
  readonly leftOn!: string;

  @ListOf(() => EarlierTaskDto, 'Its tasks that were done.')
  readonly tasks!: EarlierTaskDto[];
}

export class EarlierDto implements EarlierInput {
  @Line('Key of the stage in which the path goes on.', 100)
  readonly stage!: string;

  @ListOf(() => EarlierStageDto, 'The stages before it, in order.')
  readonly stages!: EarlierStageDto[];

  @ListOf(() => EarlierTaskDto, 'Tasks of that stage which are done already.')
  readonly tasks!: EarlierTaskDto[];
}

export class OpenCaseDto {
  @Code('Programme.')
  readonly programme!: string;

  @Code('Organisation that travels the path.')
  readonly organisation!: string;

  @OptionalLine('Key of the case definition; the only technical-assistance one unless told.')
  readonly definition?: string;

  @OptionalCode('Person code; you when you are a coordinator of the programme, else its first one.')
  readonly coordinator?: string;

  @OptionalPart(
    () => EarlierDto,
    'What lies behind a company that is entered in the middle of its path; nobody gets mail about it.',
  )
  readonly earlier?: EarlierDto;
}

export class EndCaseDto {
  @Reason('Why it ends; kept in the trail.')
  readonly reason!: string;
}

export class SuspendDto {
  @OptionalLine('Id of the one task that waits for somebody outside; the whole case unless told.')
  readonly task?: string;

  @OptionalDay('Day on which the clock starts again by itself; until somebody resumes it unless told.')
  readonly until?: string;

  @Reason('Why; kept in the trail.')
  readonly reason!: string;
}

export class ResumeDto {
  @OptionalLine('As in the suspension.')
  readonly task?: string;

  @OptionalReason('Kept in the trail.')
  readonly reason?: string;
}

export class LogContactDto {
  @OneOf(contactMedia, 'How the company was reached.')
  readonly medium!: string;

  @Reason('What was said.')
  readonly note!: string;

  @OptionalDay('Day by which an answer was promised: no reminder until then.')
  readonly promised?: string;

  @OptionalIds('Ids of the tasks it was about; all that the company owes unless told.')
  readonly tasks?: string[];
}

export class ReopenDto {
  @Line('Key of the stage in which the path goes on.', 100)
  readonly stage!: string;

  @Reason('Why; kept in the trail.')
  readonly reason!: string;
}

export class ExtendDto {
  @Line('Id of the task.')
  readonly task!: string;

  @Day('The new due date.')
  readonly until!: string;

  @Reason('Why; kept in the trail.')
  readonly reason!: string;
}

export class FileDocumentsDto {
  @Line('Id of the task; it may be done.')
  readonly task!: string;

  @Ids('Ids of drafts uploaded to it.')
  readonly documents!: string[];

  @OptionalReason('Where they come from.')
  readonly reason?: string;
}

export class RecoveredDto {
  @Shown() readonly reference!: string;
  @Shown('False when its workflow was running already.') readonly started!: boolean;
}
