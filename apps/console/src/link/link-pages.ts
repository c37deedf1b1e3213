import type { Request } from 'express';
import type { LinkAnswer } from '#libs/cases';
import { languageOf } from '../http/requests.js';
import { speechFor, type Speech } from '../text/messages.js';

/** The link with its person reading in the page's language: titles and forms of definitions too. */
export function readIn(link: LinkAnswer, { language }: Speech): LinkAnswer {
  if (link.status !== 'valid') return link;
  const { actor } = link;
  return { ...link, actor: { ...actor, viewer: { ...actor.viewer, language } } };
}

/** Speech of a link's page: the language asked for, else that of its person, else the browser's. */
export function speechOf(request: Request, link: LinkAnswer): Speech {
  return speechFor(languageOf(request, ownLanguage(link)));
}

function ownLanguage(link: LinkAnswer): string | undefined {
  if (link.status === 'valid') return link.actor.viewer.language;
  return link.status === 'unknown' ? undefined : link.language;
}

/** Address of a link's page. */
export function pathOf(token: string): string {
  return `/t/${encodeURIComponent(token)}`;
}
