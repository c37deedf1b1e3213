import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '#libs/domain';
import { Accounts, BearerTokens, type Viewer } from '#libs/identity';

/** A request that passed the guard. */
export interface AuthenticatedRequest extends Request {
  viewer: Viewer;
  /** Id of the bearer token it came with. */
  tokenId: string;
}

/** Lets a request with a valid bearer token pass and says who it is; accounts are looked at anew each time. */
@Injectable()
export class BearerGuard implements CanActivate {
  constructor(
    private readonly tokens: BearerTokens,
    private readonly accounts: Accounts,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const found = token === undefined ? null : await this.tokens.verify(token);
    const viewer = found && (await this.accounts.viewerOfAccount(found.person));
    if (!found || !viewer)
      throw new DomainError('unauthenticated', 'token.required', null, {
        hint: 'POST your e-mail address and password to /api/v1/sessions and send the token as Authorization: Bearer.',
      });
    request.viewer = viewer;
    request.tokenId = found.id;
    return true;
  }
}
