import type { Request, Response } from 'express';
import type { JSX } from 'preact';
import { isLanguage, negotiate, type Language } from '#libs/wording';
import { renderPage } from '../layout/document.view.js';

/** Language asked for, else that of the person, else the browser's. */
export function languageOf(request: Request, person: string | undefined): Language {
  const asked = request.query['lang'];
  if (isLanguage(asked)) return asked;
  return person === undefined ? browserLanguage(request) : negotiate([person]);
}

/** The first language of the browser that we speak; French for one that says nothing, as most of our readers. */
export function browserLanguage(request: Request): Language {
  const wanted = request.headers['accept-language'] === undefined ? ['fr'] : request.acceptsLanguages();
  return negotiate(wanted);
}

/** The posted fields; empty for a body of another kind. */
export function bodyOfRequest(request: Request): Readonly<Record<string, unknown>> {
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

/** A cookie of ours by its name; it holds no sign that would be encoded. */
export function cookieOf(request: Request, name: string): string | undefined {
  return (request.headers.cookie ?? '')
    .split(/;\s*/)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** Pages hold figures of companies: no cache keeps them, so that none has a tag to compare either. */
export function sendHtml(response: Response, status: number, page: JSX.Element): void {
  const html = Buffer.from(renderPage(page));
  response
    .status(status)
    .type('html')
    .set({ 'Cache-Control': 'no-store', 'Content-Length': `${html.length}` });
  response.end(html);
}
