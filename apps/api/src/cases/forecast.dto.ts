import {
  pathStates,
  type ForecastView,
  type PathStageView,
  type PathStepView,
  type SpanView,
} from '#libs/cases';
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

export class SpanDto implements SpanView {
  @ShownInstant('Beginning.') readonly start!: number;
  @ShownInstantOrNull('End; null while it is open or cannot be foreseen.') readonly end!: number | null;
}

export class PathStepDto implements PathStepView {
  @ShownOrNull('string', 'Id of the task or approval; null while it has not been opened.')
  readonly id!: string | null;
  @Shown() readonly key!: string;
  @ShownOneOf(['task', 'approval']) readonly kind!: PathStepView['kind'];
  @Shown('In the language of the account.') readonly title!: string;
  @ShownOrNull('string', 'The measure it is about; its key where its title is not open to you.')
  readonly measure!: string | null;
  @ShownWords('Roles and functions whose step it is.') readonly parties!: readonly string[];
  @ShownOneOf(pathStates) readonly state!: PathStepView['state'];
  @Shown('Times it was done over.') readonly returns!: number;
  @ShownInstantOrNull('Due date of what is open or was.') readonly due!: number | null;
  @ShownPartOrNull(() => SpanDto, 'What was, and what is foreseen of the rest.')
  readonly span!: SpanDto | null;
  @ShownPartOrNull(() => SpanDto, 'As foreseen when the case was opened.') readonly planned!: SpanDto | null;
}

export class PathStageDto implements PathStageView {
  @Shown() readonly key!: string;
  @Shown() readonly title!: string;
  @ShownOneOf(pathStates) readonly state!: PathStageView['state'];
  @ShownPartOrNull(() => SpanDto, 'What was, and what is foreseen of the rest.')
  readonly span!: SpanDto | null;
  @ShownPartOrNull(() => SpanDto, 'As foreseen when the case was opened.') readonly planned!: SpanDto | null;
  @Shown('Times its decision sent it back.') readonly returns!: number;
  @Shown('Its dates come with the measures, which nobody has chosen yet.') readonly openPlan!: boolean;
  @ShownList(() => PathStepDto) readonly steps!: readonly PathStepDto[];
}

export class ForecastStopDto implements NonNullable<ForecastView['stops']> {
  @Shown('`clock-stopped`, `facts`, `too-long`, or the code of a refusal.') readonly because!: string;
  @ShownOrNull('string', 'Title of the step it ends at.') readonly title!: string | null;
}

export class ForecastDto implements ForecastView {
  @Shown() readonly reference!: string;
  @Shown('Transition it follows from.') readonly seq!: number;
  @ShownInstant('When it was asked for.') readonly asOf!: number;
  @ShownInstant('Opening of the case.') readonly openedAt!: number;
  @ShownInstantOrNull('End of the path, as it was or as it is foreseen.') readonly end!: number | null;
  @ShownInstantOrNull('End of the path as foreseen when the case was opened.')
  readonly plannedEnd!: number | null;
  @ShownPartOrNull(() => ForecastStopDto, 'Why it cannot be foreseen to its end.')
  readonly stops!: ForecastStopDto | null;
  @ShownList(() => PathStageDto) readonly stages!: readonly PathStageDto[];
}
