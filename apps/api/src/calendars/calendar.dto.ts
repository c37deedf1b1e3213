import { ApiProperty } from '@nestjs/swagger';
import type {
  CalendarChanged,
  CalendarSpan,
  CalendarSummary,
  CaseBehind,
  OverrideView,
  SeasonView,
} from '#libs/cases';
import type { CalendarSnapshot } from '#libs/domain';
import { Day, Flag, OptionalDay, Reason } from '../http/fields.js';
import { PageOf } from '../http/page.js';
import { Shown, ShownInstant, ShownList, ShownOneOf, ShownOrNull, ShownWords } from '../http/shown.js';
import { COUNTRIES, type Country } from '#libs/calendars';

export class CalendarSummaryDto implements CalendarSummary {
  @Shown('ISO 3166-1 code.') readonly country!: string;
  @Shown('IANA name.') readonly timeZone!: string;
  @ShownWords('Codes of your programmes in that country.') readonly programmes!: readonly string[];
  @Shown('Days that administrators have entered.') readonly overrides!: number;
}

export class SpanQuery {
  @OptionalDay('First day; the first of the current year unless told.') readonly from?: string;
  @OptionalDay('Last day; the last of the first day’s year unless told.') readonly to?: string;
}

export class HolidayDto {
  @Shown('`YYYY-MM-DD`') readonly date!: string;
  @Shown('In your language where it is known.') readonly name!: string;
  @Shown('Law or announcement, in your language; says so where the date is only computed.')
  readonly source!: string;
}

export class OffsetDto {
  @ShownInstant('From then on.') readonly from!: number;
  @Shown('Minutes ahead of UTC.') readonly minutes!: number;
}

export class OverrideDto implements OverrideView {
  @Shown('`YYYY-MM-DD`') readonly day!: string;
  @Shown('A holiday that is worked; false for a further day off.') readonly works!: boolean;
  @Shown() readonly reason!: string;
  @Shown() readonly personName!: string;
  @ShownInstant('Entered.') readonly at!: number;
}

export class ClockHoursDto {
  @Shown('`HH:MM`') readonly opens!: string;
  @Shown('`HH:MM`') readonly closes!: string;
}

export class CalendarSpanDto implements CalendarSpan {
  @ShownOneOf(COUNTRIES, 'ISO 3166-1 code.') readonly country!: Country;
  @Shown('`YYYY-MM-DD`') readonly from!: string;
  @Shown('`YYYY-MM-DD`, inclusive') readonly to!: string;
  @Shown('IANA name.') readonly timeZone!: string;
  @ApiProperty({ type: 'integer', isArray: true, description: 'ISO weekdays, 1 = Monday.' })
  readonly weekend!: readonly number[];
  @Shown('Of a working day, local time.') readonly hours!: ClockHoursDto;
  @ShownList(() => HolidayDto, 'Public holidays, without overrides.')
  readonly holidays!: readonly HolidayDto[];
  @ShownList(() => OffsetDto) readonly offsets!: readonly OffsetDto[];
  @ShownList(() => OverrideDto) readonly overrides!: readonly OverrideDto[];
  @Shown('You may enter and withdraw overrides.') readonly mayChange!: boolean;
}

export class HoursDto {
  @Shown('Minutes after midnight.') readonly opens!: number;
  @Shown('Minutes after midnight.') readonly closes!: number;
}

export class DaysDto implements SeasonView {
  @Shown('`YYYY-MM-DD`') readonly from!: string;
  @Shown('`YYYY-MM-DD`, inclusive') readonly to!: string;
}

/** The snapshot that a case keeps. */
export class SnapshotDto implements Omit<CalendarSnapshot, 'closed'> {
  @Shown('Country code.') readonly key!: string;
  @Shown('Hash of its content.') readonly version!: string;
  @Shown('IANA name.') readonly timeZone!: string;
  @ShownList(() => OffsetDto) readonly offsets!: readonly OffsetDto[];
  @ApiProperty({ type: 'integer', isArray: true, description: 'ISO weekdays, 1 = Monday.' })
  readonly weekend!: readonly number[];
  @ShownWords('`YYYY-MM-DD`') readonly holidays!: readonly string[];
  @Shown() readonly hours!: HoursDto;
  @Shown('Dates that cases can speak of.') readonly horizon!: DaysDto;
}

const preview = 'True answers what would move and changes nothing.';

export class AddOverrideDto {
  @Day('Day that changes.') readonly day!: string;
  @Flag('A holiday that is worked; false for a further day off.') readonly works!: boolean;
  @Reason('Why, for the trail of every case.') readonly reason!: string;
  @Flag(preview) readonly preview!: boolean;
}

export class ChangeReasonDto {
  @Reason('Why, for the trail of every case.') readonly reason!: string;
  @Flag(preview) readonly preview!: boolean;
}

export class SetSeasonDto {
  @Day('First day.') readonly from!: string;
  @Day('Last day.') readonly to!: string;
  @Reason('Why, for the trail of every case.') readonly reason!: string;
  @Flag(preview) readonly preview!: boolean;
}

export class MoveEndDto {
  @Day('Last day of the programme.') readonly endsOn!: string;
  @Reason('Why, for the trail of every case.') readonly reason!: string;
  @Flag(preview) readonly preview!: boolean;
}

export class MoveDto {
  @Shown('Task or approval.') readonly item!: string;
  @Shown('In the installation’s language.') readonly title!: string;
  @ShownInstant('Due before.') readonly from!: number;
  @ShownInstant('Due after.') readonly to!: number;
}

export class CaseReplanDto {
  @Shown() readonly reference!: string;
  @Shown('Code.') readonly organisation!: string;
  @Shown('Code.') readonly programme!: string;
  @Shown('Version of the calendar that the case had before.') readonly before!: string;
  @ShownList(() => MoveDto) readonly moves!: readonly MoveDto[];
}

export class CaseBehindDto implements CaseBehind {
  @Shown() readonly reference!: string;
  @Shown('Why it did not answer yet.') readonly code!: string;
}

export class CalendarChangedDto implements CalendarChanged {
  @ShownOrNull('string', 'Of the change; null for a preview.') readonly id!: string | null;
  @Shown('Running cases whose calendar changes.') readonly cases!: number;
  @Shown('Due dates that move in them.') readonly dates!: number;
  @ShownList(() => CaseReplanDto) readonly replans!: readonly CaseReplanDto[];
  @ShownList(() => CaseBehindDto, 'Cases that go on by themselves as soon as they answer.')
  readonly behind!: readonly CaseBehindDto[];
}

export class CalendarPage extends PageOf(CalendarSummaryDto) {}
export class SeasonPage extends PageOf(DaysDto) {}
