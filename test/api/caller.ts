import { randomUUID } from 'node:crypto';
import type { ApiFixture } from './api-fixture.js';

/** An answer with its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into bodies of every shape
  readonly body: any;
}

export interface Sent {
  readonly as?: string;
  readonly key?: string | null;
  readonly body?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string>;
  /** Repeats while the API says 503, as it asks its callers to; true unless told. */
  readonly patient?: boolean;
}

/** Sends one request as a person of the sample programme. Every POST gets a fresh key unless told. */
export async function call(
  fixture: ApiFixture,
  method: string,
  path: string,
  { key = randomUUID(), patient = true, ...sent }: Sent = {},
): Promise<Answer> {
  let answer: Answer;
  do answer = await once(fixture, method, path, { ...sent, key });
  while (patient && answer.status === 503);
  return answer;
}

async function once(fixture: ApiFixture, method: string, path: string, sent: Sent): Promise<Answer> {
  const { as, body, raw, key } = sent;
  const isForm = body instanceof FormData;
  const response = await fetch(`${fixture.url}${path}`, {
    method,
    headers: {
      ...(as === undefined ? {} : { authorization: `Bearer ${await fixture.token(as)}` }),
      ...((body === undefined && raw === undefined) || isForm ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' && typeof key === 'string' ? { 'idempotency-key': key } : {}),
      ...sent.headers,
    },
    ...(isForm
      ? { body }
      : body !== undefined
        ? { body: JSON.stringify(body) }
        : raw !== undefined
          ? { body: raw }
          : {}),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}
