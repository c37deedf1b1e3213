import { Body, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  ChangeMailTexts,
  MailTexts,
  PreviewMail,
  type MailTextView,
  type Page,
  type SampleLetter,
} from '#libs/cases';
import { DomainError, type FieldError } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import type { TextProblem } from '#libs/mail';
import { ApiController, CurrentViewer } from '../http/decorators.js';
import { pageOf } from '../http/page.js';
import {
  MailPreviewDto,
  MailTextDto,
  MailTextPage,
  MailTextPath,
  MailTextQuery,
  MailTextWithHistoryDto,
  PreviewMailDto,
  PutMailTextDto,
  SeenVersionQuery,
} from './mail-text.dto.js';
import { textRemedy } from './text-remedy.js';

/** The words of a programme's mail. */
@ApiController('programmes/:code/mail-texts', 'directory')
export class MailTextsController {
  constructor(
    private readonly texts: MailTexts,
    private readonly changes: ChangeMailTexts,
    private readonly previews: PreviewMail,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listMailTexts',
    summary: 'Texts of the programme’s mail that it may say in its own words, in one language',
  })
  @ApiOkResponse({ type: MailTextPage })
  async list(
    @CurrentViewer() viewer: Viewer,
    @Param('code') code: string,
    @Query() query: MailTextQuery,
  ): Promise<Page<MailTextView>> {
    const texts = await this.texts.list(viewer, code, query.language, query.mail);
    return pageOf(texts, ({ key }) => key, query);
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'previewMail',
    summary: 'A mail as its reader gets it, also with texts that are not stored',
    description: 'People and dates in it are examples. Nothing is stored and nothing is sent.',
  })
  @ApiOkResponse({ type: MailPreviewDto })
  async preview(
    @CurrentViewer() viewer: Viewer,
    @Param('code') code: string,
    @Body() { mail, language, texts = [] }: PreviewMailDto,
  ): Promise<SampleLetter> {
    const tried = new Map(texts.map(({ key, text }) => [key, text] as const));
    const answer = await this.previews.execute(viewer, code, { language, letter: mail, texts: tried });
    if (answer.status === 'written') return answer.letter;
    const fields = [
      ...[...answer.problems].flatMap(([key, problems]) => fieldsOf(`texts.${key}`, problems)),
      ...answer.elsewhere.map((key) => ({
        ...{ field: `texts.${key}`, code: 'other-mail' },
        message: `The mail “${mail}” does not say it: see \`mails\` of the text.`,
      })),
    ];
    throw new DomainError('invalid', 'mail-text.invalid', mail, { fields });
  }

  @Get(':language/:key')
  @ApiOperation({ operationId: 'getMailText', summary: 'A text of the programme’s mail, and who changed it' })
  @ApiOkResponse({ type: MailTextWithHistoryDto })
  async get(@CurrentViewer() viewer: Viewer, @Param() path: MailTextPath): Promise<MailTextWithHistoryDto> {
    const text = await this.found(viewer, path);
    const history = await this.texts.history(viewer, path.code, text.language, [text.key]);
    return { ...text, history: history.map(({ key: _key, ...change }) => change) };
  }

  @Put(':language/:key')
  @ApiOperation({
    operationId: 'writeMailText',
    summary: 'Say a text of the programme’s mail in its own words',
    description:
      'Mail written from then on says it so. 409 with what is stored where somebody else has changed it since.',
  })
  @ApiOkResponse({ type: MailTextDto })
  write(
    @CurrentViewer() viewer: Viewer,
    @Param() path: MailTextPath,
    @Body() { text, version }: PutMailTextDto,
  ): Promise<MailTextView> {
    return this.change(viewer, path, text, version);
  }

  @Delete(':language/:key')
  @ApiOperation({ operationId: 'removeMailText', summary: 'Go back to the standard text' })
  @ApiOkResponse({ type: MailTextDto })
  remove(
    @CurrentViewer() viewer: Viewer,
    @Param() path: MailTextPath,
    @Query() { version }: SeenVersionQuery,
  ): Promise<MailTextView> {
    return this.change(viewer, path, null, version);
  }

  private async change(
    viewer: Viewer,
    path: MailTextPath,
    text: string | null,
    version: number,
  ): Promise<MailTextView> {
    const { key, language } = await this.found(viewer, path);
    const wanted = [{ key, text, version, insist: true }];
    const answer = await this.changes.execute(viewer, path.code, language, wanted);
    if (answer.status === 'stored') return this.found(viewer, path);
    const problems = answer.problems.get(key) ?? [];
    if (problems.length > 0)
      throw new DomainError('invalid', 'mail-text.invalid', key, { fields: fieldsOf('text', problems) });
    throw new DomainError('conflict', 'mail-text.changed-meanwhile', key, {
      stored: await this.found(viewer, path),
      hint: 'Somebody else has changed the text since. Look at it, and send its version with yours.',
    });
  }

  private found(viewer: Viewer, { code, language, key }: MailTextPath): Promise<MailTextView> {
    return this.texts.get(viewer, code, language, key);
  }
}

function fieldsOf(field: string, problems: readonly TextProblem[]): readonly FieldError[] {
  return problems.map((problem) => ({ field, code: problem.code, message: textRemedy(problem) }));
}
