import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { SubstitutionView } from '#libs/cases';
import { Code, OptionalLine } from '../http/fields.js';
import { PageOf } from '../http/page.js';
import { Shown, ShownOneOf, ShownOrNull } from '../http/shown.js';

export class SubstitutionDto implements SubstitutionView {
  @Shown() readonly id!: string;
  @Shown('Code.') readonly programme!: string;
  @Shown('Code of who is away.') readonly person!: string;
  @Shown() readonly personName!: string;
  @Shown('Code of who acts.') readonly substitute!: string;
  @Shown() readonly substituteName!: string;
  @Shown('`YYYY-MM-DD`') readonly startsOn!: string;
  @Shown('`YYYY-MM-DD`, inclusive') readonly endsOn!: string;
  @ShownOrNull('string') readonly reason!: string | null;
  @Shown() readonly arrangedByName!: string;
  @ShownOneOf(['ahead', 'in-force', 'over']) readonly status!: SubstitutionView['status'];
  @Shown('You may end it.') readonly mayEnd!: boolean;
}

export class SubstitutionPage extends PageOf(SubstitutionDto) {}

export class ArrangeSubstitutionDto {
  @Code('Programme it holds in.') readonly programme!: string;
  @Code('Who is away: yourself, unless you are an administrator.') readonly person!: string;
  @Code('Who acts meanwhile.') readonly substitute!: string;

  @ApiProperty({ description: 'First day, in the programme’s time zone.', format: 'date' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'must be a day, e.g. 2026-09-01' })
  readonly startsOn!: string;

  @ApiProperty({ description: 'Last day, inclusive.', format: 'date' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'must be a day, e.g. 2026-09-01' })
  readonly endsOn!: string;

  @OptionalLine('Why, for those who see it.') readonly reason?: string;
}
