import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { readForms } from './posted-forms.js';
import { uploadsOf } from './uploads.js';

describe('a form with a file', () => {
  let server: Server | undefined;

  async function posted(folder: string, size: number): Promise<unknown> {
    const app = express();
    app.post(
      '/',
      readForms(() => Promise.resolve(true), folder),
      async (request, response) => {
        const files = uploadsOf(request).map(async ({ name, content }) => [
          name,
          content &&
            (await buffer(content()).then(String, (error: unknown) => (error as NodeJS.ErrnoException).code)),
        ]);
        response.json({ body: request.body as unknown, files: await Promise.all(files) });
      },
    );
    const listening = await new Promise<Server>((ready) => {
      const started = app.listen(0, '127.0.0.1', () => ready(started));
    });
    server = listening;
    const form = new FormData();
    form.set('words', 'Relevés de l’été');
    form.set('bill', new Blob(['x'.repeat(size)]), 'facture d’été.txt');
    const address = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/`;
    return (await fetch(address, { method: 'POST', body: form })).json();
  }
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  it('arrives whole, under the name it was sent with', async () => {
    expect(await posted(tmpdir(), 3)).toEqual({
      body: { words: 'Relevés de l’été' },
      files: [['facture d’été.txt', 'xxx']],
    });
  });

  it.each([3, 500_000])('keeps the words beside %d bytes that the disk has no room for', async (size) => {
    expect(await posted(join(tmpdir(), 'no-such-folder'), size)).toEqual({
      body: { words: 'Relevés de l’été' },
      files: [['facture d’été.txt', 'ENOENT']],
    });
  });
});
