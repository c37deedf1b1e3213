// Lets a test start a Node process on the TypeScript sources, to be killed: `node --conditions=source --import <this file>`.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

if (new URL(import.meta.url).search === '') register(`${import.meta.url}?hooks`);

export async function resolve(specifier, context, next) {
  if (!context.parentURL?.endsWith('.ts') || !specifier.startsWith('.')) return next(specifier, context);
  return next(specifier.replace(/\.js$/, '.ts'), context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { transform } = await import('@swc/core');
  const filename = fileURLToPath(url);
  const { code } = await transform(readFileSync(filename, 'utf8'), { filename });
  return { format: 'module', source: code, shortCircuit: true };
}
