import { Logger } from '@nestjs/common';
import { json, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { sendProblem } from './problem.filter.js';

/** A year of twelve-month tables is some 20 KB. */
const largestBody = '1mb';
/** No form nests deeper than a handful; what does would only exhaust the stack of whoever walks it. */
const deepest = 20;

/** Reads JSON bodies; what is no JSON object, or another type than the API takes, is a problem before it reaches a controller. */
export function jsonBody(): RequestHandler {
  const parse = json({ limit: largestBody });
  const logger = new Logger('Api');
  return (request: Request, response: Response, next: NextFunction): void => {
    const isMultipart = Boolean(request.is('multipart/form-data'));
    if (hasBody(request) && !isMultipart && !request.is('application/json')) {
      sendProblem(request, response, { status: 415 }, logger);
      return;
    }
    parse(request, response, (error?: unknown) => {
      if (error !== undefined) sendProblem(request, response, error, logger);
      else if (!isMultipart && !isPlainBody(request.body))
        sendProblem(request, response, { type: 'entity.parse.failed' }, logger);
      else next();
    });
  };
}

function hasBody(request: Request): boolean {
  return (
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
  );
}

function isPlainBody(body: unknown): boolean {
  return body === undefined || (!Array.isArray(body) && !isDeeperThan(body, deepest));
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}
