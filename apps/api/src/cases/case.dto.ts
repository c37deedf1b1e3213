import type { CaseSummary, MeasureView, MilestoneView, StageView } from '#libs/cases';
import { milestoneOutcomes } from '#libs/domain';
import {
  Shown,
  ShownInstant,
  ShownInstantOrNull,
  ShownOneOf,
  ShownOrNull,
  ShownWords,
} from '../http/shown.js';

export class CaseSummaryDto implements CaseSummary {
  @Shown('Names the case for ever, e.g. `CCP-MA-2026-0007`.') readonly reference!: string;
  @Shown('Last transition.') readonly seq!: number;
  @Shown('Version of the engine that wrote it.') readonly engine!: number;
  @ShownOneOf(['technical-assistance', 'partnership']) readonly kind!: CaseSummary['kind'];
  @ShownOneOf(['open', 'closed']) readonly status!: CaseSummary['status'];
  @ShownOrNull('string', 'How it ended; null while it is open.') readonly outcome!: string | null;
  @ShownOrNull('string', 'In the language of the account.') readonly outcomeTitle!: string | null;
  @ShownOrNull('string', 'Key of the current stage.') readonly stage!: string | null;
  @ShownOrNull('string') readonly stageTitle!: string | null;
  @Shown('Code.') readonly programme!: string;
  @Shown() readonly programmeName!: string;
  @Shown('Code.') readonly organisation!: string;
  @Shown('ISO 3166 code.') readonly country!: string;
  @Shown() readonly organisationName!: string;
  @Shown('Person code.') readonly coordinator!: string;
  @Shown() readonly coordinatorName!: string;
  @Shown('Key.') readonly definition!: string;
  @Shown() readonly definitionVersion!: number;
  @Shown() readonly definitionTitle!: string;
  @ShownInstant('Opening.') readonly openedAt!: number;
  @ShownInstantOrNull('Closing.') readonly closedAt!: number | null;
  @ShownInstantOrNull('Earliest due date of what waits.') readonly due!: number | null;
  @Shown() readonly overdue!: boolean;
  @ShownWords('Parties that something waits for.') readonly waitingOn!: readonly string[];
  @Shown() readonly openIncidents!: number;
  @ShownInstantOrNull('Since when all clocks stand.') readonly suspendedAt!: number | null;
  @ShownInstantOrNull('Last word with the company outside the system.') readonly lastContactAt!:
    number | null;
  @ShownOrNull('string', 'Day for which the company promised something then, `YYYY-MM-DD`.')
  readonly promisedFor!: string | null;
  @ShownOrNull('string', '`held` or `waiting`: its place in the quota.')
  readonly place!: CaseSummary['place'];
  @ShownOrNull('number', 'Rank on the waiting list, from 1.') readonly rank!: number | null;
  @Shown('Version of the calendar its dates were computed with.') readonly calendar!: string;
  @ShownInstantOrNull('When the case acts next by itself: a reminder, an escalation.') readonly nextWakeAt!:
    number | null;
  @Shown('IANA zone in which its dates are to be written.') readonly timeZone!: string;
  @Shown('ISO 4217 code in which its amounts are.') readonly currency!: string;
}

export class StageDto implements StageView {
  @Shown() readonly key!: string;
  @Shown() readonly title!: string;
  @ShownOneOf(['ahead', 'current', 'done', 'skipped', 'ended']) readonly status!: StageView['status'];
  @ShownInstantOrNull('Last entry.') readonly enteredAt!: number | null;
  @ShownInstantOrNull('Last exit.') readonly leftAt!: number | null;
  @ShownOrNull('string') readonly outcome!: string | null;
  @Shown('Travelled before the case was entered here.') readonly imported!: boolean;
}

export class MilestoneDto implements MilestoneView {
  @Shown() readonly reference!: string;
  @Shown('Key of its measure.') readonly key!: string;
  @Shown() readonly title!: string;
  @Shown('`YYYY-MM-DD`') readonly date!: string;
  @ShownOneOf(['planned', 'reported', 'settled']) readonly status!: MilestoneView['status'];
  @ShownOrNull('string', `One of ${milestoneOutcomes.join(', ')}.`)
  readonly outcome!: MilestoneView['outcome'];
}

/** What the programme does not open to you is null; the title is then the key. */
export class MeasureDto implements MeasureView {
  @Shown() readonly key!: string;
  @Shown() readonly title!: string;
  @ShownOrNull('string') readonly theme!: string | null;
  @ShownOrNull('string', 'Assessment recommendation code, e.g. `2.2414`.') readonly arc!: string | null;
  @ShownOrNull('number', "In the programme's currency.") readonly cost!: number | null;
  @ShownOrNull('number', "In the programme's currency.") readonly yearlySaving!: number | null;
  @ShownOrNull('boolean', 'Chosen for the action plan.') readonly chosen!: boolean | null;
  @ShownOrNull('string', '`YYYY-MM-DD`') readonly plannedFor!: string | null;
  @ShownOrNull('number') readonly budget!: number | null;
  @ShownOrNull('string') readonly financing!: string | null;
  @ShownOrNull('string', `One of ${milestoneOutcomes.join(', ')}.`) readonly outcome!: MeasureView['outcome'];
}
