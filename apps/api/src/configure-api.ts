import { randomUUID } from 'node:crypto';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { checkAddress, readBody, readMessage } from './http/json-body.js';
import { Metrics } from './operations/metrics.js';
import { openApiDocument } from './openapi.js';

/** Installs what the API's paths need beside their controllers: JSON bodies, correlation ids, the OpenAPI document. Before `listen`. */
export function configureApi(app: NestExpressApplication): void {
  const { environment } = app.get<InstallationParts>(INSTALLATION);
  app.disable('x-powered-by');
  // Behind a proxy that ends TLS the peer is the proxy: without the reader's own address all would share one sign-in limit.
  if (environment.PUBLIC_URL.startsWith('https:')) app.set('trust proxy', 'loopback, linklocal, uniquelocal');
  app.use(app.get(Metrics).time);
  app.use('/api/v1/mails/bounces', correlate, checkAddress, readMessage);
  app.use('/api', correlate, checkAddress, readBody);
  const document = openApiDocument(app);
  app.use('/api/openapi.json', (_request: Request, response: Response) => {
    response.json(document);
  });
}

/** A caller's own correlation id is kept, so that both logs can be laid side by side. */
function correlate(request: Request, response: Response, next: NextFunction): void {
  const given = request.header('x-correlation-id') ?? '';
  response.setHeader('X-Correlation-Id', /^[\w-]{8,64}$/.test(given) ? given : randomUUID());
  response.setHeader('X-Content-Type-Options', 'nosniff');
  next();
}
