import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { RequestHandler } from 'express';
import { projectRoot } from '#libs/config';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const packages = createRequire(import.meta.url);
const latin = (weight: number) =>
  packages.resolve(`@fontsource/noto-sans/files/noto-sans-latin-${weight}-normal.woff2`);
const own = (name: string): string => join(projectRoot(), 'apps/console/assets', name);

/** First, what the pages' own files build on; they follow by name; last, what paper changes. */
const [foundation, last] = [
  ['tokens', 'type', 'base', 'layout', 'navigation', 'content', 'forms', 'buttons', 'tables', 'states'],
  ['print'],
];

/** The one style sheet that pages load: a file below `styles` needs no entry anywhere. */
function styleSheet(): readonly string[] {
  const pages = readdirSync(own('styles'))
    .map((file) => basename(file, '.css'))
    .filter((name) => ![...foundation, ...last].includes(name))
    .sort();
  return [...foundation, ...pages, ...last].map((name) => own(`styles/${name}.css`));
}

/** Served name to the files behind it, joined in this order. */
const sources: Readonly<Record<string, () => readonly string[]>> = {
  'parcours.css': styleSheet,
  'parcours.js': () => [own('parcours.js'), own('shortcuts.js'), own('live.js')],
  'htmx.js': () => [
    packages.resolve('htmx.org/dist/htmx.min.js'),
    packages.resolve('htmx.org/dist/ext/hx-sse.min.js'),
  ],
  'icon.svg': () => [own('icon.svg')],
  'noto-sans-400.woff2': () => [latin(400)],
  'noto-sans-600.woff2': () => [latin(600)],
  'noto-sans-arabic-400.woff2': () => [own('fonts/noto-sans-arabic-400.woff2')],
  'noto-sans-arabic-600.woff2': () => [own('fonts/noto-sans-arabic-600.woff2')],
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
  const name = /^\/(?:[0-9a-f]{12})-([a-z0-9-]+\.(?:css|js|svg|woff2))$/.exec(request.path)?.[1];
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
  const content = contentOf(name);
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

/** In a style sheet, `asset:NAME` stands for the address of another asset. */
function contentOf(name: string): Buffer {
  const files = (sources[name]?.() ?? []).map((path) => readFileSync(path));
  if (extname(name) !== '.css')
    return Buffer.concat(files.flatMap((file) => [file, Buffer.from('\n')]).slice(0, -1));
  const text = files
    .join('\n')
    .replaceAll(/asset:([a-z0-9-]+\.\w+)/g, (_, other: string) => assetPath(other));
  return Buffer.from(text);
}
