import {
  applyDecorators,
  Controller,
  createParamDecorator,
  UseFilters,
  UseGuards,
  UseInterceptors,
  UsePipes,
  ValidationPipe,
  type ExecutionContext,
  type ValidationError,
} from '@nestjs/common';
import { ApiBearerAuth, ApiDefaultResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { DomainError, type FieldError } from '#libs/domain';
import { BearerGuard, type AuthenticatedRequest } from './bearer.guard.js';
import { ClosingGuard } from './closing.js';
import { ProblemDto } from './problem.js';
import { ProblemFilter } from './problem.filter.js';
import { AnswersItself, RepeatedInterceptor } from './repeated.interceptor.js';

const validation = new ValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  transform: true,
  exceptionFactory: (errors) =>
    new DomainError('invalid', 'request.invalid', null, { fields: fieldsOf(errors) }),
});

function fieldsOf(errors: readonly ValidationError[], prefix = ''): FieldError[] {
  return errors.flatMap((error) => [
    ...Object.entries(error.constraints ?? {}).map(([code, message]) => ({
      field: `${prefix}${error.property}`,
      code,
      message,
    })),
    ...fieldsOf(error.children ?? [], `${prefix}${error.property}.`),
  ]);
}

/** A controller of the API that anyone may call: checked bodies, problems as application/problem+json. */
export function OpenApiController(path: string, tag: string): ClassDecorator {
  return applyDecorators(
    Controller(`api/v1/${path}`),
    ApiTags(tag),
    ApiDefaultResponse({ type: ProblemDto, description: 'What went wrong, with a stable code.' }),
    UseFilters(ProblemFilter),
    UseGuards(ClosingGuard),
    UsePipes(validation),
  );
}

/** The same for callers with a bearer token. */
export function ApiController(path: string, tag: string): ClassDecorator {
  return applyDecorators(
    OpenApiController(path, tag),
    UseGuards(BearerGuard),
    UseInterceptors(RepeatedInterceptor),
    ApiBearerAuth(),
  );
}

/** The viewer that {@link BearerGuard} found. */
export const CurrentViewer = createParamDecorator(
  (_data: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().viewer,
);

/** Id of the bearer token of the request. */
export const CurrentToken = createParamDecorator(
  (_data: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().tokenId,
);

/** The `Idempotency-Key` header; refused when it is missing, because a repeated request must be recognisable (I11). */
export const IdempotencyKey = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const key = context.switchToHttp().getRequest<Request>().header('idempotency-key')?.trim();
  if (!key || key.length > 200)
    throw new DomainError('invalid', 'idempotency-key.missing', null, {
      hint: 'Send an Idempotency-Key header of at most 200 characters, a new one for each act and the same one when you repeat it.',
    });
  return key;
});

/** Documents the header on a route that asks for it. */
export function Keyed(): MethodDecorator {
  return ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description: 'New for each act, the same when a request is repeated: the act happens once.',
  });
}

/** The same on a route that acts, which the log answers again. */
export function Acts(): MethodDecorator {
  return applyDecorators(AnswersItself(), Keyed());
}
