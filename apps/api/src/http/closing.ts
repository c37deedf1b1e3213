import { Injectable, type CanActivate, type ExecutionContext, type OnModuleDestroy } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '#libs/domain';

/** Refuses new acts as soon as the process shuts down, while its workers still finish what they hold. */
@Injectable()
export class ClosingGuard implements CanActivate, OnModuleDestroy {
  private closing = false;

  /** True from the first moment of the shutdown on. */
  get isClosing(): boolean {
    return this.closing;
  }

  onModuleDestroy(): void {
    this.closing = true;
  }

  canActivate(context: ExecutionContext): boolean {
    const { method } = context.switchToHttp().getRequest<Request>();
    if (this.closing && method !== 'GET')
      throw new DomainError('unavailable', 'server.closing', null, {
        retryAfter: 10,
        hint: 'The server restarts; send the same request again, with the same Idempotency-Key.',
      });
    return true;
  }
}
