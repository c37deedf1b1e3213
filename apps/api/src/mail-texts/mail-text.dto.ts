import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsString, MaxLength, Min } from 'class-validator';
import type { MailTextChange, MailTextView, SampleLetter, TextValueView } from '#libs/cases';
import { sampleNames, textKeys, textProblemCodes, type TextProblem } from '#libs/mail';
import { languages } from '#libs/wording';
import { Code, OneOf, OptionalLine, OptionalListOf, Version } from '../http/fields.js';
import { PageOf, PageQuery } from '../http/page.js';
import {
  Shown,
  ShownInstant,
  ShownList,
  ShownOneOf,
  ShownOpen,
  ShownOrNull,
  ShownWords,
} from '../http/shown.js';

const parts = ['subject', 'greeting', 'opening', 'closing', 'regards'] as const;

export class MailTextQuery extends PageQuery {
  @OneOf(languages, 'Language of the mail.')
  readonly language!: (typeof languages)[number];

  @OptionalLine('Name of one mail, e.g. `reminder`.', 60)
  readonly mail?: string;
}

/** `/programmes/CCP-MA/mail-texts/fr/reminder.lead` */
export class MailTextPath {
  @Code('Programme.') readonly code!: string;
  @OneOf(languages, 'Language of the mail.') readonly language!: MailTextView['language'];
  @OneOf(textKeys, 'Which text.') readonly key!: MailTextView['key'];
}

export class TextValueDto implements TextValueView {
  @Shown('As it stands in braces.') readonly name!: string;
  @Shown('What it is.') readonly meaning!: TextValueView['meaning'];
  @ShownWords('How it is written into the text.') readonly ways!: readonly string[];
  @Shown('The text is refused without it.') readonly required!: boolean;
  @Shown('Every text of such a mail may name it.') readonly common!: boolean;
}

export class TextProblemDto implements TextProblem {
  @ShownOneOf(textProblemCodes) readonly code!: TextProblem['code'];
  @ShownOpen('What it is about.') readonly values!: TextProblem['values'];
}

export class MailTextDto implements MailTextView {
  @ShownOneOf(textKeys) readonly key!: MailTextView['key'];
  @ShownOneOf(languages) readonly language!: MailTextView['language'];
  @ShownOneOf(parts, 'Where in the mail it stands.') readonly part!: MailTextView['part'];
  @ApiProperty({
    type: String,
    isArray: true,
    nullable: true,
    description: 'Mails that it stands in; null for one that every mail about cases shares.',
  })
  readonly mails!: readonly string[] | null;
  @Shown('What is sent, an ICU message.') readonly text!: string;
  @Shown('What the product says by itself.') readonly standard!: string;
  @Shown('The programme says it in its own words.') readonly own!: boolean;
  @Shown('Number of its last change; 0 where there was none. Send it back with a change.')
  readonly version!: number;
  @ShownOrNull('string', 'Standard text that an own one was written from, where it is another now.')
  readonly standardThen!: string | null;
  @ShownList(() => TextValueDto, 'What it may name.') readonly values!: readonly TextValueDto[];
  @ShownList(
    () => TextProblemDto,
    'Why an own text no longer holds; while it cannot be said, the standard one is sent.',
  )
  readonly problems!: readonly TextProblemDto[];
}

export class MailTextPage extends PageOf(MailTextDto) {}

export class MailTextChangeDto implements Omit<MailTextChange, 'key'> {
  @Shown() readonly version!: number;
  @ShownOrNull('string', 'Null: back to the standard text.') readonly text!: string | null;
  @Shown('Person code.') readonly person!: string;
  @Shown() readonly personName!: string;
  @ShownInstant('When.') readonly at!: number;
}

export class MailTextWithHistoryDto extends MailTextDto {
  @ShownList(() => MailTextChangeDto, 'Who changed it, newest first.')
  readonly history!: readonly MailTextChangeDto[];
}

export class PutMailTextDto {
  @ApiProperty({ description: 'An ICU message, e.g. `Reminder: {title}`.', maxLength: 4000 })
  @IsString()
  @MaxLength(4000)
  readonly text!: string;

  @Version('Version you saw; 0 for none.') readonly version!: number;
}

export class TriedTextDto {
  @OneOf(textKeys, 'Which text.') readonly key!: MailTextView['key'];

  @ApiProperty({ description: 'An ICU message.', maxLength: 4000 })
  @IsString()
  @MaxLength(4000)
  readonly text!: string;
}

export class PreviewMailDto {
  @OneOf(sampleNames, 'Which mail.') readonly mail!: string;
  @OneOf(languages, 'Language of the mail.') readonly language!: MailTextView['language'];

  @OptionalListOf(() => TriedTextDto, 'Texts to see in place of those that are stored.', textKeys.length)
  readonly texts?: TriedTextDto[];
}

export class MailPreviewDto implements SampleLetter {
  @ShownOneOf(sampleNames) readonly name!: string;
  @Shown() readonly subject!: string;
  @Shown('The plain part.') readonly text!: string;
  @Shown('The HTML part, a whole document.') readonly html!: string;
}

export class SeenVersionQuery {
  @ApiProperty({ description: 'Version you saw; 0 for none.', type: 'integer', minimum: 0 })
  @Type(() => Number)
  @IsInt()
  @Min(0)
  readonly version!: number;
}
