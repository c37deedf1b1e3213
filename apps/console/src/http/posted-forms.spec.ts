import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import express, { type ErrorRequestHandler } from 'express';
import { isTooLong, mostCharacters, readForms } from './posted-forms.js';
import { uploadsOf } from './uploads.js';

describe('a posted form', () => {
  let folder: string;
  const servers: Server[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parcours-forms-'));
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
    await rm(folder, { recursive: true, force: true });
  });

  interface Read {
    /** Characters of each field; null where the form was refused. */
    readonly fields: Readonly<Record<string, number>> | null;
    readonly files: readonly string[];
    /** Temporary files while it is answered. */
    readonly kept: number;
    readonly fault: string;
  }

  async function sent(body: FormData | URLSearchParams, known: () => Promise<boolean>): Promise<Read> {
    const app = express();
    app.post('/', readForms(known, folder), async (request, response) => {
      const fields = Object.entries(request.body as Record<string, string>).map(
        ([name, value]) => [name, value.length] as const,
      );
      const files = uploadsOf(request).map(({ name }) => name);
      const kept = (await readdir(folder)).length;
      response.json({ fields: Object.fromEntries(fields), files, kept, fault: '' });
    });
    const refuse: ErrorRequestHandler = (error: unknown, request, response, _next) => {
      const fault = isTooLong(error) ? 'too long' : String(error);
      const isRead = !isTooLong(error) && typeof request.body === 'object';
      response.json({ fields: isRead ? {} : null, files: [], kept: 0, fault });
    };
    app.use(refuse);
    const server = await new Promise<Server>((ready) => {
      const started = app.listen(0, '127.0.0.1', () => ready(started));
    });
    servers.push(server);
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    return (await (await fetch(address, { method: 'POST', body })).json()) as Read;
  }

  const [known, stranger] = [() => Promise.resolve(true), () => Promise.resolve(false)];

  function form(fields: Readonly<Record<string, number>>, file = 0): FormData {
    const made = new FormData();
    for (const [name, size] of Object.entries(fields)) made.set(name, 'ع'.repeat(size));
    if (file > 0) made.set('bill', new Blob(['x'.repeat(file)]), 'bill.txt');
    return made;
  }

  it('brings files of somebody whom we know, and long words', async () => {
    expect(await sent(form({ words: 200_000 }, 100_000), known)).toEqual({
      ...{ fields: { words: 200_000 }, files: ['bill.txt'], kept: 1, fault: '' },
    });
  });

  it('brings the words of a stranger, and no file: none is kept anywhere', async () => {
    expect(await sent(form({ words: 1_000 }, 5_000_000), stranger)).toEqual({
      ...{ fields: { words: 1_000 }, files: [], kept: 0, fault: '' },
    });
  });

  it.each([
    ['one field of a stranger', form({ a: mostCharacters.stranger + 1 }), stranger],
    ['many fields of a stranger', form({ a: 150_000, b: 150_000 }), stranger],
    ['many fields, known', form({ a: 600_000, b: 600_000 }), known],
    ['plain', new URLSearchParams({ a: 'x'.repeat(mostCharacters.stranger) }), stranger],
    ['plain and vast', new URLSearchParams({ a: 'x'.repeat(4 * mostCharacters.known) }), known],
  ])('takes no more words than anybody types: %s', async (_, body, who) => {
    expect(await sent(body, who)).toMatchObject({ fields: null, fault: 'too long' });
  });

  it('is read also where we cannot say who sent it, before that is said', async () => {
    const away = () => Promise.reject(new Error('The database is away.'));
    expect(await sent(form({ words: 10 }, 10), away)).toMatchObject({
      ...{ fields: {}, files: [], fault: 'Error: The database is away.' },
    });
  });
});
