import { Controller, Get, Param, Query, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { DefinitionQueries } from '#libs/cases';
import { PageFilter } from '../http/page.filter.js';
import { sendHtml } from '../http/requests.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { ChangesPage } from './changes.view.js';
import { changesBetween } from './changes.js';
import { DefinitionPage } from './definition.view.js';
import { DefinitionListPage } from './definition-list.view.js';
import { described } from './described.js';

/** What cases follow, to be read by people who never see the files. */
@Controller('console/definitions')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class DefinitionsController {
  constructor(private readonly definitions: DefinitionQueries) {}

  @Get()
  async list(@Visited() visit: Visit, @Res() response: Response): Promise<void> {
    const definitions = await this.definitions.list(visit.viewer);
    sendHtml(response, 200, <DefinitionListPage visit={visit} definitions={definitions} />);
  }

  @Get(':key/:version')
  async show(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('key') key: string,
    @Param('version') version: string,
  ): Promise<void> {
    const [definition, all] = await Promise.all([
      this.definitions.get(key, Number(version)),
      this.definitions.list(visit.viewer),
    ]);
    const versions = all.find((one) => one.key === key)?.versions ?? [];
    sendHtml(
      response,
      200,
      <DefinitionPage visit={visit} view={described(definition, visit.speech)} versions={versions} />,
    );
  }

  /** Beside the version before, unless the address names another one. */
  @Get(':key/:version/changes')
  async changes(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('key') key: string,
    @Param('version') version: string,
    @Query('from') from?: string,
  ): Promise<void> {
    const to = Number(version);
    const [before, after] = await Promise.all([
      this.definitions.get(key, from === undefined ? to - 1 : Number(from)),
      this.definitions.get(key, to),
    ]);
    const [old, now] = [described(before, visit.speech), described(after, visit.speech)];
    sendHtml(
      response,
      200,
      <ChangesPage visit={visit} before={old} after={now} changes={changesBetween(old, now)} />,
    );
  }
}
