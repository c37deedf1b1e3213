import { Controller, Get, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from '#libs/domain';
import { Accounts, SignInLimit } from '#libs/identity';
import { PageFilter } from '../http/page.filter.js';
import { finished, save } from '../http/session.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { NothingTyped, waitingOn } from '../http/unsent.js';
import { csrfField, isFromOurPage, originOf, SignedInGuard, speechOf } from '../http/visit.js';
import { SignInPage } from './sign-in.view.js';

/** Signing in and out. Says nothing about which of address and password was wrong. */
@Controller('console')
@UseFilters(PageFilter)
export class SignInController {
  constructor(
    private readonly accounts: Accounts,
    private readonly limit: SignInLimit,
  ) {}

  @Get('sign-in')
  show(@Req() request: Request, @Res() response: Response): void {
    this.send(request, response, 200, null);
  }

  @Post('sign-in')
  async signIn(@Req() request: Request, @Res() response: Response): Promise<void> {
    const body = bodyOfRequest(request);
    const { email, password } = body;
    if (!isFromOurPage(request)) {
      this.send(request, response, 403, 'sign-in.again');
      return;
    }
    if (
      typeof email !== 'string' ||
      typeof password !== 'string' ||
      email.length > 320 ||
      password.length > 1_000
    ) {
      this.send(request, response, 401, 'sign-in.refused');
      return;
    }
    try {
      const { person } = await this.limit.guard(email, request.ip ?? '', () =>
        this.accounts.signIn(email, password),
      );
      await renew(request);
      request.session.person = person;
      Object.assign(request.session, originOf(request, Date.now()));
      // Written before the redirect is followed: the next page must find it.
      await save(request);
      response.redirect(303, nextOf(body['next']));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === 'sign-in.refused') this.send(request, response, 401, 'sign-in.refused');
      else if (error.code === 'sign-in.too-many') {
        response.setHeader('Retry-After', String(error.details.retryAfter ?? 60));
        this.send(request, response, 429, 'sign-in.too-many');
      } else throw error;
    }
  }

  @Post('sign-out')
  @NothingTyped()
  @UseGuards(SignedInGuard)
  async signOut(@Req() request: Request, @Res() response: Response): Promise<void> {
    await finished((done) => request.session.destroy(done));
    response.redirect(303, '/console/sign-in');
  }

  private send(request: Request, response: Response, status: number, problem: string | null): void {
    const { email, next = request.query['next'] } = bodyOfRequest(request);
    sendHtml(
      response,
      status,
      <SignInPage
        speech={speechOf(request, undefined)}
        hidden={[csrfField(request), ['next', nextOf(next)]]}
        email={typeof email === 'string' ? email : ''}
        problem={problem}
        unsent={waitingOn(request).length > 0}
      />,
    );
  }
}

/**
 * A new session id, so that one planted before the sign-in is worth nothing. The language comes along, and so do unsent forms, whoever
 * signs in: each is shown to its own person only.
 */
async function renew(request: Request): Promise<void> {
  const { language } = request.session;
  const unsent = waitingOn(request);
  await finished((done) => request.session.regenerate(done));
  if (language !== undefined) request.session.language = language;
  if (unsent.length > 0) request.session.unsentForms = unsent;
}

/** Pages of our own only. */
function nextOf(next: unknown): string {
  return typeof next === 'string' &&
    /^\/console(?:[/?][\w./?=&%~-]*)?$/.test(next) &&
    !next.startsWith('/console/sign-')
    ? next
    : '/console';
}
