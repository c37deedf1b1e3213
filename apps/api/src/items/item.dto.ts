import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import type { ItemSummary, WorkItem } from '#libs/cases';
import { contactFunctions, partnerFunctions, roles } from '#libs/domain';
import { PageOf } from '../http/page.js';
import {
  Shown,
  ShownInstant,
  ShownInstantOrNull,
  ShownOneOf,
  ShownOrNull,
  ShownWords,
} from '../http/shown.js';

export class ContactPartyDto {
  @ApiProperty({ enum: contactFunctions })
  readonly contact!: string;
}

export class RolePartyDto {
  @ApiProperty({ enum: roles })
  readonly role!: string;

  @ApiPropertyOptional({ enum: partnerFunctions })
  readonly partner?: string;
}

export class OrganisationPartyDto {
  @Shown('Code.') readonly organisation!: string;
}

export class PersonPartyDto {
  @Shown('Code.') readonly person!: string;
}

export class VoiceDto {
  @Shown('Code of the person whose voice it is.') readonly seat!: string;
  @Shown('Code of the person who gave it: a substitute may speak for somebody else.')
  readonly person!: string;
  @ShownOneOf(['approve', 'return', 'reject', 'defer'])
  readonly outcome!: ItemSummary['voices'][number]['outcome'];
  @ShownInstant('When.') readonly at!: number;
}

const parties = [ContactPartyDto, RolePartyDto, OrganisationPartyDto, PersonPartyDto];
const oneOfParties = parties.map((model) => ({ $ref: getSchemaPath(model) }));

export class WantedVoicesDto {
  @ApiProperty({ type: 'array', items: { oneOf: oneOfParties } })
  readonly from!: ItemSummary['parties'];

  @Shown('Approvals still missing.') readonly need!: number;
  @Shown('No two voices of one organisation.') readonly distinct!: boolean;
}

export class ExtensionRequestDto {
  @Shown('Id of the task.') readonly task!: string;
  @Shown('`YYYY-MM-DD`') readonly until!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Who asks.' })
  readonly by!: NonNullable<ItemSummary['extension']>['by'];
}

@ApiExtraModels(...parties)
export class ItemSummaryDto implements ItemSummary {
  @Shown('`<reference>.<key>.<round>`') readonly id!: string;
  @Shown() readonly reference!: string;
  @ShownOneOf(['task', 'approval']) readonly kind!: ItemSummary['kind'];
  @Shown() readonly key!: string;
  @Shown('Key of its stage.') readonly stage!: string;
  @Shown() readonly stageTitle!: string;
  @Shown('1 the first time, 2 after the first return for rework.') readonly round!: number;
  @ShownOrNull('string', "Key of the milestone's measure.") readonly milestone!: string | null;
  @ShownOrNull('string') readonly measureTitle!: string | null;
  @ShownOneOf(['open', 'done', 'waived', 'withdrawn']) readonly status!: ItemSummary['status'];
  @ApiProperty({
    description: 'Who may act now; of an approval, whose voices are still wanted.',
    type: 'array',
    items: { oneOf: oneOfParties },
  })
  readonly parties!: ItemSummary['parties'];
  @ApiProperty({ type: [VoiceDto], description: 'Voices given so far where several are needed.' })
  readonly voices!: readonly VoiceDto[];
  @ApiProperty({
    type: [WantedVoicesDto],
    nullable: true,
    description: 'Voices still wanted; null for tasks.',
  })
  readonly wanted!: readonly WantedVoicesDto[] | null;
  @ShownInstantOrNull('Since when its clock stands.') readonly stoppedAt!: number | null;
  @ShownInstantOrNull('No reminder before: somebody has promised.') readonly silentUntil!: number | null;
  @ShownInstantOrNull('Taken down for somebody who has not confirmed it yet.')
  readonly transcribedAt!: number | null;
  @ApiProperty({ type: ExtensionRequestDto, nullable: true, description: 'The date that is asked for.' })
  readonly extension!: ExtensionRequestDto | null;
  @ShownWords('Person codes that may not settle it.') readonly excludedPersons!: readonly string[];
  @ShownWords('Organisation codes that may not settle it.')
  readonly excludedOrganisations!: readonly string[];
  @ShownInstant('Opening.') readonly openedAt!: number;
  @ShownInstant('Due date.') readonly due!: number;
  @Shown('Rises when the due date is granted anew.') readonly revision!: number;
  @Shown('Rungs of the reminder ladder already reached.') readonly remindersReached!: number;
  @Shown() readonly overdue!: boolean;
  @Shown('On the waiting list.') readonly deferred!: boolean;
  @ShownOrNull('string', 'approve, return, reject, defer or waived.')
  readonly outcome!: ItemSummary['outcome'];
  @ShownInstantOrNull('When it was settled.') readonly settledAt!: number | null;
  @ShownOrNull('string', 'Person code.') readonly settledBy!: string | null;
  @Shown('Order of opening in its case.') readonly ordinal!: number;
  @Shown() readonly title!: string;
  @Shown('What it is asked for.') readonly why!: string;
  @Shown('Names where you may see them, else the role.') readonly waitingOn!: string;
  @Shown('Its page is open to you, be it for single fields only.') readonly mayRead!: boolean;
  @Shown('You may settle it now.') readonly mayAct!: boolean;
  @ShownOrNull('string', 'Name of who is away, where you settle it in that one’s place.')
  readonly actsFor!: string | null;
  @ShownInstantOrNull('When that one is back.') readonly actsForUntil!: number | null;
}

export class WorkItemDto extends ItemSummaryDto implements WorkItem {
  @Shown('Code.') readonly organisation!: string;
  @Shown() readonly organisationName!: string;
  @Shown('Code.') readonly programme!: string;
  @Shown('IANA zone in which its dates are to be written.') readonly timeZone!: string;
}

export class WorkPage extends PageOf(WorkItemDto) {}
