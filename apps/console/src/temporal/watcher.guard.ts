import { ForbiddenException, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '#libs/domain';
import { Accounts, reachOf, type Viewer } from '#libs/identity';
import { SignInNeeded } from '../http/sign-in-needed.js';

/** Whether somebody may watch the engine, which shows the cases of every programme. */
export function mayWatch(viewer: Viewer): boolean {
  return reachOf(viewer, 'watch-engine') === 'every';
}

/**
 * Lets in who may watch the engine. The UI's own requests carry no token of our forms, so that a post (a query) must come from
 * a page of this address, as browsers tell.
 */
@Injectable()
export class WatcherGuard implements CanActivate {
  constructor(private readonly accounts: Accounts) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const { person } = request.session;
    const viewer = person === undefined ? null : await this.accounts.viewerOfAccount(person);
    if (!viewer) {
      if (request.method === 'GET' && request.accepts(['json', 'html']) === 'html')
        throw new SignInNeeded(`/console/sign-in?next=${encodeURIComponent(request.originalUrl)}`);
      throw new DomainError('unauthenticated', 'session.needed');
    }
    if (!mayWatch(viewer)) throw new DomainError('forbidden', 'action.forbidden', 'watch-engine');
    const site = request.headers['sec-fetch-site'];
    if (request.method === 'POST' && site !== undefined && site !== 'same-origin')
      throw new ForbiddenException();
    return true;
  }
}
