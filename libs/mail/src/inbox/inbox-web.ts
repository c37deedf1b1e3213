import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { answerMessage, largestAnswer } from './inbox-reply.js';
import { inboxCss, listPage, messagePage, missingPage } from './inbox-pages.js';
import type { MessageStore } from './message-store.js';

const perPage = 50;
/** Links in the message must work; nothing in it may run, load or send anything. */
const messagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";
const pagePolicy =
  "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly policy?: string;
  readonly location?: string;
}

/**
 * Answers GET and HEAD, and a POST that answers a message where `door` leads somewhere. With `loopback`, requests that name another host are refused, so that no website can read
 * the inbox through a name that it points at this machine.
 */
export function inboxWeb(
  store: MessageStore,
  loopback: boolean,
  door: { readonly through: string | null },
): RequestListener {
  return (request, response) => {
    answer(store, request, loopback, door.through).then(
      (found) => send(request, response, found),
      () =>
        send(request, response, {
          status: 500,
          type: 'text/plain',
          body: 'The inbox could not read its folder.',
        }),
    );
  };
}

async function answer(
  store: MessageStore,
  request: IncomingMessage,
  loopback: boolean,
  through: string | null,
): Promise<Answer> {
  if (loopback && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(request.headers.host ?? ''))
    return { status: 403, type: 'text/plain', body: 'The inbox answers under localhost only.' };
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST' && through !== null) return reply(store, request, url.pathname, through);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return { status: 405, type: 'text/plain', body: 'Nothing can be changed here.' };
  const [, id = '', part = ''] = /^\/(?:api\/)?messages\/(\d+)(?:\/(html|raw))?$/.exec(url.pathname) ?? [];
  if (url.pathname === '/') return list(store, Number(url.searchParams.get('page') ?? 1));
  if (url.pathname === '/inbox.css') return { status: 200, type: 'text/css', body: inboxCss };
  if (url.pathname === '/api/messages') return summaries(store, url.searchParams);
  const message = id === '' ? undefined : await store.message(id);
  if (url.pathname.startsWith('/api/'))
    return message ? json(message) : { ...json({ error: 'There is no such message.' }), status: 404 };
  if (!message) return { status: 404, type: 'text/html', body: missingPage(), policy: pagePolicy };
  if (part === 'html') return { status: 200, type: 'text/html', body: message.html, policy: messagePolicy };
  if (part === 'raw') return { status: 200, type: 'text/plain', body: (await store.raw(id)) ?? '' };
  return { status: 200, type: 'text/html', body: messagePage(message, through !== null), policy: pagePolicy };
}

/** Another site's page may not write in its visitor's name. */
async function reply(
  store: MessageStore,
  request: IncomingMessage,
  path: string,
  through: string,
): Promise<Answer> {
  const { origin, host } = request.headers;
  if (origin === undefined || !URL.canParse(origin) || new URL(origin).host !== host)
    return { status: 403, type: 'text/plain', body: 'Only this page answers messages.' };
  const id = /^\/messages\/(\d+)\/reply$/.exec(path)?.[1] ?? '';
  const message = await store.message(id);
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    if (chunks.reduce((sum, { length }) => sum + length, 0) > largestAnswer)
      return { status: 413, type: 'text/plain', body: 'The answer is too long.' };
  }
  const text = new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('text')?.trim() ?? '';
  if (!message || text === '')
    return { status: 404, type: 'text/html', body: missingPage(), policy: pagePolicy };
  await answerMessage(message, text, through);
  return { status: 303, type: 'text/plain', body: 'Sent.', location: '/' };
}

async function list(store: MessageStore, wanted: number): Promise<Answer> {
  const ids = store.ids();
  const pages = Math.max(1, Math.ceil(ids.length / perPage));
  const page = Math.min(pages, Math.max(1, Number.isInteger(wanted) ? wanted : 1));
  const shown = await store.list(ids.slice((page - 1) * perPage, page * perPage));
  const body = listPage({ summaries: shown, total: ids.length, page, pages });
  return { status: 200, type: 'text/html', body, policy: pagePolicy };
}

/** `?to=` keeps one recipient's, `?after=` those with a greater id, `?limit=` the newest so many. */
async function summaries(store: MessageStore, query: URLSearchParams): Promise<Answer> {
  const after = query.get('after') ?? '';
  const to = query.get('to')?.toLowerCase();
  const limit = Number(query.get('limit') ?? Infinity);
  const all = await store.list(store.ids().filter((id) => id > after));
  return json(
    all
      .filter((mail) => to === undefined || mail.to.some((address) => address.toLowerCase() === to))
      .slice(0, limit),
  );
}

function json(value: unknown): Answer {
  return { status: 200, type: 'application/json', body: JSON.stringify(value) };
}

function send(request: IncomingMessage, response: ServerResponse, found: Answer): void {
  response.writeHead(found.status, {
    'Content-Type': `${found.type}; charset=utf-8`,
    'Content-Security-Policy': found.policy ?? "default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    ...(found.location !== undefined && { Location: found.location }),
  });
  response.end(request.method === 'HEAD' ? undefined : found.body);
}
