import { tmpdir } from 'node:os';
import type { Writable } from 'node:stream';
import express, { type Request, type RequestHandler } from 'express';
import multer from 'multer';
import { keptIn, removeTemporary } from './uploads.js';

/** Bytes of one post, all files together. */
const largestPost = 250 * 1024 * 1024;

/** Characters of one form, all fields together: nobody types so many, and nobody whom we do not know fills the memory. */
export const mostCharacters = { known: 1024 * 1024, stranger: 256 * 1024 };

/**
 * Reads forms into `body`, and their files into `files`: of whom we know, that is. A stranger's files are read past and kept nowhere;
 * the words beside them survive, for a session may have ended meanwhile.
 */
export function readForms(
  isKnown: (request: Request) => Promise<boolean>,
  folder = tmpdir(),
): RequestHandler {
  const known = formsWithin(mostCharacters.known, folder);
  const stranger = formsWithin(mostCharacters.stranger, null);
  const wordsAlone = formsWithin(mostCharacters.known, null);
  return (request, response, next) => {
    if (request.method !== 'POST') {
      next();
      return;
    }
    isKnown(request).then(
      (found) => {
        (found ? known : stranger)(request, response, next);
      },
      (fault: unknown) => {
        // The page that says what failed keeps what was typed.
        wordsAlone(request, response, (error?: unknown) => {
          next(error ?? fault);
        });
      },
    );
  };
}

/** Whether somebody typed, or pasted, more than a form takes. */
export function isTooLong(error: unknown): boolean {
  if (error instanceof multer.MulterError) return error.code === 'LIMIT_FIELD_VALUE';
  return (error as { type?: unknown } | null)?.type === 'entity.too.large';
}

/** Files are dropped where no folder is given. */
function formsWithin(most: number, folder: string | null): RequestHandler {
  const withFiles = multipartWithin(most, folder);
  // Percent-encoded, French is little longer than it is, and Arabic six times as long.
  const plain = express.urlencoded({ extended: false, limit: 3 * most, parameterLimit: 5_000 });
  return (request, response, next) => {
    const read = request.is('multipart/form-data') ? withFiles : plain;
    read(request, response, (error?: unknown) => {
      next(error ?? (charactersIn(request.body) > most ? tooLong() : undefined));
    });
  };
}

type ParserOptions = multer.Options & {
  /** Feeds the parser; the types of multer do not know it yet. */
  readonly streamHandler: (request: Request, parser: Writable) => void;
};

function multipartWithin(most: number, folder: string | null): RequestHandler {
  const options: ParserOptions = {
    ...(folder === null
      ? { fileFilter: (_request, _file, done) => done(null, false) }
      : { storage: keptIn(folder) }),
    // Its size in bytes; the sum over all fields is what counts.
    limits: { files: 60, fields: 4_000, fieldSize: 4 * most, fieldNameSize: 200, parts: 5_000 },
    streamHandler: (request, parser) => {
      let characters = 0;
      parser.on('field', (name: string, value: string) => {
        characters += name.length + value.length;
        if (characters > most) parser.destroy(tooLong());
      });
      request.pipe(parser);
    },
  };
  const parse = multer(options).any();
  return (request, response, next) => {
    if (!(Number(request.headers['content-length']) <= largestPost)) {
      next(Object.assign(new Error('The post is too large.'), { status: 413 }));
      return;
    }
    // Gone while we looked who it is: nothing would ever arrive.
    if (request.destroyed) {
      next(Object.assign(new Error('The sender has gone.'), { status: 400 }));
      return;
    }
    response.once('close', () => removeTemporary(request));
    parse(request, response, (error?: unknown) => {
      // Whoever breaks off an upload is no fault of ours.
      next(error instanceof Error && request.destroyed ? Object.assign(error, { status: 400 }) : error);
    });
  };
}

function charactersIn(body: unknown): number {
  if (typeof body !== 'object' || body === null) return 0;
  return Object.entries(body).reduce(
    (sum, [name, value]: [string, unknown]) =>
      [value].flat().reduce<number>((size, one) => size + name.length + String(one).length, sum),
    0,
  );
}

function tooLong(): multer.MulterError {
  return new multer.MulterError('LIMIT_FIELD_VALUE');
}
