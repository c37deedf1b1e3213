import { Body, Delete, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';
import { IsEmail } from 'class-validator';
import { Accounts, BearerTokens, SignInLimit, type Viewer } from '#libs/identity';
import { UseGuards } from '@nestjs/common';
import { BearerGuard } from '../http/bearer.guard.js';
import { CurrentToken, CurrentViewer, OpenApiController } from '../http/decorators.js';
import { Line } from '../http/fields.js';

export class SignInDto {
  @ApiProperty({ format: 'email' })
  @IsEmail()
  readonly email!: string;

  @Line('Password')
  readonly password!: string;
}

export class SessionDto {
  @ApiProperty({ description: 'To be sent as `Authorization: Bearer …`. Shown once.' })
  readonly token!: string;

  @ApiProperty({ format: 'date-time' })
  readonly expiresAt!: string;

  @ApiProperty({ description: 'Person code.' })
  readonly person!: string;
}

/** Bearer tokens for programs. */
@OpenApiController('sessions', 'sessions')
export class SessionsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly tokens: BearerTokens,
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
}
