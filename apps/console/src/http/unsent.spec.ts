import { describe, expect, it } from '@jest/globals';
import type { Request } from 'express';
import { dropUnsent, keepUnsent, unsentAt, waitingOn } from './unsent.js';

const [person, path] = ['P-001', '/console/items/1'];

function browser(): Request {
  return { session: {} } as unknown as Request;
}

const typedOn = (request: Request, of = person) => unsentAt(request, { person: of }).map(({ body }) => body);

describe('what waits on a browser', () => {
  it('is one of each form, the newest, and the small forms beside a step’s own are others', () => {
    const request = browser();
    for (const body of [{ town: 'Fès' }, { do: 'more-time' }, { do: 'save', town: 'Rabat' }])
      keepUnsent(request, { person, path, body, asked: null });
    expect(typedOn(request)).toEqual([{ do: 'more-time' }, { do: 'save', town: 'Rabat' }]);
    dropUnsent(request, { person, path, body: { do: 'submit' } });
    expect(typedOn(request)).toEqual([{ do: 'more-time' }]);
  });

  it('is nobody else’s, and dropped by nobody else', () => {
    const request = browser();
    const form = { path, body: { town: 'Fès' }, asked: null };
    keepUnsent(request, { person, ...form });
    keepUnsent(request, { person: 'P-002', ...form, body: { town: 'Rabat' } });
    dropUnsent(request, { person: 'P-002', ...form });
    expect([typedOn(request), typedOn(request, 'P-002')]).toEqual([[{ town: 'Fès' }], []]);
  });

  it('is the newest few, within what a session may hold; one form alone may be larger', () => {
    const request = browser();
    const keep = (name: string, size = 1) =>
      keepUnsent(request, { person, path: name, body: { text: 'x'.repeat(size) }, asked: null });
    for (let count = 1; count <= 7; count++) keep(`/${count}`);
    expect(waitingOn(request).map((form) => form.path)).toEqual(['/3', '/4', '/5', '/6', '/7']);
    keep('/large', 1024 * 1024);
    expect(waitingOn(request).map((form) => form.path)).toEqual(['/large']);
  });

  it('is forgotten after a day', () => {
    const request = browser();
    keepUnsent(request, { person, path, body: {}, asked: null });
    const [form] = waitingOn(request);
    request.session.unsentForms = [{ ...form!, at: Date.now() - 25 * 3_600_000 }];
    expect(waitingOn(request)).toEqual([]);
  });
});
