import { HttpException, Logger } from '@nestjs/common';
import { json, raw, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { sendProblem } from './problem.filter.js';

/** A year of twelve-month tables is some 20 KB. */
const largestBody = '1mb';
/** No form nests deeper than a handful; what does would only exhaust the stack of whoever walks it. */
const deepest = 20;
/** PostgreSQL stores neither in text nor in JSON. */
const unstorable = /[\0\p{Cs}]/u;

const logger = new Logger('Api');
const parse: RequestHandler = json({ limit: largestBody });
/** A notification may hold the whole mail that did not arrive. */
const parseMessage: RequestHandler = raw({ limit: '2mb', type: () => true });

/** Refuses addresses that no database could be asked for, before a router trips over them. */
export function checkAddress(request: Request, response: Response, next: NextFunction): void {
  try {
    if (!unstorable.test(decodeURIComponent(request.originalUrl.replaceAll('+', ' ')))) {
      next();
      return;
    }
  } catch {
    // What cannot be decoded is answered like what must not be stored.
  }
  sendProblem(request, response, new HttpException('address', 400), logger);
}

/** Reads a mail message as it came, whatever type the mail server's pipe gives it, except a form's. */
export function readMessage(request: Request, response: Response, next: NextFunction): void {
  parseMessage(request, response, (error?: unknown) => {
    if (error !== undefined) sendProblem(request, response, error, logger);
    else next();
  });
}

/** Reads JSON bodies; what is no JSON object, or of a type the API does not take, is a problem before a controller sees it. */
export function readBody(request: Request, response: Response, next: NextFunction): void {
  // `readMessage` has had it.
  if (Buffer.isBuffer(request.body)) {
    next();
    return;
  }
  const isMultipart = Boolean(request.is('multipart/form-data'));
  if (hasBody(request) && !isMultipart && !request.is('application/json')) {
    sendProblem(request, response, new HttpException('media type', 415), logger);
    return;
  }
  parse(request, response, (error?: unknown) => {
    if (error !== undefined) sendProblem(request, response, error, logger);
    else if (!isMultipart && !isUsable(request.body as unknown))
      sendProblem(request, response, new HttpException('shape', 400), logger);
    else next();
  });
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** An object, of nothing that a database would refuse. */
export function isUsable(body: unknown): boolean {
  return body === undefined || (!Array.isArray(body) && isStorable(body, deepest));
}

function isStorable(value: unknown, levels: number): boolean {
  if (typeof value === 'string') return !unstorable.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return (
    levels > 0 &&
    Object.entries(value).every(([key, inner]) => !unstorable.test(key) && isStorable(inner, levels - 1))
  );
}
