import type { RequestHandler } from 'express';

/** PostgreSQL stores no NUL: it is taken out of what was typed, and an address that holds one is no page of ours. */
export const storable: RequestHandler = (request, _response, next) => {
  const body: unknown = request.body;
  if (typeof body === 'object' && body !== null)
    request.body = Object.fromEntries(
      Object.entries(body).map(([name, value]: [string, unknown]) => [withoutNul(name), plain(value)]),
    );
  next(
    /%00/.test(request.originalUrl)
      ? Object.assign(new Error('The address holds NUL.'), { status: 404 })
      : undefined,
  );
};

function plain(value: unknown): unknown {
  if (typeof value === 'string') return withoutNul(value);
  return Array.isArray(value) ? value.map(plain) : value;
}

function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}
