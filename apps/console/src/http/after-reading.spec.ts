import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import express, { type ErrorRequestHandler } from 'express';
import { DomainError } from '#libs/domain';
import { afterReading } from './after-reading.js';
import { sendErrorPage } from './page.filter.js';
import { readForms } from './posted-forms.js';

describe('a form that comes while no session can be opened', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  it('is read first, so that the page that says so can send it again', async () => {
    const sessions = afterReading((_request, _response, next) => {
      next(new DomainError('unavailable', 'database.unavailable'));
    });
    const failed: ErrorRequestHandler = (error: unknown, request, response, _next) => {
      sendErrorPage(request, response, error);
    };
    const app = express();
    app.use('/console', sessions.open);
    app.use(
      '/console',
      readForms(() => Promise.resolve(false)),
    );
    app.use('/console', sessions.fail);
    app.use(failed);
    const listening = await new Promise<Server>((ready) => {
      const started = app.listen(0, '127.0.0.1', () => ready(started));
    });
    server = listening;
    const address = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/console/people`;
    const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ name: 'Nezha' }) });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('name="name" value="Nezha"');
  });
});
