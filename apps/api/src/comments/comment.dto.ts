import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import type { CommentView, MentionView } from '#libs/cases';
import { commentSources } from '#libs/persistence';
import { DocumentDto } from '../documents/document.dto.js';
import { OptionalIds, OptionalLine, OptionalReason } from '../http/fields.js';
import { PageOf } from '../http/page.js';
import { Shown, ShownInstant, ShownList, ShownOneOf, ShownOrNull } from '../http/shown.js';

export class MentionDto implements MentionView {
  @Shown('Person code.') readonly person!: string;
  @Shown() readonly name!: string;
  @Shown('Has opened it.') readonly seen!: boolean;
}

export class CommentDto implements CommentView {
  @Shown() readonly id!: string;
  @Shown() readonly reference!: string;
  @ShownOrNull('string', 'Task or approval it is about; null for the case as a whole.')
  readonly item!: string | null;
  @ShownOrNull('string') readonly itemTitle!: string | null;
  @Shown('Person code.') readonly person!: string;
  @Shown() readonly personName!: string;
  @ShownOneOf(commentSources, 'How it came.') readonly source!: CommentView['source'];
  @Shown('Plain text.') readonly text!: string;
  @ShownOrNull('string', 'All of the mail it came by; null where that is no more than the text.')
  readonly whole!: string | null;
  @Shown('Last transition of the case when it was written.') readonly seq!: number;
  @ShownInstant('When.') readonly at!: number;
  @ShownList(() => MentionDto, 'Whom it calls on.') readonly mentions!: readonly MentionDto[];
  @ShownList(() => DocumentDto, 'Files that came with it.') readonly documents!: readonly DocumentDto[];
}

export class CommentPage extends PageOf(CommentDto) {}

export class AddCommentDto {
  @OptionalReason(
    'Plain text; internal to coordinators, administrators, experts and committee of the case. May be left out beside files.',
  )
  readonly text?: string;

  @OptionalLine('Id of the task or approval it is about; the case as a whole unless told.')
  readonly item?: string;

  // A form that names one person gives no list.
  @Transform(({ value }: { readonly value: unknown }) => (typeof value === 'string' ? [value] : value))
  @OptionalIds('Person codes of those it calls on; each gets one mail.', 20)
  readonly mentions?: readonly string[];

  /** Taken from the form before it is checked; in JSON there is no such field. */
  @ApiPropertyOptional({
    description: 'In multipart/form-data only: at most 5 files of at most 20 MB each.',
    type: 'array',
    items: { type: 'string', format: 'binary' },
  })
  readonly files?: unknown;
}

export class AddedCommentDto {
  @Shown() readonly id!: string;
  @Shown() readonly reference!: string;
}
