import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import {
  mostSlots,
  slotFates,
  slotWarnings,
  visitParts,
  type SlotView,
  type TypedSlot,
  type VisitChanged,
  type VisitChangeView,
  type VisitorView,
  type VisitPart,
  type VisitPersonView,
  type VisitView,
  type VisitWishView,
} from '#libs/cases';
import { contactFunctions } from '#libs/domain';
import { visitChangeKinds, visitStates, type Rewritten, type VisitEdit } from '#libs/persistence';
import {
  Day,
  Ids,
  Line,
  ListOf,
  OptionalCode,
  OptionalDay,
  OptionalFlag,
  OptionalIds,
  OptionalLine,
  OptionalOneOf,
  OptionalReason,
  Part,
  Reason,
  Time,
  Version,
} from '../http/fields.js';
import { PageOf, PageQuery } from '../http/page.js';
import {
  Shown,
  ShownInstant,
  ShownInstantOrNull,
  ShownList,
  ShownOneOf,
  ShownOrNull,
  ShownPartOrNull,
  ShownWords,
} from '../http/shown.js';

export class SlotFieldsDto implements TypedSlot {
  @Day('In the zone of the case’s country.') readonly day!: string;
  @Time('When it begins, local time.') readonly from!: string;
  @Time('When it ends, on the same day.') readonly to!: string;
}

export class ProposeVisitDto {
  @ListOf(() => SlotFieldsDto, 'Dates to choose from; days off are the caller’s to avoid.', mostSlots)
  readonly slots!: SlotFieldsDto[];

  @Line('Where.', 300) readonly place!: string;

  @OptionalIds(
    'Person codes of who comes, those who stand in for somebody included; yourself unless told.',
    8,
  )
  readonly visitors?: readonly string[];

  @Ids(`Whom to meet: ${contactFunctions.join(', ')}. They get the dates by mail.`, 3)
  readonly functions!: readonly string[];

  @OptionalReason('What to prepare; the company reads it.') readonly note?: string;
  @OptionalLine('Task it is for.') readonly item?: string;
}

/** What the visit was when it was looked at: a change meanwhile is refused (`visit.changed`). */
class SeenDto {
  @Version('`sequence` of the visit as you have seen it.') readonly seen!: number;
}

export class OfferSlotsDto extends SeenDto {
  @ListOf(() => SlotFieldsDto, 'Dates to choose from in place of the earlier ones.', mostSlots)
  readonly slots!: SlotFieldsDto[];
}

export class ChooseSlotDto extends SeenDto {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: mostSlots, description: '`number` of the slot.' })
  @IsInt()
  @Min(1)
  @Max(mostSlots)
  readonly slot!: number;
}

export class AskOtherDateDto extends SeenDto {
  @Reason('What would suit.') readonly text!: string;
  @OptionalDay('A day that would suit, from today on.') readonly day?: string;
}

export class MoveVisitDto extends SeenDto {
  @Part(() => SlotFieldsDto, 'The new date.') readonly to!: SlotFieldsDto;
  @OptionalReason('Told to everybody who takes part.') readonly reason?: string;
}

export class EditVisitDto extends SeenDto {
  @OptionalLine('Where; as before unless told.', 300) readonly place?: string;
  @OptionalReason('What to prepare; as before unless told, nothing where empty.') readonly note?: string;
}

export class CancelVisitDto extends SeenDto {
  @Reason('Told to everybody who takes part.') readonly reason!: string;
}

export class VisitListQuery extends PageQuery {
  @OptionalOneOf(visitParts, 'Which; `upcoming` unless told.') readonly part?: VisitPart;

  @OptionalCode('Of that programme only.') readonly programme?: string;
  @OptionalFlag('Only those you take part in.') readonly mine?: boolean;
}

export class VisitChangedDto implements VisitChanged {
  @Shown() readonly id!: string;
  @Shown() readonly reference!: string;
  @Shown('Send it as `seen` with the next change.') readonly sequence!: number;
}

export class VisitPersonDto implements VisitPersonView {
  @Shown('Person code.') readonly person!: string;
  @Shown() readonly name!: string;
}

export class VisitorDto extends VisitPersonDto implements VisitorView {
  @ShownOrNull('string', 'Name of who is away, where the visitor comes in that one’s place.')
  readonly standsInFor!: string | null;
}

export class SlotDto implements SlotView {
  @Shown('From 1.') readonly number!: number;
  @ShownInstant('When it begins.') readonly startsAt!: number;
  @ShownInstant('When it ends.') readonly endsAt!: number;
  @ShownOneOf(slotFates, '`taken`: somebody who comes is elsewhere by now.') readonly fate!: SlotView['fate'];
  @ShownWords(`What speaks against it: ${slotWarnings.join(', ')}.`) readonly warnings!: SlotView['warnings'];
}

export class VisitWishDto implements VisitWishView {
  @Shown() readonly text!: string;
  @ShownOrNull('string', '`YYYY-MM-DD`') readonly day!: string | null;
  @Shown() readonly personName!: string;
  @ShownInstant('When.') readonly at!: number;
}

export class RewrittenDto implements Rewritten {
  @Shown() readonly before!: string;
  @Shown() readonly after!: string;
}

export class VisitEditDto implements VisitEdit {
  @ShownPartOrNull(() => RewrittenDto, 'The place, where it is another one.')
  readonly place!: RewrittenDto | null;
  @ShownPartOrNull(() => RewrittenDto, 'What to prepare, where it is something else.')
  readonly note!: RewrittenDto | null;
}

export class VisitChangeDto implements VisitChangeView {
  @Shown() readonly sequence!: number;
  @ShownOneOf(visitChangeKinds) readonly kind!: VisitChangeView['kind'];
  @ShownOrNull('string', 'Null where the case’s own fate did it.') readonly personName!: string | null;
  @ShownOrNull('string', 'Name of who was away, where they acted in that one’s place.')
  readonly onBehalfOfName!: string | null;
  @ShownInstantOrNull('The date agreed from then on.') readonly startsAt!: number | null;
  @Shown('Why, or what was asked for.') readonly note!: string;
  @ShownPartOrNull(() => VisitEditDto, 'What an edit wrote anew.') readonly edit!: VisitEditDto | null;
  @ShownInstant('When.') readonly at!: number;
}

export class VisitRightsDto {
  @Shown('You may choose a date, ask for another one, call it off.') readonly answer!: boolean;
  @Shown('You may offer dates and move it.') readonly arrange!: boolean;
  @Shown('You may write its place, and what to prepare, anew.') readonly edit!: boolean;
}

export class VisitDto implements VisitView {
  @Shown() readonly id!: string;
  @Shown() readonly reference!: string;
  @Shown('Code.') readonly programme!: string;
  @Shown() readonly programmeName!: string;
  @Shown() readonly organisationName!: string;
  @Shown('IANA zone of the case’s country.') readonly timeZone!: string;
  @ShownOrNull('string', 'Task it is for.') readonly item!: string | null;
  @ShownOrNull('string') readonly itemTitle!: string | null;
  @ShownOneOf(visitStates) readonly state!: VisitView['state'];
  @Shown('Rises with each change.') readonly sequence!: number;
  @Shown() readonly place!: string;
  @Shown('What to prepare; empty for nothing.') readonly note!: string;
  @ShownList(() => VisitorDto, 'Who comes.') readonly visitors!: readonly VisitorDto[];
  @ShownWords('Whom to meet.') readonly functions!: VisitView['functions'];
  @ShownList(() => VisitPersonDto, 'Who of the company was told.')
  readonly invited!: readonly VisitPersonDto[];
  @ShownList(() => SlotDto, 'Dates to choose from.') readonly slots!: readonly SlotDto[];
  @ShownInstantOrNull('When the agreed visit begins.') readonly startsAt!: number | null;
  @ShownInstantOrNull('When it ends.') readonly endsAt!: number | null;
  @Shown('Its time is up.') readonly isOver!: boolean;
  @ShownOrNull('string', '`company`, `team` or null.') readonly waitsFor!: VisitView['waitsFor'];
  @Shown('It is for you to answer.') readonly yourTurn!: boolean;
  @ShownPartOrNull(() => VisitWishDto, 'Another date that the company asks for.')
  readonly wish!: VisitWishDto | null;
  @ShownList(() => VisitChangeDto, 'What happened to it, oldest first.')
  readonly changes!: readonly VisitChangeDto[];
  @Shown() readonly may!: VisitRightsDto;
}

export class VisitPage extends PageOf(VisitDto) {}
