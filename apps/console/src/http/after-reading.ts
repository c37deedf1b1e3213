import type { Request, RequestHandler } from 'express';

/**
 * A handler whose failure is told by another one that stands behind the reading of forms: where the database is away no session opens, and
 * the page that says so keeps what was typed.
 */
export function afterReading(handler: RequestHandler): {
  readonly open: RequestHandler;
  readonly fail: RequestHandler;
} {
  const faults = new WeakMap<Request, unknown>();
  return {
    open: (request, response, next) =>
      handler(request, response, (fault?: unknown) => {
        if (fault !== undefined) faults.set(request, fault);
        next();
      }),
    fail: (request, _response, next) => {
      next(faults.get(request));
    },
  };
}
