import type { MailView } from '#libs/cases';
import { mailStates } from '#libs/persistence';
import { OptionalLine, OptionalOneOf } from '../http/fields.js';
import { PageOf, PageQuery } from '../http/page.js';
import { Shown, ShownInstant, ShownOneOf, ShownOrNull } from '../http/shown.js';

export class MailDto implements MailView {
  @Shown() readonly id!: string;
  @Shown() readonly reference!: string;
  @ShownOneOf(['invitation', 'reminder', 'escalation', 'outcome', 'closing', 'fresh-link'])
  readonly notice!: MailView['notice'];
  @ShownOrNull('string', 'Task or approval it is about.') readonly item!: string | null;
  @ShownOrNull('string', 'Null when nobody was found for the role.') readonly personName!: string | null;
  @ShownOneOf(mailStates) readonly state!: string;
  @ShownOrNull('string', 'Null before the first attempt.') readonly subject!: string | null;
  @ShownInstant('When the case asked for it.') readonly at!: number;
  @Shown() readonly attempts!: number;
  @ShownOrNull('string') readonly lastError!: string | null;
}

export class MailPage extends PageOf(MailDto) {}

export class MailQuery extends PageQuery {
  @OptionalLine('Of one case.')
  readonly reference?: string;

  @OptionalOneOf(mailStates, 'In one state.')
  readonly state?: string;
}
