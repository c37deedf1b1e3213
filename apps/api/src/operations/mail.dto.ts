import type { MailView, RetriedMail } from '#libs/cases';
import type { BounceAnswer } from '#libs/mail';
import { noticeKinds } from '#libs/domain';
import { mailStates, ownMailKinds } from '#libs/persistence';
import { Line, OptionalLine, OptionalOneOf } from '../http/fields.js';
import { PageOf, PageQuery } from '../http/page.js';
import { Shown, ShownInstant, ShownOneOf, ShownOrNull } from '../http/shown.js';

export class MailDto implements MailView {
  @Shown() readonly id!: string;
  @Shown() readonly reference!: string;
  @ShownOneOf([...noticeKinds, ...ownMailKinds])
  readonly notice!: MailView['notice'];
  @ShownOrNull('string', 'Task or approval it is about.') readonly item!: string | null;
  @ShownOrNull('string', 'Null when nobody was found for the role.') readonly personName!: string | null;
  @ShownOneOf(mailStates) readonly state!: string;
  @ShownOrNull('string', 'Null before the first attempt.') readonly subject!: string | null;
  @ShownInstant('When the case asked for it.') readonly at!: number;
  @Shown() readonly attempts!: number;
  @ShownOrNull('string') readonly lastError!: string | null;
}

export class BounceDto implements Pick<BounceAnswer, 'recognised'> {
  @Shown('It says of a mail of ours that it will not arrive.') readonly recognised!: boolean;
}

export class RetryMailDto {
  @Line('Of undeliverable mail.')
  readonly incident!: string;
}

export class RetriedMailDto implements RetriedMail {
  @Shown() readonly retried!: number;
  @Shown() readonly sent!: number;
  @Shown() readonly undeliverable!: number;
  @Shown('They leave at their hour, or when the mail server answers.') readonly waiting!: number;
}

export class MailPage extends PageOf(MailDto) {}

export class MailQuery extends PageQuery {
  @OptionalLine('Of one case.')
  readonly reference?: string;

  @OptionalOneOf(mailStates, 'In one state.')
  readonly state?: string;
}
