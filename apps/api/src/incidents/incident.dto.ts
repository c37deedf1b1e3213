import type { IncidentView } from '#libs/cases';
import { PageOf, PageQuery } from '../http/page.js';
import { OptionalFlag, OptionalLine, Reason } from '../http/fields.js';
import { Shown, ShownInstant, ShownInstantOrNull, ShownOrNull } from '../http/shown.js';

export class IncidentDto implements IncidentView {
  @Shown('`<reference>.incident.<number>`') readonly id!: string;
  @Shown() readonly reference!: string;
  @Shown() readonly programme!: string;
  @Shown() readonly organisation!: string;
  @Shown('What happened, e.g. `mail-refused`.') readonly kind!: IncidentView['kind'];
  @ShownOrNull('string', 'Task or approval; null for the case as a whole.') readonly subject!: string | null;
  @ShownOrNull('string') readonly subjectTitle!: string | null;
  @ShownInstant('Raising.') readonly raisedAt!: number;
  @ShownInstantOrNull('Resolution.') readonly resolvedAt!: number | null;
}

export class IncidentPage extends PageOf(IncidentDto) {}

export class IncidentQuery extends PageQuery {
  @OptionalFlag('Open ones only, or resolved ones only; both unless told.')
  readonly open?: boolean;

  @OptionalLine('Of one case.')
  readonly reference?: string;
}

export class ReportIncidentDto {
  @OptionalLine('Task or approval id, for an incident about one.')
  readonly subject?: string;

  @Reason('What happened.')
  readonly reason!: string;
}

export class ResolveIncidentDto {
  @Reason('How it was resolved.')
  readonly reason!: string;
}
