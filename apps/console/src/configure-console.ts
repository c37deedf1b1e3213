import compression from 'compression';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import session from 'express-session';
import helmet from 'helmet';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { serveAssets } from './layout/assets.js';
import { afterReading } from './http/after-reading.js';
import { tellBeside } from './http/beside.js';
import { knownSenders } from './http/known-senders.js';
import { sendErrorPage } from './http/page.filter.js';
import { readForms } from './http/posted-forms.js';
import { storable } from './http/storable.js';
import { sessionCookie } from './signin/session-cookie.js';
import { SessionStore } from './signin/session-store.js';

/** Paths that are pages; everything else on the same server (the API) is left alone. */
const pages = ['/t', '/console', '/cases', '/attestations'];

const twelveHours = 12 * 3_600_000;

/**
 * Installs what pages need before their controllers: security headers, sessions (for `/console`), form bodies, assets and the
 * page for what fails on the way. To be called once, before `listen`; reads `INSTALLATION` and the session store from the app.
 */
export function configureConsole(app: NestExpressApplication): void {
  const { environment, secret } = app.get<InstallationParts>(INSTALLATION);
  const secure = environment.PUBLIC_URL.startsWith('https:');
  app.disable('x-powered-by');
  // Behind a proxy that ends TLS the peer is the proxy: without the reader's own address all would share one sign-in limit.
  if (secure) app.set('trust proxy', 'loopback, linklocal, uniquelocal');
  app.use('/assets', headers(secure), serveAssets);
  app.use(pages, headers(secure), compression({ filter: compressed }));
  const sessions = afterReading(
    session({
      name: sessionCookie(secure),
      secret,
      store: app.get(SessionStore).store,
      resave: false,
      saveUninitialized: false,
      rolling: true,
      // Behind a proxy that ends TLS, the request itself looks plain.
      proxy: secure,
      cookie: { httpOnly: true, sameSite: 'lax', secure, maxAge: twelveHours, path: '/' },
    }),
  );
  app.use('/console', sessions.open);
  app.use(pages, readForms(knownSenders(app)), storable, tellBeside);
  app.use('/console', sessions.fail);
  app.use(pages, failed);
}

/** A stream of events is sent as it happens; compressed, it would wait for more. */
function compressed(...[request, response]: Parameters<typeof compression.filter>): boolean {
  const type = response.getHeader('Content-Type');
  return !String(type).startsWith('text/event-stream') && compression.filter(request, response);
}

/** Strict: nothing inline, nothing from elsewhere, no frames; forms post to ourselves only. */
function headers(secure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    // Addresses of links are secrets: no other site learns them.
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: secure,
  });
}

const failed: ErrorRequestHandler = (error: unknown, request, response, _next) => {
  sendErrorPage(request, response, error);
};
