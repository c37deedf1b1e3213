import { ApiProperty } from '@nestjs/swagger';
import type { SpreadsheetRunView } from '#libs/cases';
import { Shown, ShownList, ShownOneOf, ShownOrNull } from '../http/shown.js';

type Outcome = SpreadsheetRunView['outcomes'][number];

/** A file and nothing beside it, for the document. */
export class SpreadsheetUploadDto {
  @ApiProperty({ type: 'string', format: 'binary', description: 'A .xlsx or .csv file of at most 10 MB.' })
  readonly file!: unknown;
}

export class OutcomeDto implements Outcome {
  @Shown() readonly id!: string;
  @Shown('Where in the file: `Tasks!F12`.') readonly place!: string;
  @Shown('Company, task or person it is about.') readonly subject!: string;
  @ShownOneOf(['done', 'skipped', 'refused', 'unavailable']) readonly result!: Outcome['result'];
  @Shown('What was done, or why not.') readonly code!: string;
  @ShownOrNull('string', 'Case it concerns.') readonly reference!: string | null;
}

export class SpreadsheetRunDto implements SpreadsheetRunView {
  @Shown() readonly id!: string;
  @Shown() readonly fileName!: string;
  @ShownOneOf(['read', 'running', 'interrupted', 'done'], '`read` has changed nothing yet.')
  readonly state!: SpreadsheetRunView['state'];

  @Shown('Lines or differences to work on; 0 before the confirmation.') readonly total!: number;
  @Shown('Machine time, epoch ms.') readonly uploadedAt!: number;
  @ShownList(() => OutcomeDto, 'What became of each line so far.') readonly outcomes!: readonly Outcome[];
}
