import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { DomainError } from '#libs/domain';
import { speechFor } from '../text/messages.js';
import { sendErrorPage } from './page.filter.js';

describe('the page of an error', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function languageOfPage(path: string, known: object): Promise<string | undefined> {
    const app = express();
    app.use((request, response) => {
      Object.assign(request, { session: {} }, known);
      sendErrorPage(request, response, new DomainError('not-found', 'case.unknown', 'X'));
    });
    const server = await new Promise<Server>((ready) => {
      const started = app.listen(0, '127.0.0.1', () => ready(started));
    });
    servers.push(server);
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    const html = await (await fetch(address, { headers: { 'accept-language': 'fr' } })).text();
    return /<html lang="(\w+)"/.exec(html)?.[1];
  }

  it('speaks the language of whoever is signed in', async () => {
    expect(await languageOfPage('/console/cases/X', { visit: { speech: speechFor('ar') } })).toBe('ar');
  });

  it('speaks the one chosen on a page, else that of the last page, else the browser’s, to anybody else', async () => {
    expect(await languageOfPage('/console/sign-in', { session: { language: 'es' } })).toBe('es');
    expect(await languageOfPage('/console/nowhere', { session: { spoken: 'ar' } })).toBe('ar');
    expect(await languageOfPage('/console/nowhere', { session: { language: 'es', spoken: 'ar' } })).toBe(
      'es',
    );
    expect(await languageOfPage('/console/sign-in', {})).toBe('fr');
    expect(await languageOfPage('/console/sign-in?lang=en', {})).toBe('en');
  });
});
