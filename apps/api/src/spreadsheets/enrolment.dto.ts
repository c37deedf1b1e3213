import {
  enrolmentProblems,
  type EnrolmentConfirmation,
  type EnrolmentLineView,
  type EnrolmentProblem,
  type EnrolmentRunView,
  type FileColumn,
} from '#libs/cases';
import { Line, OptionalFlag } from '../http/fields.js';
import { Shown, ShownList, ShownOneOf, ShownOpen, ShownOrNull } from '../http/shown.js';
import { SpreadsheetRunDto } from './spreadsheet.dto.js';

export class EnrolmentProblemDto implements EnrolmentProblem {
  @ShownOneOf(enrolmentProblems) readonly code!: EnrolmentProblem['code'];
  @ShownOneOf(['error', 'warning'], 'An error keeps the line out.')
  readonly level!: EnrolmentProblem['level'];
  @Shown('Cell or row: `B7`.') readonly place!: string;
  @ShownOrNull('string', 'What is written, or what it is about; of `refused`, the code of the refusal.')
  readonly about!: string | null;
}

export class FileColumnDto implements FileColumn {
  @Shown() readonly column!: number;
  @Shown('`C`.') readonly letter!: string;
  @Shown() readonly heading!: string;
  @ShownOrNull('string', 'Key of the field it is taken for.') readonly field!: string | null;
  @Shown('What stands first below it.') readonly example!: string;
}

const fates = ['add', 'change', 'keep', 'left-out'] as const;
const openings = ['open', 'has-case', 'had-case', 'starts-later', 'not-asked'] as const;

export class EnrolmentLineDto implements EnrolmentLineView {
  @Shown('Row of the file.') readonly row!: number;
  @Shown('Code of the company, as it is or will be.') readonly code!: string;
  @Shown() readonly company!: string;
  @ShownOneOf(fates) readonly fate!: EnrolmentLineView['fate'];
  @ShownOpen('Numbers of people `added` and `changed`.') readonly people!: EnrolmentLineView['people'];
  @ShownOneOf(openings, 'What would become of its path; null where that cannot be said.')
  readonly opening!: EnrolmentLineView['opening'];

  @ShownOrNull('string', 'Stage in which the case goes on; null for the first.')
  readonly stage!: string | null;

  @ShownOrNull('string', 'Case that stands already.') readonly reference!: string | null;
  @ShownList(() => EnrolmentProblemDto) readonly problems!: readonly EnrolmentProblem[];
}

export class EnrolmentRunDto extends SpreadsheetRunDto implements EnrolmentRunView {
  @Shown() readonly programme!: string;
  @ShownList(() => FileColumnDto, 'Empty once it was confirmed.') readonly columns!: readonly FileColumn[];
  @ShownList(() => EnrolmentLineDto) readonly lines!: readonly EnrolmentLineView[];
  @ShownList(() => EnrolmentProblemDto, 'Of the file as a whole.')
  readonly problems!: readonly EnrolmentProblem[];

  @Shown('Whether a case is opened for each company.') readonly opens!: boolean;
  @Shown('To be sent with the confirmation.') readonly digest!: string;
}

export class EnrolmentConfirmationDto implements EnrolmentConfirmation {
  @Line('The digest of what was looked at.', 40) readonly digest!: string;
  @OptionalFlag('Import the other lines where some have errors; without it such a file is refused whole.')
  readonly leaveOut?: boolean;
}
