import type {
  DefinitionView,
  GapView,
  OrganisationView,
  PeopleChangeView,
  PersonView,
  ProgrammeView,
} from '#libs/cases';
import { roles } from '#libs/domain';
import { mailRhythms } from '#libs/persistence';
import { PageOf } from '../http/page.js';
import {
  Shown,
  ShownList,
  ShownOneOf,
  ShownOpen,
  ShownOpenOrNull,
  ShownOrNull,
  ShownWords,
} from '../http/shown.js';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class ProgrammeDto implements ProgrammeView {
  @Shown() readonly code!: string;
  @Shown() readonly name!: string;
  @Shown('ISO 3166-1 code.') readonly country!: string;
  @Shown('ISO 4217 code.') readonly currency!: string;
  @ShownWords('Languages its people are written to in.') readonly languages!: readonly string[];
  @Shown('`YYYY-MM-DD`') readonly startsOn!: string;
  @Shown('`YYYY-MM-DD`') readonly endsOn!: string;
  @Shown('Companies it can take.') readonly quota!: number;
  @Shown() readonly criteria!: string;
  @Shown('Made up, to try things out.') readonly sample!: boolean;
  @Shown('You may open cases in it.') readonly mayOpen!: boolean;
  @ShownOpenOrNull('What of companies is opened to a role, by role; null unless you may change it.')
  readonly dataPolicy!: Readonly<Record<string, readonly string[]>> | null;
  @Shown('Minutes after local midnight at which reminders, digests and the Monday mail leave.')
  readonly reminderAt!: number;
  @Shown('Minutes after local midnight: nothing that presses leaves from here …') readonly quietFrom!: number;
  @Shown('… to here, nor on a day off; the same as `quietFrom` means no quiet at all.')
  readonly quietTo!: number;
  @Shown(
    'Reminders, copies and escalations one person gets in a week by themselves; the rest waits for one mail.',
  )
  readonly mailsAWeek!: number;
}

export class ParticipationDto {
  @Shown('Code.') readonly programme!: string;
  @ShownOrNull('string', 'What it is there; null for a company.') readonly partner!: string | null;
}

export class OrganisationDto implements OrganisationView {
  @Shown() readonly code!: string;
  @Shown() readonly name!: string;
  @Shown() readonly country!: string;
  @Shown() readonly sector!: string;
  @ShownOrNull('string') readonly town!: string | null;
  @ShownOrNull('integer', 'Null where you may not see figures of the company.')
  readonly employees!: number | null;
  @ShownOrNull('string') readonly product!: string | null;
  @Shown() readonly sample!: boolean;
  @ShownList(() => ParticipationDto) readonly programmes!: readonly ParticipationDto[];
  @ShownWords('References, newest first.') readonly cases!: readonly string[];
}

export class FunctionDto {
  @Shown('Code.') readonly organisation!: string;
  @Shown('director, technical or accountant.') readonly function!: string;
}

export class GrantDto {
  @Shown('Code; `*` for every programme.') readonly programme!: string;
  @ShownOneOf(roles) readonly role!: (typeof roles)[number];
  @Shown('ISO 3166-1 code of the cases it holds for; `*` for every country.') readonly country!: string;
}

export class GapDto implements GapView {
  @Shown('`key@version`') readonly definition!: string;
  @Shown('Key of the task or approval.') readonly key!: string;
  @Shown() readonly title!: string;
  @Shown('Voices needed.') readonly need!: number;
  @Shown('Voices that could be had.') readonly possible!: number;
  @ShownWords('Codes of the companies it concerns; none when it concerns them all.')
  readonly companies!: readonly string[];
  @Shown('Only once the approval has expired for those first asked.') readonly expired!: boolean;
}

export class PersonDto implements PersonView {
  @Shown('Code, e.g. `P-004`.') readonly id!: string;
  @Shown() readonly name!: string;
  @ShownOrNull('string') readonly email!: string | null;
  @ShownOrNull('string') readonly phone!: string | null;
  @Shown('Language the person is written to in.') readonly language!: string;
  @ShownOrNull('string', 'Organisation the person stands for.') readonly organisation!: string | null;
  @ShownList(() => FunctionDto) readonly contactOf!: readonly FunctionDto[];
  @ShownList(() => GrantDto) readonly grants!: readonly GrantDto[];
  @Shown('Can sign in.') readonly hasAccount!: boolean;
  @ShownOneOf(
    mailRhythms,
    'How the person wants reminders: each by itself, or one mail a working day or a week.',
  )
  readonly mailRhythm!: PersonView['mailRhythm'];
  @Shown() readonly sample!: boolean;
  @ApiPropertyOptional({
    type: () => GapDto,
    isArray: true,
    description:
      "In the answer to a change: what the programme's people could not settle as they are now. The change is saved.",
  })
  readonly warnings?: readonly GapDto[];
}

export class TitledDto {
  @Shown() readonly key!: string;
  @Shown() readonly title!: string;
}

export class DefinitionStageDto extends TitledDto {
  @ShownList(() => TitledDto, 'Tasks, then milestones, then the approval.')
  readonly items!: readonly TitledDto[];
}

export class DefinitionDto implements DefinitionView {
  @Shown() readonly key!: string;
  @Shown() readonly version!: number;
  @Shown() readonly kind!: string;
  @Shown() readonly title!: string;
  @Shown('SHA-256 of its content.') readonly hash!: string;
  @ShownList(() => DefinitionStageDto) readonly stages!: readonly DefinitionStageDto[];
}

export class PeopleChangeDto implements PeopleChangeView {
  @Shown() readonly id!: number;
  @ApiProperty({ type: 'integer', description: 'Epoch milliseconds.' }) readonly at!: number;
  @Shown('What was done, e.g. `role-granted`.') readonly kind!: string;
  @ShownOrNull('string', 'Null for the installation itself.') readonly byName!: string | null;
  @ShownOrNull('string') readonly programme!: string | null;
  @ShownOrNull('string', 'Person code.') readonly person!: string | null;
  @ShownOrNull('string') readonly organisation!: string | null;
  @ShownOpen('Old and new values.') readonly detail!: Readonly<Record<string, unknown>>;
}

export class ProgrammePage extends PageOf(ProgrammeDto) {}
export class OrganisationPage extends PageOf(OrganisationDto) {}
export class PeopleChangePage extends PageOf(PeopleChangeDto) {}
export class PersonPage extends PageOf(PersonDto) {}
export class DefinitionPage extends PageOf(DefinitionDto) {}
