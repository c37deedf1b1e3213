import { createHash, timingSafeEqual } from 'node:crypto';
import { HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Request } from 'express';
import { TakeBounce } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { Accounts, BearerTokens, rolesIn } from '#libs/identity';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { OpenApiController } from '../http/decorators.js';
import { BounceDto } from './mail.dto.js';

/** Where a mail server's pipe hands back mail that did not arrive. */
@OpenApiController('mails/bounces', 'operations')
export class BouncesController {
  constructor(
    private readonly bounces: TakeBounce,
    private readonly tokens: BearerTokens,
    private readonly accounts: Accounts,
    @Inject(INSTALLATION) private readonly parts: InstallationParts,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'postBounce',
    summary: 'Hand in a delivery status notification (RFC 3464); anything else changes nothing',
    description:
      'Authorization: Bearer with BOUNCE_SECRET, or with an administrator’s token. The same message twice changes nothing more.',
  })
  @ApiConsumes('message/rfc822')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiOkResponse({ type: BounceDto })
  async post(@Req() request: Request): Promise<BounceDto> {
    await this.authorise(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]);
    const body: unknown = request.body;
    if (!Buffer.isBuffer(body) || body.length === 0)
      throw new DomainError('invalid', 'bounce.empty', null, {
        hint: 'Send the message as it came, with its headers, as the body.',
      });
    const { recognised } = await this.bounces.execute(body);
    return { recognised };
  }

  private async authorise(token: string | undefined): Promise<void> {
    const secret = this.parts.environment.BOUNCE_SECRET;
    if (token !== undefined && secret !== undefined && isSame(token, secret)) return;
    const found = token === undefined ? null : await this.tokens.verify(token);
    const viewer = found && (await this.accounts.viewerOfAccount(found.person));
    if (!viewer) throw new DomainError('unauthenticated', 'token.required');
    // Bounces are of every programme.
    if (!rolesIn(viewer, '*').includes('administrator'))
      throw new DomainError('forbidden', 'action.forbidden', 'post-bounce');
  }
}

function isSame(given: string, secret: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
