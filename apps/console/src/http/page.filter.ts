import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { h } from 'preact';
import { DomainError } from '#libs/domain';
import { speechFor } from '../text/messages.js';
import { ErrorPage } from '../layout/error.view.js';
import { isAway, statusOf } from './faults.js';
import { isTooLong } from './posted-forms.js';
import { SignInNeeded } from './sign-in-needed.js';
import { bodyOfRequest, languageOf, sendHtml } from './requests.js';
import { typedWords } from './typed-words.js';
import { visitOf } from './visit.js';

/** Turns an error of a page into a page that says what to do, in the reader's language. */
@Catch()
export class PageFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendErrorPage(http.getRequest<Request>(), http.getResponse<Response>(), error);
  }
}

const logger = new Logger('Console');

/** Also for what fails before a controller is reached. */
export function sendErrorPage(request: Request, response: Response, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof SignInNeeded && isPartOfPage(request)) {
    // Nothing to show: what is typed on the page must not give way to a sign-in nobody asked for.
    response.status(204).end();
    return;
  }
  if (error instanceof SignInNeeded) {
    // Nothing for the page to swap; a redirect would be followed, and the sign-in's new session would replace one that keeps a form.
    if (error.asked) response.redirect(303, error.address);
    else response.status(204).end();
    return;
  }
  const { status, key, code } = describe(error);
  if (status === 500)
    logger.error(
      // Not `path`: it lacks `/t` where a middleware of ours has failed, and a link's token must not be logged.
      `${request.method} ${request.originalUrl.replace(/\?.*$/, '').replace(/^\/t\/[^/]+/, '/t/…')}`,
      error instanceof Error ? error.stack : String(error),
    );
  if (status === 503) response.setHeader('Retry-After', '5');
  // Link pages have no session.
  const session = request.session as Request['session'] | undefined;
  const { language = session?.language ?? session?.spoken } = visitOf(request)?.speech ?? {};
  const speech = speechFor(languageOf(request, language));
  const retry =
    status === 503
      ? { action: request.originalUrl, body: request.method === 'POST' ? bodyOfRequest(request) : null }
      : null;
  const home = request.originalUrl.startsWith('/console') ? '/console' : null;
  const typed = retry === null && isCopied(request, code) ? typedWords(bodyOfRequest(request)) : [];
  sendHtml(response, status, h(ErrorPage, { speech, status, message: key, code, retry, home, typed }));
}

/** What was typed and came to nothing is shown to whoever typed it: not on another person's page, nor on another site; no password either. */
function isCopied({ method, originalUrl, headers }: Request, code: string): boolean {
  if (method !== 'POST' || code === 'form.of-another') return false;
  if (originalUrl.startsWith('/t/')) return true;
  return headers['sec-fetch-site'] === 'same-origin' && !/^\/console\/(?:sign-|password)/.test(originalUrl);
}

/** Asked for by an open page that reads a part of itself anew. */
function isPartOfPage(request: Request): boolean {
  return request.method === 'GET' && request.header('hx-request') === 'true';
}

interface Fault {
  readonly status: number;
  readonly key: string;
  readonly code: string;
}

function describe(error: unknown): Fault {
  if (isAway(error))
    return {
      status: 503,
      key: 'error.unavailable',
      code: error instanceof DomainError ? error.code : 'database.unavailable',
    };
  if (error instanceof DomainError) {
    const { kind, code } = error;
    return { status: statusOf[kind], key: ownWords[code] ?? `error.${kind}`, code };
  }
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { status?: unknown } | null)?.status;
  if (status === 404) return { status, key: 'error.not-found', code: 'page.unknown' };
  if (status === 403) return { status, key: 'error.form-expired', code: 'form.expired' };
  if (isTooLong(error)) return { status: 413, key: 'error.too-long', code: 'request.too-long' };
  if (status === 413 || isLimit(error))
    return { status: 413, key: 'error.too-large', code: 'request.too-large' };
  if (typeof status === 'number' && status >= 400 && status < 500)
    return { status, key: 'error.invalid', code: 'request.malformed' };
  return { status: 500, key: 'error.fault', code: 'server.fault' };
}

/** Refusals of whole pages that a general sentence would not explain. */
const ownWords: Readonly<Record<string, string>> = {
  'form.of-another': 'error.form-of-another',
  'attestation.not-done': 'error.attestation-not-done',
  'temporal-ui.unknown': 'error.no-temporal-ui',
  'temporal-ui.away': 'error.temporal-ui-away',
  'temporal-ui.read-only': 'error.temporal-ui-read-only',
};

function isLimit(error: unknown): boolean {
  return error instanceof Error && error.name === 'MulterError';
}
