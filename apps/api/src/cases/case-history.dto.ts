import { contactMedia, type CaseView, type ContactView, type Declaration } from '#libs/cases';
import { PageOf } from '../http/page.js';
import { Shown, ShownInstant, ShownOneOf, ShownOrNull, ShownWords } from '../http/shown.js';

export class DeclarationDto implements Declaration {
  @Shown() readonly name!: string;
  @Shown() readonly function!: string;
}

export class SuspensionDto implements Readonly<CaseView['suspensions'][number]> {
  @ShownOrNull('string', 'Id of the task; null for the whole case.') readonly item!: string | null;
  @ShownOrNull('string', 'Title of the task.') readonly title!: string | null;
  @ShownInstant('Since when the clock stands.') readonly since!: number;
  @ShownOrNull('string', 'Day on which it ends by itself, `YYYY-MM-DD`.') readonly until!: string | null;
  @ShownOrNull('string', 'Name, where you may read it.') readonly by!: string | null;
  @ShownOrNull('string', 'Where you may read it.') readonly reason!: string | null;
}

export class ContactEntryDto implements ContactView {
  @Shown('Transition of the case that holds it.') readonly seq!: number;
  @ShownInstant('When.') readonly at!: number;
  @Shown('Name of who spoke with the company.') readonly by!: string;
  @ShownOneOf(contactMedia) readonly medium!: ContactView['medium'];
  @Shown('What was said.') readonly note!: string;
  @ShownOrNull('string', 'Day for which an answer was promised, `YYYY-MM-DD`.')
  readonly promised!: string | null;
  @ShownWords('Titles of the tasks it was about; empty for all.') readonly tasks!: readonly string[];
}

export class ReopeningDto implements Readonly<CaseView['reopenings'][number]> {
  @Shown('Transition of the case that holds it.') readonly seq!: number;
  @ShownInstant('When.') readonly at!: number;
  @Shown('Key.') readonly stage!: string;
  @Shown() readonly stageTitle!: string;
  @ShownOrNull('string', 'Name, where you may read it.') readonly by!: string | null;
  @ShownOrNull('string', 'Where you may read it.') readonly reason!: string | null;
}

export class ContactLogPage extends PageOf(ContactEntryDto) {}
