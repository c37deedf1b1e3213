import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsOptional, Matches } from 'class-validator';
import {
  contactFunctions,
  mostMailsAWeek,
  partnerFunctions,
  type ContactFunction,
  type PartnerFunction,
} from '#libs/domain';
import { mailRhythms, type MailRhythm } from '#libs/persistence';
import { languages } from '#libs/wording';
import {
  Code,
  Line,
  NullableCount,
  NullableEmail,
  NullableLine,
  OneOf,
  OptionalCode,
  OptionalCount,
  OptionalLine,
  OptionalOneOf,
  OptionalFlag,
} from '../http/fields.js';
import { PageQuery } from '../http/page.js';

/** Two letters of ISO 639-1. */
const asked = 'Programme in which you hold the right.';

export class DirectoryQuery extends PageQuery {
  @OptionalCode('Of one programme.')
  readonly programme?: string;
}

export class PeopleQuery extends DirectoryQuery {
  @OptionalCode('Of one organisation.')
  readonly organisation?: string;
}

export class AddOrganisationDto {
  @Code(asked) readonly programme!: string;
  @Code('Its code for ever; it travels to Temporal, so no personal data.') readonly code!: string;
  @Line('Name.') readonly name!: string;

  @ApiProperty({ description: 'ISO 3166-1 code.', pattern: '^[A-Z]{2}$' })
  @Matches(/^[A-Z]{2}$/, { message: 'must be two capital letters, e.g. MA' })
  readonly country!: string;

  @Line('Sector, e.g. `olives`.', 60) readonly sector!: string;
  @NullableLine('Town.') readonly town?: string | null;
  @NullableCount('Employees.') readonly employees?: number | null;
  @NullableLine('Main product.') readonly product?: string | null;
  @OptionalOneOf(partnerFunctions, 'What it is in the programme; left out for a company.')
  readonly partner?: PartnerFunction;
}

export class ChangeOrganisationDto {
  @Code(asked) readonly programme!: string;
  @OptionalLine('Name.') readonly name?: string;
  @OptionalLine('Sector.', 60) readonly sector?: string;
  @NullableLine('Town.') readonly town?: string | null;
  @NullableCount('Employees.') readonly employees?: number | null;
  @NullableLine('Main product.') readonly product?: string | null;
}

export class AddPersonDto {
  @Code(asked) readonly programme!: string;
  @Line('Name.') readonly name!: string;
  @NullableEmail('Where mails and links go.') readonly email?: string | null;
  @NullableLine('Phone number.', 40) readonly phone?: string | null;
  @OneOf(languages, 'Language to write in.') readonly language!: string;
  @OptionalCode('Organisation the person stands for.') readonly organisation?: string;
  @OptionalOneOf(mailRhythms, 'How the person wants reminders.') readonly mailRhythm?: MailRhythm;
}

export class ChangePersonDto {
  @Code(asked) readonly programme!: string;
  @OptionalLine('Name.') readonly name?: string;
  @NullableEmail('Where mails and links go.') readonly email?: string | null;
  @NullableLine('Phone number.', 40) readonly phone?: string | null;
  @OptionalOneOf(languages, 'Language to write in.') readonly language?: string;
  @OptionalCode('Organisation the person stands for; null for none.') readonly organisation?: string | null;
  @OptionalOneOf(mailRhythms, 'How the person wants reminders.') readonly mailRhythm?: MailRhythm;
}

export class PreferencesDto {
  @OptionalOneOf(mailRhythms, 'Reminders each by themselves, or in one mail a working day or a week.')
  readonly mailRhythm?: MailRhythm;
  @OptionalOneOf(languages, 'Language you are written to in.') readonly language?: string;

  @OptionalFlag('Single keys do something on the console’s pages of lists.')
  readonly shortcuts?: boolean;
}

export class GiveAccountDto {
  @Code(asked) readonly programme!: string;
  @Line('Password; the person signs in with the registered address.') readonly password!: string;
}

export class AskedProgrammeDto {
  @Code(asked) readonly programme!: string;
}

export class CountryQuery {
  @ApiPropertyOptional({ description: 'Only for cases of this country, ISO 3166-1.', pattern: '^[A-Z]{2}$' })
  @IsOptional()
  @Matches(/^[A-Z]{2}$/, { message: 'must be two capital letters, e.g. MA' })
  readonly country?: string;
}

export class ChangeProgrammeDto {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    description:
      'Whole: what partners and observers read beside stages and dates, e.g. `{"partner": ["measures.outcome"]}`.',
  })
  @IsOptional()
  @IsObject()
  readonly dataPolicy?: Readonly<Record<string, readonly string[]>>;

  @OptionalCount('Minutes after local midnight; cases that are open keep theirs for reminders.', [0, 1439])
  readonly reminderAt?: number;

  @OptionalCount('Nothing that presses leaves from these minutes after local midnight …', [0, 1439])
  readonly quietFrom?: number;

  @OptionalCount('… to these; the same as `quietFrom` means no quiet at all.', [0, 1439])
  readonly quietTo?: number;

  @OptionalCount('Reminders, copies and escalations one person gets in a week by themselves.', [
    1,
    mostMailsAWeek,
  ])
  readonly mailsAWeek?: number;
}

export class FunctionEditDto {
  @Code(asked) readonly programme!: string;
  @Code('Organisation.') readonly organisation!: string;
  @OneOf(contactFunctions, 'Function there.') readonly function!: ContactFunction;
}
