import {
  workbookProblems,
  type JudgedDifference,
  type WorkbookConfirmation,
  type WorkbookProblem,
  type WorkbookRunView,
} from '#libs/cases';
import { CaseListQuery } from '../cases/case-list.dto.js';
import { Ids, Line, OptionalReason } from '../http/fields.js';
import { Shown, ShownInstantOrNull, ShownList, ShownOneOf, ShownOpen, ShownOrNull } from '../http/shown.js';
import { SpreadsheetRunDto } from './spreadsheet.dto.js';

const sheets = ['cases', 'tasks', 'measures', 'contacts'] as const;

/** Which cases; all pages of them. */
export class WorkbookQuery extends CaseListQuery {}

export class DifferenceDto implements JudgedDifference {
  @Shown() readonly id!: string;
  @ShownOneOf(sheets) readonly sheet!: JudgedDifference['sheet'];
  @Shown('Key of the column.') readonly column!: string;
  @Shown('Where it stands: `Tasks!H12`.') readonly place!: string;
  @Shown() readonly subject!: string;
  @ShownOrNull('string', 'When the workbook was exported.') readonly exported!: string | null;
  @ShownOrNull('string', 'As it stands now.') readonly now!: string | null;
  @ShownOrNull('string') readonly wanted!: string | null;
  @Shown('Somebody else has changed the same since the export.') readonly conflict!: boolean;
  @ShownOrNull('string', 'Code under which it would be refused; null for what would be done.')
  readonly refusal!: string | null;

  @ShownOpen('The act or edit that it is.') readonly change!: JudgedDifference['change'];
}

export class WorkbookProblemDto implements WorkbookProblem {
  @ShownOneOf(workbookProblems) readonly code!: WorkbookProblem['code'];
  @Shown() readonly place!: string;
  @ShownOneOf(sheets) readonly sheet!: WorkbookProblem['sheet'];
  @ShownOrNull('string') readonly column!: string | null;
  @Shown() readonly subject!: string;
  @ShownOrNull('string') readonly exported!: string | null;
  @ShownOrNull('string') readonly wanted!: string | null;
}

export class WorkbookRunDto extends SpreadsheetRunDto implements WorkbookRunView {
  @ShownList(() => DifferenceDto, 'Empty once it was confirmed.')
  readonly differences!: readonly JudgedDifference[];

  @ShownList(() => WorkbookProblemDto, 'What in the file has no effect.')
  readonly problems!: readonly WorkbookProblem[];

  @Shown('Rows that were read.') readonly rows!: number;
  @ShownInstantOrNull('When it was exported.') readonly exportedAt!: number | null;
  @Shown('To be sent with the confirmation.') readonly digest!: string;
}

export class WorkbookConfirmationDto implements WorkbookConfirmation {
  @Ids('Ids of the differences to apply.', 5_000) readonly chosen!: readonly string[];
  @OptionalReason('For those whose row gives none.') readonly reason?: string;
  @Line('The digest of what was looked at.', 40) readonly digest!: string;
}
