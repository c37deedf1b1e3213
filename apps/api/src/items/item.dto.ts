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

@ApiExtraModels(ContactPartyDto, RolePartyDto)
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
    description: 'Who it is for.',
    oneOf: [{ $ref: getSchemaPath(ContactPartyDto) }, { $ref: getSchemaPath(RolePartyDto) }],
  })
  readonly party!: ItemSummary['party'];
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
  @Shown('You may settle it now.') readonly mayAct!: boolean;
}

export class WorkItemDto extends ItemSummaryDto implements WorkItem {
  @Shown('Code.') readonly organisation!: string;
  @Shown() readonly organisationName!: string;
  @Shown('Code.') readonly programme!: string;
  @Shown('IANA zone in which its dates are to be written.') readonly timeZone!: string;
}

export class WorkPage extends PageOf(WorkItemDto) {}
