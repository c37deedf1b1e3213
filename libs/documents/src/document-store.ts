import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import { detectMediaType } from './kinds.js';

/** Bytes a file may have. */
export const largestDocument = 20 * 1024 * 1024;
const headBytes = 8_192;

/** A file that is kept. */
export interface StoredFile {
  /** Hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
}

/** Files by the SHA-256 of their content, under `<folder>/documents`. Rows about them are persistence's. */
export class DocumentStore {
  private readonly folder: string;
  private readonly logger = new Logger(DocumentStore.name);

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'documents');
  }

  /**
   * Keeps the content; throws `document.empty`, `document.too-large`, `document.kind-refused`, or `document.not-kept` where the disk
   * refuses, and leaves nothing behind.
   */
  async put(content: Readable | Uint8Array, name: string): Promise<StoredFile> {
    const incoming = join(this.folder, 'incoming', randomUUID());
    try {
      await mkdir(dirname(incoming), { recursive: true });
      const file = await this.receive(content, incoming, name);
      const final = this.pathOf(file.sha256);
      await mkdir(dirname(final), { recursive: true });
      await rename(incoming, final);
      await syncFolder(dirname(final));
      return file;
    } catch (error) {
      if (!isOfDisk(error)) throw error;
      this.logger.error(`A document could not be kept: ${error.message}`);
      throw new DomainError('unavailable', 'document.not-kept', name, {
        hint: 'The server has no room for the file at the moment. Send it again later.',
      });
    } finally {
      await rm(incoming, { force: true }).catch(() => undefined);
    }
  }

  /** The content as a stream; throws `document.lost` when the file is gone from the disk. */
  async open(sha256: string): Promise<Readable> {
    const path = this.pathOf(sha256);
    const found = await stat(path).catch(() => null);
    if (!found) throw new DomainError('not-found', 'document.lost', sha256);
    return createReadStream(path);
  }

  /** Removes a file; harmless when it is gone. */
  async remove(sha256: string): Promise<void> {
    await rm(this.pathOf(sha256), { force: true });
  }

  private async receive(content: Readable | Uint8Array, path: string, name: string): Promise<StoredFile> {
    const hash = createHash('sha256');
    const head: Buffer[] = [];
    let size = 0;
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of content instanceof Uint8Array
        ? [content]
        : (content as AsyncIterable<Uint8Array>)) {
        if (size < headBytes) head.push(Buffer.from(chunk.subarray(0, headBytes)));
        size += chunk.byteLength;
        if (size > largestDocument)
          throw new DomainError('invalid', 'document.too-large', name, {
            hint: 'A file may have at most 20 MB.',
          });
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      if (size === 0) throw new DomainError('invalid', 'document.empty', name);
      const mediaType = await detectMediaType(Buffer.concat(head), size <= headBytes, name);
      if (mediaType === null)
        throw new DomainError('invalid', 'document.kind-refused', name, {
          hint: 'Accepted are PDF, JPEG, PNG, HEIC and WebP pictures, XLSX, DOCX, CSV and plain text.',
        });
      await file.sync();
      return { sha256: hash.digest('hex'), size, mediaType };
    } finally {
      await file.close();
    }
  }

  private pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a SHA-256 in hex.');
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}

/** A full, broken or read-only disk; also that of the temporary file which the content is read from. */
function isOfDisk(error: unknown): error is NodeJS.ErrnoException {
  return typeof (error as NodeJS.ErrnoException | null)?.syscall === 'string';
}

/** Without it a power cut may forget the rename; not every system lets a folder be synced. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
