import {
  HttpException,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { isUsable } from './json-body.js';

/** After the files of a form were taken: its fields are held to what `readBody` holds JSON to. */
@Injectable()
export class StorableForm implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    if (!isUsable(request.body as unknown)) throw new HttpException('shape', 400);
    return next.handle();
  }
}
