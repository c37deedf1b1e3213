import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { projectRoot } from '#libs/config';

const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
};

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly content: Buffer;
}

const assets = new Map<string, Asset>();

/** Address of a file of `apps/console/assets`, with its hash: it may be cached for ever. */
export function assetPath(name: string): string {
  return asset(name).path;
}

/** Serves `/assets/<hash>-<name>`; an older hash is served the current file, without caching. */
export const serveAssets: RequestHandler = (request, response, next) => {
  const name = /^\/(?:[0-9a-f]{12})-([a-z]+\.(?:css|js|svg))$/.exec(request.path)?.[1];
  if (
    name === undefined ||
    !known.includes(name) ||
    (request.method !== 'GET' && request.method !== 'HEAD')
  ) {
    next();
    return;
  }
  const found = asset(name);
  const current = found.path.endsWith(request.path);
  response.setHeader('Cache-Control', current ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.type(found.type).send(found.content);
};

const known = ['parcours.css', 'parcours.js', 'icon.svg'];

function asset(name: string): Asset {
  const cached = assets.get(name);
  if (cached) return cached;
  const content = readFileSync(join(projectRoot(), 'apps/console/assets', name));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const read = {
    path: `/assets/${hash}-${name}`,
    type: types[name.split('.')[1] ?? ''] ?? 'text/plain',
    content,
  };
  assets.set(name, read);
  return read;
}
