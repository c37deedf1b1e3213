import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { RequestHandler } from 'express';
import { projectRoot } from '#libs/config';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

const packages = createRequire(import.meta.url);
const own = (name: string): string => join(projectRoot(), 'apps/console/assets', name);

/** The one style sheet that pages load, in the order in which its parts may overrule each other; `print` stays last. */
const styles = [
  'tokens',
  'base',
  'layout',
  'content',
  'forms',
  'buttons',
  'tables',
  'work',
  'case',
  'decide',
  'cases',
  'print',
] as const;

/** Served name to the files behind it, joined in this order. */
const sources: Readonly<Record<string, () => readonly string[]>> = {
  'parcours.css': () => styles.map((name) => own(`styles/${name}.css`)),
  'parcours.js': () => [own('parcours.js')],
  'htmx.js': () => [
    packages.resolve('htmx.org/dist/htmx.min.js'),
    packages.resolve('htmx.org/dist/ext/hx-sse.min.js'),
  ],
  'icon.svg': () => [own('icon.svg')],
};

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly content: Buffer;
  /** Compressed once, at its best; nothing is compressed again for a request. */
  readonly encoded: Readonly<Record<'br' | 'gzip', Buffer>>;
}

const assets = new Map<string, Asset>();

/** Address of an asset, with its hash: it may be cached for ever. */
export function assetPath(name: string): string {
  return asset(name).path;
}

/** Serves `/assets/<hash>-<name>`; an older hash is served the current file, without caching. */
export const serveAssets: RequestHandler = (request, response, next) => {
  const name = /^\/(?:[0-9a-f]{12})-([a-z-]+\.(?:css|js|svg))$/.exec(request.path)?.[1];
  if (
    name === undefined ||
    !Object.hasOwn(sources, name) ||
    (request.method !== 'GET' && request.method !== 'HEAD')
  ) {
    next();
    return;
  }
  const found = asset(name);
  const current = found.path.endsWith(request.path);
  response.setHeader('Cache-Control', current ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.vary('Accept-Encoding').type(found.type);
  const coding = request.acceptsEncodings('br', 'gzip');
  if (coding !== 'br' && coding !== 'gzip') response.send(found.content);
  else response.setHeader('Content-Encoding', coding).send(found.encoded[coding]);
};

function asset(name: string): Asset {
  const cached = assets.get(name);
  if (cached) return cached;
  const content = Buffer.from((sources[name]?.() ?? []).map((path) => readFileSync(path, 'utf8')).join('\n'));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const read = {
    path: `/assets/${hash}-${name}`,
    type: types[extname(name)] ?? 'text/plain',
    content,
    encoded: { br: brotliCompressSync(content), gzip: gzipSync(content) },
  };
  assets.set(name, read);
  return read;
}
