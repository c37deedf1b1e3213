import type { Request, Response } from 'express';
import type { JSX } from 'preact';
import { uiLanguageOf } from '../text/messages.js';
import { renderPage } from '../layout/document.view.js';

const offered = ['fr', 'en', 'ar', 'es'] as const;

/** Language asked for, else that of the person (in words the console has), else the browser's. */
export function languageOf(request: Request, person: string | undefined): string {
  const asked = offered.find((language) => language === request.query['lang']);
  if (asked) return asked;
  if (person !== undefined) return uiLanguageOf(person);
  return request.acceptsLanguages('fr', 'en', 'ar') === 'en' ? 'en' : 'fr';
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

/** Pages hold figures of companies: no cache keeps them. */
export function sendHtml(response: Response, status: number, page: JSX.Element): void {
  response.status(status).setHeader('Cache-Control', 'no-store');
  response.type('html').send(renderPage(page));
}
