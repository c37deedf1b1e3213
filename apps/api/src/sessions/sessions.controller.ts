import { Body, Delete, Get, HttpCode, Ip, Param, Post, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
} from '@nestjs/swagger';
import { ResetPassword } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { Accounts, BearerTokens, OpenSessions, SignInLimit, type Viewer } from '#libs/identity';
import { BearerGuard } from '../http/bearer.guard.js';
import { CurrentToken, CurrentViewer, OpenApiController } from '../http/decorators.js';
import { AskResetDto, ChoosePasswordDto, OpenSessionsDto, SessionDto, SignInDto } from './sessions.dto.js';

/** Bearer tokens for programs, and everything a person is signed in with. */
@OpenApiController('sessions', 'sessions')
export class SessionsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly tokens: BearerTokens,
    private readonly sessions: OpenSessions,
    private readonly limit: SignInLimit,
  ) {}

  @Post()
  @ApiOperation({ operationId: 'signIn', summary: 'Exchange e-mail address and password for a bearer token' })
  @ApiCreatedResponse({ type: SessionDto })
  async signIn(@Body() body: SignInDto, @Ip() ip: string): Promise<Readonly<SessionDto>> {
    const viewer = await this.limit.guard(body.email, ip, () =>
      this.accounts.signIn(body.email, body.password),
    );
    const { token, expiresAt } = await this.tokens.issue(viewer.person);
    return { token, expiresAt: expiresAt.toISOString(), person: viewer.person };
  }

  @Delete('current')
  @HttpCode(204)
  @UseGuards(BearerGuard)
  @ApiOperation({ operationId: 'signOut', summary: 'Revoke the token this request came with' })
  @ApiNoContentResponse()
  async signOut(@CurrentViewer() viewer: Viewer, @CurrentToken() id: string): Promise<void> {
    await this.tokens.revoke(viewer.person, id);
  }

  @Get()
  @UseGuards(BearerGuard)
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'listSessions', summary: 'Browsers and programs you are signed in with' })
  @ApiOkResponse({ type: OpenSessionsDto })
  async list(@CurrentViewer() viewer: Viewer): Promise<OpenSessionsDto> {
    return { items: await this.sessions.of(viewer.person) };
  }

  @Delete()
  @HttpCode(204)
  @UseGuards(BearerGuard)
  @ApiBearerAuth()
  @ApiOperation({
    operationId: 'signOutEverywhere',
    summary: 'End every session and token, this one as well',
  })
  @ApiNoContentResponse()
  async endAll(@CurrentViewer() viewer: Viewer): Promise<void> {
    await this.sessions.endAll(viewer.person);
  }

  @Delete(':id')
  @HttpCode(204)
  @UseGuards(BearerGuard)
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'endSession', summary: 'End one of your sessions or tokens' })
  @ApiNoContentResponse()
  async end(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<void> {
    if (!(await this.sessions.end(viewer.person, id)))
      throw new DomainError('not-found', 'session.unknown', id);
  }
}

/** Choosing a password without a sign-in, by way of the registered address. */
@OpenApiController('passwords', 'sessions')
export class PasswordsController {
  constructor(
    private readonly resets: ResetPassword,
    private readonly limit: SignInLimit,
  ) {}

  @Post('reset')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'askReset',
    summary: 'Mail a link to choose a new password; the answer is the same for every address',
  })
  async ask(@Body() { email }: AskResetDto, @Ip() ip: string): Promise<void> {
    await this.limit.count(ip);
    this.resets.ask(email);
  }

  @Post()
  @HttpCode(204)
  @ApiOperation({
    operationId: 'choosePassword',
    summary: 'Choose a password with the token of a mail, once',
  })
  @ApiNoContentResponse()
  async choose(@Body() { token, password }: ChoosePasswordDto, @Ip() ip: string): Promise<void> {
    await this.limit.count(ip);
    await this.resets.choose(token, password);
  }
}
