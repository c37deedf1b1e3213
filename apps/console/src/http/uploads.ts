import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { largestDocument } from '#libs/documents';

/** A file that came with a form; its content waits in a temporary file until the answer is sent. */
export interface Upload {
  readonly field: string;
  readonly name: string;
  /** Null where the file was larger than a document may be. Fails to be read where the temporary disk had no room for it. */
  readonly content: (() => Readable) | null;
}

interface Kept {
  readonly path: string;
  readonly size: number;
  /** Why it could not be written. */
  readonly failure?: Error | undefined;
}

/** Temporary files of a request, whole or not. */
const temporary = new WeakMap<object, WriteStream[]>();

/** Keeps files in a folder. One that is too large, or that has no room, is read to its end and dropped: the words typed beside it survive. */
export const keptIn = (folder: string): StorageEngine => ({
  _handleFile(request, file, done) {
    const path = join(folder, `parcours-upload-${randomUUID()}`);
    const out = createWriteStream(path, { mode: 0o600 });
    temporary.set(request, [...(temporary.get(request) ?? []), out]);
    let size = 0;
    let failure: Error | undefined;
    out.on('error', (error) => {
      failure = error;
      file.stream.resume();
    });
    file.stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestDocument || failure) return;
      if (!out.write(chunk)) {
        file.stream.pause();
        out.once('drain', () => file.stream.resume());
      }
    });
    file.stream.on('error', (error: Error) => {
      out.destroy();
      done(error);
    });
    file.stream.on('end', () => {
      const kept = (fault?: Error | null) => {
        const info: Kept = { path, size, failure: failure ?? fault ?? undefined };
        done(null, info);
      };
      if (failure) kept();
      else out.end(kept);
    });
  },
  _removeFile(_request, file, done) {
    rm(file.path, { force: true }).then(() => done(null), done);
  },
});

/** All of them go when the answer is sent or the sender has gone. */
export function removeTemporary(request: Request): void {
  for (const out of temporary.get(request) ?? []) {
    out.destroy();
    rm(out.path, { force: true }).catch(() => undefined);
  }
}

/** The files of a parsed request; inputs left empty are none. */
export function uploadsOf(request: Request): readonly Upload[] {
  return filesOf(request)
    .filter(({ originalname, size }) => originalname !== '' || size > 0)
    .map(({ fieldname, originalname, path, size, failure }) => ({
      field: fieldname,
      // Browsers send UTF-8; the parser reads Latin-1.
      name: Buffer.from(originalname, 'latin1').toString('utf8'),
      content: size > largestDocument ? null : () => (failure ? broken(failure) : createReadStream(path)),
    }));
}

function broken(failure: Error): Readable {
  return new Readable({
    read() {
      this.destroy(failure);
    },
  });
}

function filesOf(request: Request): readonly (Express.Multer.File & Kept)[] {
  return Array.isArray(request.files) ? request.files : [];
}
