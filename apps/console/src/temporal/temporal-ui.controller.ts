import { All, Controller, Inject, Next, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { createProxyMiddleware, type RequestHandler } from 'http-proxy-middleware';
import { DomainError } from '#libs/domain';
import { INSTALLATION, temporalUiPath, type InstallationParts } from '#libs/installation';
import { PageFilter, sendErrorPage } from '../http/page.filter.js';
import { sessionCookies } from '../signin/session-cookie.js';
import { WatcherGuard } from './watcher.guard.js';
import { movedBelow, policyFor } from './page-policy.js';
import { foreignCookies, isRead } from './read-only.js';

/** How long the UI's own server may take to answer, ms. */
const patience = 15_000;

/**
 * The Temporal UI inside the console's address, for administrators of every programme. Reads pass, writes do not: a case is
 * changed by acts alone (I1), and the UI's own address, which has no sign-in, can stay closed to everybody.
 */
@Controller('console/temporal')
@UseGuards(WatcherGuard)
@UseFilters(PageFilter)
export class TemporalUiController {
  private readonly proxy: RequestHandler<Request, Response> | undefined;
  private readonly origin: string | undefined;

  constructor(@Inject(INSTALLATION) { temporalUiUrl }: InstallationParts) {
    if (temporalUiUrl === null) return;
    this.origin = new URL(temporalUiUrl).origin;
    this.proxy = createProxyMiddleware<Request, Response>({
      target: this.origin,
      changeOrigin: true,
      proxyTimeout: patience,
      pathRewrite: { [`^${temporalUiPath}`]: '' },
      on: {
        proxyReq: (outgoing, request) => {
          outgoing.setHeader('cookie', foreignCookies(request.headers.cookie, sessionCookies));
        },
        error: (_error, request, response) => {
          if ('status' in response) sendErrorPage(request, response, away());
          else response.destroy();
        },
      },
    });
  }

  @All(['', '*path'])
  async pass(@Req() request: Request, @Res() response: Response, @Next() next: NextFunction): Promise<void> {
    if (!this.proxy || this.origin === undefined) throw new DomainError('not-found', 'temporal-ui.unknown');
    const path = request.originalUrl.replace(/\?.*$/s, '').slice(temporalUiPath.length);
    if (!isRead(request.method, path)) throw new DomainError('forbidden', 'temporal-ui.read-only', path);
    if (path === '/api/v1/settings') await this.sendSettings(request, response, this.origin);
    // Its frames of rendered words bring a policy of their own.
    else if (request.method === 'GET' && path !== '/render' && request.accepts(['json', 'html']) === 'html')
      await this.sendPage(request, response, this.origin);
    else await this.proxy(request, response, next);
  }

  /** The UI then shows no button that would be refused. */
  private async sendSettings(request: Request, response: Response, origin: string): Promise<void> {
    const answer = await fetchFrom(origin, request);
    const settings = (await answer.json()) as Readonly<Record<string, unknown>>;
    passCookies(answer, response);
    response.json({ ...settings, DisableWriteActions: true });
  }

  private async sendPage(request: Request, response: Response, origin: string): Promise<void> {
    const answer = await fetchFrom(origin, request);
    const html = movedBelow(temporalUiPath, await answer.text());
    passCookies(answer, response);
    response.status(answer.status).setHeader('Content-Security-Policy', policyFor(html));
    response.setHeader('Cache-Control', 'no-store');
    response.type(answer.headers.get('content-type') ?? 'text/html').send(html);
  }
}

async function fetchFrom(origin: string, request: Request): Promise<globalThis.Response> {
  const cookie = foreignCookies(request.headers.cookie, sessionCookies);
  try {
    return await fetch(`${origin}${request.originalUrl.slice(temporalUiPath.length)}`, {
      headers: { cookie, accept: request.headers.accept ?? '*/*' },
      signal: AbortSignal.timeout(patience),
    });
  } catch {
    throw away();
  }
}

/** The UI proves with a cookie of its own that a query comes from its page. */
function passCookies(answer: globalThis.Response, response: Response): void {
  for (const cookie of answer.headers.getSetCookie()) response.append('Set-Cookie', cookie);
}

function away(): DomainError {
  return new DomainError('unavailable', 'temporal-ui.away');
}
