import type { Request } from 'express';
import type { LinkAnswer } from '#libs/cases';
import { languageOf } from '../http/requests.js';
import { speechFor, type Speech } from '../text/messages.js';

/** Speech of a link's page: the language asked for, else that of its person, else the browser's. */
export function speechOf(request: Request, link: LinkAnswer): Speech {
  return speechFor(languageOf(request, link.status === 'valid' ? link.actor.viewer.language : undefined));
}

/** Address of a link's page. */
export function pathOf(token: string): string {
  return `/t/${encodeURIComponent(token)}`;
}
