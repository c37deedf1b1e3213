import type { INestApplicationContext } from '@nestjs/common';
import type { Request } from 'express';
import { CaseClock } from '#libs/config';
import { LinkTokens } from '#libs/identity';

/**
 * Whether we know who sends a form: whoever has signed in, or comes by a link that we made, be it over by now (what is typed behind it then
 * waits for the next one). It grants nothing but room.
 */
export function knownSenders(app: INestApplicationContext): (request: Request) => Promise<boolean> {
  const [links, clock] = [app.get(LinkTokens), app.get(CaseClock)];
  return async (request) => {
    // Links have no session, and neither has a console whose database is away.
    const session = request.session as Request['session'] | undefined;
    if (session !== undefined) return session.person !== undefined;
    const token = /^\/t\/([^/?]+)/.exec(request.originalUrl)?.[1];
    if (token === undefined) return false;
    const { status } = await links.verify(token, clock.now());
    return status === 'valid' || status === 'expired';
  };
}
