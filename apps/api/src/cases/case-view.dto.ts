import type { CaseView, TrailEntry } from '#libs/cases';
import { ApiProperty } from '@nestjs/swagger';
import { DocumentDto } from '../documents/document.dto.js';
import { PageOf } from '../http/page.js';
import {
  Shown,
  ShownInstant,
  ShownList,
  ShownListOrNull,
  ShownOpenOrNull,
  ShownOrNull,
  ShownPartOrNull,
  ShownWords,
} from '../http/shown.js';
import { IncidentDto } from '../incidents/incident.dto.js';
import { ItemSummaryDto } from '../items/item.dto.js';
import { MailDto } from '../operations/mail.dto.js';
import { ContactEntryDto, DeclarationDto, ReopeningDto, SuspensionDto } from './case-history.dto.js';
import { CaseSummaryDto, MeasureDto, MilestoneDto, StageDto } from './case.dto.js';

export class CaseRightsDto {
  @Shown() readonly withdraw!: boolean;
  @Shown() readonly terminate!: boolean;
  @Shown() readonly reportIncident!: boolean;
  @Shown() readonly resolveIncident!: boolean;
  @Shown() readonly recover!: boolean;
  @Shown('The whole case, or a task of it.') readonly suspend!: boolean;
  @Shown() readonly resume!: boolean;
  @Shown('Give more time without having been asked.') readonly extend!: boolean;
  @Shown() readonly logContact!: boolean;
  @Shown() readonly transcribe!: boolean;
  @Shown() readonly reopen!: boolean;
  @Shown() readonly fileDocuments!: boolean;
  @Shown() readonly copyLink!: boolean;
}

export class CaseViewDto implements CaseView {
  @Shown() readonly case!: CaseSummaryDto;
  @ShownList(() => StageDto) readonly stages!: readonly StageDto[];
  @ShownList(() => ItemSummaryDto, 'Tasks and approvals in the order of opening.')
  readonly items!: readonly ItemSummaryDto[];
  @ShownList(() => MilestoneDto) readonly milestones!: readonly MilestoneDto[];
  @ShownListOrNull(() => MeasureDto, 'Null where you may not see figures of the company.')
  readonly measures!: readonly MeasureDto[] | null;
  @ShownListOrNull(() => DocumentDto, 'Null where you may not see files of the company.')
  readonly documents!: readonly DocumentDto[] | null;
  @ShownListOrNull(() => MailDto, 'Null where you may not see mails.') readonly mails!:
    readonly MailDto[] | null;
  @ShownList(() => IncidentDto) readonly incidents!: readonly IncidentDto[];
  @ShownList(() => SuspensionDto, "Clocks that stand now, the whole case's first.")
  readonly suspensions!: readonly SuspensionDto[];
  @ShownListOrNull(() => ContactEntryDto, 'Newest first; null where you may not read them.')
  readonly contacts!: readonly ContactEntryDto[] | null;
  @ShownList(() => ReopeningDto) readonly reopenings!: readonly ReopeningDto[];
  @Shown('What you may do with the case now.') readonly may!: CaseRightsDto;
}

export class TrailEntryDto implements TrailEntry {
  @Shown() readonly seq!: number;
  @ShownInstant('When it happened.') readonly at!: number;
  @Shown() readonly engine!: number;
  @ShownOrNull('string', 'Person code; null for what the case did by itself.') readonly person!:
    string | null;
  @ShownOrNull('string') readonly personName!: string | null;
  @ShownOrNull('string', 'Organisation the person acted for.') readonly organisation!: string | null;
  @ShownOrNull('string', 'signed-in, link, copied-link or transcribed.')
  readonly channel!: TrailEntry['channel'];
  @ShownOrNull('string', 'Person code.') readonly onBehalfOf!: string | null;
  @ShownOrNull('string') readonly onBehalfOfName!: string | null;
  @ShownPartOrNull(() => DeclarationDto, "Who filled it in through the person's link, as they declared.")
  readonly declared!: DeclarationDto | null;
  @ShownOrNull('string', 'Code of the person who copied the link it came through.')
  readonly via!: string | null;
  @ShownOrNull('string') readonly viaName!: string | null;
  @ShownOrNull('string', 'How it reached us: of what was taken down, and of contacts.')
  readonly medium!: string | null;
  @ShownOrNull('string') readonly reason!: string | null;
  @ShownOpenOrNull('By field key.') readonly answers!: TrailEntry['answers'];
  @ShownWords('Document ids.') readonly documents!: readonly string[];
  @ApiProperty({
    description: 'What was decided; the other keys depend on the type.',
    type: 'array',
    items: {
      type: 'object',
      required: ['type'],
      properties: { type: { type: 'string' } },
      additionalProperties: true,
    },
  })
  readonly events!: TrailEntry['events'];
}

export class CasePage extends PageOf(CaseSummaryDto) {}
export class TrailPage extends PageOf(TrailEntryDto) {}
export class DocumentPage extends PageOf(DocumentDto) {}
export class MeasurePage extends PageOf(MeasureDto) {}
