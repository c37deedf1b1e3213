import { randomUUID } from 'node:crypto';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from '#libs/domain';
import { isDatabaseUnavailable } from '#libs/persistence';
import { statusOf, titleOf, type ProblemBody } from './problem.js';

interface Body extends ProblemBody {
  /** Seconds. */
  readonly retryAfter?: number;
}

/** The only place that turns an error into HTTP. What it does not know is a 500 without a word about the cause. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Api');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    sendProblem(request, response, error, this.logger);
  }
}

/** Also used for what fails before a controller is reached (body parser, unknown route). */
export function sendProblem(request: Request, response: Response, error: unknown, logger: Logger): void {
  if (response.headersSent) return;
  const correlation = String(response.getHeader('X-Correlation-Id') ?? randomUUID());
  response.setHeader('X-Correlation-Id', correlation);
  const { retryAfter, ...body } = bodyOf(error);
  if (body.status >= 500 && body.code === 'server.fault')
    logger.error(
      `${correlation} ${request.method} ${request.path}`,
      error instanceof Error ? error.stack : String(error),
    );
  if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
  if (body.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  const problem = {
    type: `urn:parcours:problem:${body.code}`,
    title: titleOf(body.code),
    ...body,
    correlation,
  };
  response.status(body.status).type('application/problem+json').send(JSON.stringify(problem));
}

function bodyOf(error: unknown): Body {
  if (error instanceof DomainError) {
    const { fields, retryAfter, stored, hint } = error.details;
    return {
      status: statusOf(error),
      code: error.code,
      ...(error.subject === null ? {} : { subject: error.subject }),
      ...(hint === undefined ? {} : { detail: hint }),
      ...(fields === undefined ? {} : { errors: fields }),
      ...(stored === undefined ? {} : { stored }),
      ...(error.kind === 'unavailable'
        ? { retryAfter: retryAfter ?? 5 }
        : retryAfter === undefined
          ? {}
          : { retryAfter }),
    };
  }
  if (isDatabaseUnavailable(error))
    return {
      status: 503,
      code: 'database.unavailable',
      detail: 'Send the same request again in a few seconds.',
      retryAfter: 5,
    };
  if (error instanceof HttpException) return ofHttp(error.getStatus(), error.getStatus() === 413);
  // The body parser throws plain errors with a status and a type.
  const { status } = (error ?? {}) as { status?: unknown };
  if (typeof status === 'number' && status >= 400 && status < 500) return ofHttp(status);
  return { status: 500, code: 'server.fault', detail: 'The fault is logged under the correlation id.' };
}

function ofHttp(status: number, isUpload = false): Body {
  switch (status) {
    case 404:
      return { status, code: 'route.unknown', detail: 'See /api/openapi.json for what exists.' };
    case 413:
      return isUpload
        ? { status, code: 'document.too-large', detail: 'A file may have at most 20 MB.' }
        : { status, code: 'request.too-large', detail: 'Send less, and documents one by one.' };
    case 415:
      return {
        status,
        code: 'request.media-type',
        detail: 'Send application/json in UTF-8, or multipart/form-data for documents.',
      };
    default:
      return status >= 500
        ? { status: 500, code: 'server.fault' }
        : {
            status,
            code: 'request.malformed',
            detail:
              'The body has to be a JSON object in UTF-8, and the address percent-encoded UTF-8, both without NUL.',
          };
  }
}
