import type { IncidentCauseView, IncidentView } from '#libs/cases';
import { incidentKinds } from '#libs/domain';
import { PageOf, PageQuery } from '../http/page.js';
import { OptionalFlag, OptionalLine, OptionalOneOf, Reason } from '../http/fields.js';
import {
  Shown,
  ShownInstant,
  ShownInstantOrNull,
  ShownList,
  ShownOrNull,
  ShownPartOrNull,
  ShownWords,
} from '../http/shown.js';

export class IncidentOwnerDto {
  @Shown('Code of the person.') readonly person!: string;
  @Shown() readonly name!: string;
  @ShownInstant('Taking over.') readonly since!: number;
}

export class UnreachedDto {
  @Shown('Id of the mail, to send it again.') readonly mail!: string;
  @ShownOrNull('string', 'Null when nobody was found.') readonly name!: string | null;
  @ShownOrNull('string') readonly address!: string | null;
}

export class IncidentCauseDto implements IncidentCauseView {
  @ShownOrNull('string', 'What was reported, or the answer of the mail server.')
  readonly words!: string | null;
  @ShownList(() => UnreachedDto, 'Whom the mail did not reach.') readonly unreached!: UnreachedDto[];
  @ShownWords('From whom nobody can answer, e.g. `committee`.') readonly missing!: string[];
  @ShownWords('Names of those whom four-eyes keeps out.') readonly keptOut!: string[];
}

export class IncidentDto implements IncidentView {
  @Shown('`<reference>.incident.<number>`, or `<reference>.lost`') readonly id!: string;
  @Shown() readonly reference!: string;
  @Shown() readonly programme!: string;
  @Shown() readonly organisation!: string;
  @Shown('What happened, e.g. `mail-undeliverable`.') readonly kind!: IncidentView['kind'];
  @ShownOrNull('string', 'Task or approval; null for the case as a whole.') readonly subject!: string | null;
  @ShownOrNull('string') readonly subjectTitle!: string | null;
  @ShownPartOrNull(() => IncidentOwnerDto, 'Who looks after it.')
  readonly owner!: IncidentOwnerDto | null;
  @ShownPartOrNull(() => IncidentCauseDto, 'Why, for those who work on incidents.')
  readonly cause!: IncidentCauseDto | null;
  @ShownWords(
    'What may settle it, the likeliest first: `retry-mail`, `correct-address`, `appoint`, `recover`, `resolve`.',
  )
  readonly remedies!: IncidentView['remedies'];
  @ShownInstant('Raising.') readonly raisedAt!: number;
  @ShownInstantOrNull('Resolution.') readonly resolvedAt!: number | null;
}

export class IncidentPage extends PageOf(IncidentDto) {}

export class IncidentQuery extends PageQuery {
  @OptionalFlag('Open ones only, or resolved ones only; both unless told.')
  readonly open?: boolean;

  @OptionalLine('Of one case.')
  readonly reference?: string;

  @OptionalOneOf(incidentKinds, 'Of one kind.')
  readonly kind?: IncidentView['kind'];

  @OptionalLine('Of one programme, by code.')
  readonly programme?: string;

  @OptionalLine('Code of the person who looks after it; `nobody` for those without one.')
  readonly owner?: string;
}

export class OwnIncidentDto {
  @OptionalLine('Code of the person; yourself unless told.')
  readonly person?: string;
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
