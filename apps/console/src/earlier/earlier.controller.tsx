import { Controller, Get, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DefinitionLibrary, DirectoryQueries, OpenCase } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { DomainError, type FieldError } from '#libs/domain';
import { firstMonthBefore } from '../forms/months.view.js';
import { isAway, statusOf } from '../http/faults.js';
import { PageFilter } from '../http/page.filter.js';
import { textOf } from '../http/form-post.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { newFormKey } from '../http/tokens.js';
import { AskedAbout } from '../http/unsent.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { requestKey } from '../http/request-key.js';
import { earlierOf, inputOf } from './earlier.js';
import { EarlierChoicePage, EarlierPage, type EarlierProps } from './earlier.view.js';

type Posted = Readonly<Record<string, unknown>>;

/** Entering a company in the middle of its path: which stage, then what lies behind it. Tells nobody of the past. */
@Controller('console/earlier-cases')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class EarlierController {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly library: DefinitionLibrary,
    private readonly opening: OpenCase,
    private readonly clock: CaseClock,
  ) {}

  @Get()
  async show(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.send(visit, response, 200, request.query, { problems: [], notice: null });
  }

  @Post()
  @AskedAbout('earlier.title', {
    ...{ programme: 'case.programme', organisation: 'item.company', definition: 'case.definition' },
    ...{ stage: 'earlier.stage', entered: 'earlier.entered', left: 'earlier.left', done: 'earlier.done' },
  })
  async open(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const body = bodyOfRequest(request);
    const [programme, organisation, definition, stage] = [
      ...['programme', 'organisation', 'definition', 'stage'].map((name) => textOf(body[name])),
    ] as [string, string, string, string];
    const found = this.library.newest(definition);
    if (!found) throw new DomainError('not-found', 'definition.unknown', definition);
    const earlier = earlierOf(found, stage, body);
    const input = { programme, organisation, definition, earlier };
    try {
      const { reference } = await this.opening.execute(visit.actor, input, requestKey(body['key'], input));
      response.redirect(303, `/console/cases/${reference}`);
    } catch (error) {
      if (isAway(error))
        await this.send(visit, response, 503, body, { problems: [], notice: 'notice.unavailable' });
      else if (error instanceof DomainError && ['invalid', 'conflict', 'not-found'].includes(error.kind)) {
        const problems = (error.details.fields ?? []).map((one) => ({ ...one, field: inputOf(one.field) }));
        const notice = problems.length > 0 ? null : `refusal.${error.code}`;
        await this.send(visit, response, statusOf[error.kind], body, { problems, notice });
      } else throw error;
    }
  }

  private async send(
    visit: Visit,
    response: Response,
    status: number,
    typed: Posted,
    { problems, notice }: { readonly problems: readonly FieldError[]; readonly notice: string | null },
  ): Promise<void> {
    const [programmes, organisations] = await Promise.all([
      this.directory.programmes(visit.viewer),
      this.directory.organisations(visit.viewer),
    ]);
    const definition = this.library.newest(textOf(typed['definition']) || 'sme-cleaner-production');
    if (!definition) throw new DomainError('not-found', 'definition.unknown');
    const key = textOf(typed['key']) || newFormKey();
    const props: EarlierProps = {
      ...{ visit, programmes, organisations, definition, typed, problems, notice },
      formKey: key,
      firstMonth: firstMonthBefore(this.clock.now()),
    };
    const chosen = textOf(typed['stage']) !== '' && textOf(typed['organisation']) !== '';
    sendHtml(response, status, chosen ? <EarlierPage {...props} /> : <EarlierChoicePage {...props} />);
  }
}
