import type { DueDate } from '#libs/cases';
import { OptionalCode, OptionalDay, OptionalFlag } from '../http/fields.js';
import { PageOf, PageQuery } from '../http/page.js';
import { Shown, ShownInstantOrNull, ShownOneOf } from '../http/shown.js';

export class DueDatesQuery extends PageQuery {
  @OptionalDay('First day, in the programme’s own zone; today unless told.') readonly from?: string;
  @OptionalDay('Last day; thirty days after the first unless told, and at most 400.') readonly to?: string;
  @OptionalCode('Of one programme.') readonly programme?: string;
  @OptionalFlag('Only what waits for you.') readonly mine?: boolean;
  @OptionalFlag('Only of cases that you coordinate.') readonly coordinated?: boolean;
}

export class DueDateDto implements DueDate {
  @Shown('Of the task or approval, or `<reference>.milestone.<key>`.') readonly id!: string;
  @ShownOneOf(['task', 'approval', 'milestone']) readonly kind!: DueDate['kind'];
  @Shown('In the programme’s own zone.') readonly day!: string;
  @ShownInstantOrNull('Null for what is due on a day.') readonly at!: number | null;
  @Shown() readonly title!: string;
  @Shown() readonly reference!: string;
  @Shown() readonly organisationName!: string;
  @Shown('Code.') readonly programme!: string;
  @Shown('IANA name.') readonly timeZone!: string;
  @Shown() readonly overdue!: boolean;
  @Shown('Its clock stands: the date will move.') readonly stopped!: boolean;
  @Shown('The page of the task or approval is open to you.') readonly mayRead!: boolean;
  @Shown('Rises when the date is another one.') readonly revision!: number;
}

export class DueDatePage extends PageOf(DueDateDto) {}
