import { Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ProgrammeReports, type Page, type ProgrammeReport } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import type { KeyCount, Savings } from '#libs/persistence';
import { ApiController, CurrentViewer } from '../http/decorators.js';
import { OptionalCode } from '../http/fields.js';
import { PageOf, PageQuery, pageOf } from '../http/page.js';
import { Shown, ShownList, ShownOrNull, ShownPartOrNull } from '../http/shown.js';

export class KeyCountDto implements KeyCount {
  @ShownOrNull('string', 'Null where there is none yet.') readonly key!: string | null;
  @Shown() readonly count!: number;
}

export class SavingsDto implements Savings {
  @Shown() readonly recommended!: number;
  @Shown() readonly chosen!: number;
  @Shown() readonly implemented!: number;
}

export class ProgrammeReportDto implements ProgrammeReport {
  @Shown('Code.') readonly programme!: string;
  @Shown() readonly name!: string;
  @Shown('ISO 4217 code.') readonly currency!: string;
  @Shown('Open cases.') readonly open!: number;
  @Shown('Closed cases.') readonly closed!: number;
  @ShownList(() => KeyCountDto, 'Open cases by stage.') readonly stages!: readonly KeyCountDto[];
  @ShownList(() => KeyCountDto, 'Closed cases by outcome.') readonly outcomes!: readonly KeyCountDto[];
  @Shown('Tasks and approvals past their due date.') readonly overdueItems!: number;
  @Shown('Measures recommended.') readonly recommended!: number;
  @Shown('Measures chosen by the companies.') readonly chosen!: number;
  @ShownList(() => KeyCountDto, 'Chosen measures by outcome.')
  readonly measureOutcomes!: readonly KeyCountDto[];
  @ShownOrNull('number', 'Share of the chosen measures that were implemented, 0 to 1.')
  readonly implementedShare!: number | null;
  @ShownPartOrNull(
    () => SavingsDto,
    'Yearly savings; null where the sum would tell the figures of a company.',
  )
  readonly savings!: SavingsDto | null;
}

export class ReportPage extends PageOf(ProgrammeReportDto) {}

export class ReportQuery extends PageQuery {
  @OptionalCode('Of one programme.')
  readonly programme?: string;
}

/** Programmes in numbers. */
@ApiController('reports', 'operations')
export class ReportsController {
  constructor(private readonly reports: ProgrammeReports) {}

  @Get()
  @ApiOperation({ operationId: 'listReports', summary: 'Your programmes in numbers' })
  @ApiOkResponse({ type: ReportPage })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: ReportQuery): Promise<Page<ProgrammeReport>> {
    const found = await this.reports.list(viewer, query.programme);
    return pageOf(found, ({ programme }) => programme, query);
  }
}
