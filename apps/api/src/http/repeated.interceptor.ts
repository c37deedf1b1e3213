import { createHmac } from 'node:crypto';
import {
  Inject,
  Injectable,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { catchError, concatMap, from, of, throwError, type Observable } from 'rxjs';
import { CASES_OPTIONS, type CasesOptions } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { canonicalJson, StoredAnswers, type Claim } from '#libs/persistence';
import type { AuthenticatedRequest } from './bearer.guard.js';

const answersItself = 'parcours.answers-itself';

/** For routes that answer a repetition by themselves: acts from the log, and what changes nothing the second time. */
export const AnswersItself = () => SetMetadata(answersItself, true);

/** Answers a POST that was sent before under the same `Idempotency-Key` as it was answered then, without doing it again (I11). */
@Injectable()
export class RepeatedInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly answers: StoredAnswers,
    @Inject(CASES_OPTIONS) private readonly options: CasesOptions,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<AuthenticatedRequest>();
    const key = keyOf(request);
    if (key === undefined || this.reflector.get<boolean>(answersItself, context.getHandler()))
      return next.handle();
    const response = http.getResponse<Response>();
    const { viewer, path } = request;
    const id = this.hash([viewer.person, path, key]);
    const claim = await this.answers.claim(id, this.hash(request.body as unknown));
    if (claim.status !== 'new') return of(answered(claim, response));
    return next.handle().pipe(
      concatMap(async (body: unknown) => {
        await this.answers.keep(id, response.statusCode, body);
        return body;
      }),
      catchError((error: unknown) =>
        from(this.answers.release(id)).pipe(concatMap(() => throwError(() => error))),
      ),
    );
  }

  /** Keyed, because what is sent may hold a password. */
  private hash(value: unknown): string {
    return createHmac('sha256', this.options.secret)
      .update(`request\n${canonicalJson(value ?? null)}`)
      .digest('base64url');
  }
}

/** Uploads are kept once by their content and need no key. */
function keyOf(request: Request): string | undefined {
  if (request.method !== 'POST' || request.is('multipart/form-data')) return undefined;
  const key = request.header('idempotency-key')?.trim();
  return key === '' ? undefined : key;
}

function answered(claim: Claim, response: Response): unknown {
  if (claim.status === 'answered') {
    response.status(claim.code);
    return claim.body;
  }
  if (claim.status === 'reused')
    throw new DomainError('invalid', 'request.reused', null, {
      hint: 'This Idempotency-Key was used for another request; make a new key for a new request.',
    });
  throw new DomainError('unavailable', 'request.running', null, {
    retryAfter: 1,
    hint: 'The same request is being answered; send it again in a second.',
  });
}
