import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { DocumentStore, largestDocument } from './document-store.js';
import { kindsOf } from './kinds.js';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the document store', () => {
  let folder: string;
  let store: DocumentStore;
  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parcours-documents-'));
    store = new DocumentStore(folder);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const leftBehind = async () =>
    (await readdir(join(folder, 'documents'), { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );

  it('keeps a file under its content, once, and gives the same bytes back', async () => {
    const first = await store.put(pdf, 'facture.pdf');
    const again = await store.put(Readable.from([pdf.subarray(0, 10), pdf.subarray(10)]), 'autre nom.pdf');
    expect(again).toEqual(first);
    expect(first).toMatchObject({ mediaType: 'application/pdf', size: pdf.length });
    expect(await buffer(await store.open(first.sha256))).toEqual(pdf);
    expect(await leftBehind()).toHaveLength(1);
  });

  it('believes the content, not the name', async () => {
    expect((await store.put(png, 'facture.pdf')).mediaType).toBe('image/png');
    const script = Buffer.from('<!DOCTYPE html><script>alert(1)</script>');
    await expect(store.put(script, 'facture.pdf')).rejects.toMatchObject({ code: 'document.kind-refused' });
    const program = Buffer.concat([Buffer.from('\u007fELF'), Buffer.alloc(64)]);
    await expect(store.put(program, 'photo.jpg')).rejects.toMatchObject({ code: 'document.kind-refused' });
    expect(await leftBehind()).toHaveLength(1);
  });

  it('tells a table from a text, in UTF-8', async () => {
    expect((await store.put(Buffer.from('mois;kWh\nété;12\n'), 'a.csv')).mediaType).toBe('text/csv');
    expect((await store.put(Buffer.from('relevé'), 'a.txt')).mediaType).toBe('text/plain');
    expect(kindsOf('text/csv')).toEqual(['spreadsheet']);
  });

  it('says of a disk that refuses that the file may be sent again', async () => {
    const refused = { kind: 'unavailable', code: 'document.not-kept', subject: 'facture.pdf' };
    const occupied = join(folder, 'documents');
    await writeFile(occupied, '');
    await expect(store.put(pdf, 'facture.pdf')).rejects.toMatchObject(refused);
    await rm(occupied);
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC', syscall: 'write' });
    const cut = new Readable({ read: () => cut.destroy(full) });
    await expect(store.put(cut, 'facture.pdf')).rejects.toMatchObject(refused);
    expect(await leftBehind()).toEqual([]);
  });

  it('refuses what is empty or too large, and leaves nothing behind', async () => {
    await expect(store.put(Buffer.alloc(0), 'a.pdf')).rejects.toMatchObject({ code: 'document.empty' });
    const chunk = Buffer.alloc(1024 * 1024, pdf);
    const endless = Readable.from(
      (function* () {
        for (;;) yield chunk;
      })(),
    );
    await expect(store.put(endless, 'a.pdf')).rejects.toMatchObject({
      kind: 'invalid',
      code: 'document.too-large',
    });
    expect(largestDocument).toBe(20 * 1024 * 1024);
    expect(await leftBehind()).toEqual([]);
  });

  it('says when a file is gone from the disk, and never leaves its folder', async () => {
    const { sha256 } = await store.put(pdf, 'a.pdf');
    await store.remove(sha256);
    await expect(store.open(sha256)).rejects.toMatchObject({ kind: 'not-found', code: 'document.lost' });
    await expect(store.open('../../etc/passwd')).rejects.toThrow('SHA-256');
  });
});
