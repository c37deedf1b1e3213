import { Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ResetPassword } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { SignInLimit } from '#libs/identity';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { csrfField, isFromOurPage, speechOf } from '../http/visit.js';
import { ForgotPage, PasswordPage } from './password.view.js';

/** Choosing a password by way of the registered address. A GET uses no token up (I2). */
@Controller('console')
@UseFilters(PageFilter)
export class PasswordController {
  constructor(
    private readonly resets: ResetPassword,
    private readonly limit: SignInLimit,
  ) {}

  @Get('forgot')
  forgot(@Req() request: Request, @Res() response: Response): void {
    this.sendForgot(request, response, 200, null, false);
  }

  @Post('forgot')
  async ask(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { email } = bodyOfRequest(request);
    if (!isFromOurPage(request)) {
      this.sendForgot(request, response, 403, 'sign-in.again', false);
      return;
    }
    try {
      await this.limit.count(request.ip ?? '');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.sendForgot(request, response, 429, 'sign-in.too-many', false);
      return;
    }
    if (typeof email === 'string' && email.length <= 320) this.resets.ask(email);
    this.sendForgot(request, response, 200, null, true);
  }

  @Get('password/:token')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('token') token: string,
  ): Promise<void> {
    const over = (await this.resets.find(token)) === null;
    this.sendPassword(request, response, over ? 410 : 200, token, over ? 'over' : null);
  }

  @Post('password/:token')
  async choose(
    @Req() request: Request,
    @Res() response: Response,
    @Param('token') token: string,
  ): Promise<void> {
    const { password, again } = bodyOfRequest(request);
    if (!isFromOurPage(request)) {
      this.sendPassword(request, response, 403, token, 'sign-in.again');
      return;
    }
    if (typeof password !== 'string' || password !== again) {
      this.sendPassword(request, response, 422, token, 'password.differ');
      return;
    }
    try {
      await this.limit.count(request.ip ?? '');
      await this.resets.choose(token, password);
      response.redirect(303, '/console/sign-in');
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'conflict') throw error;
      if (error.code === 'account.token-over') this.sendPassword(request, response, 410, token, 'over');
      else if (error.code === 'sign-in.too-many')
        this.sendPassword(request, response, 429, token, 'sign-in.too-many');
      else this.sendPassword(request, response, 422, token, 'password.rule');
    }
  }

  private sendForgot(
    request: Request,
    response: Response,
    status: number,
    problem: string | null,
    asked: boolean,
  ): void {
    const props = { path: '/console/forgot', hidden: [csrfField(request)], problem, asked };
    sendHtml(response, status, <ForgotPage speech={speechOf(request, undefined)} {...props} />);
  }

  private sendPassword(
    request: Request,
    response: Response,
    status: number,
    token: string,
    problem: string | null,
  ): void {
    const over = problem === 'over';
    const path = `/console/password/${encodeURIComponent(token)}`;
    const props = { path, hidden: [csrfField(request)], problem: over ? null : problem, over };
    sendHtml(response, status, <PasswordPage speech={speechOf(request, undefined)} {...props} />);
  }
}
