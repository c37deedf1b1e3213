import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { transformSync } from '@swc/core';
import { projectRoot } from '#libs/config';

/** What an operation of the generated client answers. */
export interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

type Operation = <T>(options: object) => Promise<Answered<T>>;

/** The generated operations by operationId, and what makes a client of one person. */
export interface GeneratedClient {
  readonly operations: Readonly<Record<string, Operation>>;
  /** Options to pass with every operation. */
  as(token: string): { readonly client: unknown };
  /** Removes what was generated. */
  remove(): void;
}

/** Generates a client from the document that a running API serves, with a generator that knows nothing of us. */
export async function generateClient(url: string): Promise<GeneratedClient> {
  const root = projectRoot();
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'parcours-client-'));
  const document = join(folder, 'openapi.json');
  writeFileSync(document, await (await fetch(`${url}/api/openapi.json`)).text());
  // Not in the same turn: the API answers from this very process.
  await promisify(execFile)(
    process.execPath,
    [
      ...[join(root, 'node_modules/@hey-api/openapi-ts/bin/run.js'), '--no-log-file'],
      ...['--input', document, '--output', join(folder, 'ts'), '--client', '@hey-api/client-fetch'],
    ],
    { cwd: folder },
  );
  const js = join(folder, 'js');
  compile(join(folder, 'ts'), js);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const load = (file: string): Promise<unknown> => import(pathToFileURL(join(js, file)).href);
  // One after the other: jest cannot link two modules at once that share a third.
  const operations = (await load('sdk.gen.js')) as Record<string, Operation>;
  const runtime = (await load('client/index.js')) as { createClient(config: object): unknown };
  return {
    operations,
    as: (token) => ({ client: runtime.createClient({ baseUrl: url, auth: token }) }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Strips the types; what is generated imports folders and files without endings, which jest resolves. */
function compile(from: string, to: string): void {
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const target = join(to, name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    const { code } = transformSync(readFileSync(join(from, name), 'utf8'), {
      swcrc: false,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'es6' },
    });
    writeFileSync(target, code);
  }
}
