import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const here = fileURLToPath(new URL('../../../', import.meta.url)).replace(/[\\/]$/, '');
/** This file runs from the sources (tests) or from dist/ (everything else). */
const project = basename(here) === 'dist' ? dirname(here) : here;
const productionBundle = join(project, 'dist', 'workflow-bundle.js');

/** What `WorkersOptions.workflowBundle` wants. */
export interface WorkflowBundle {
  readonly codePath: string;
}

/** Two processes may write the same bundle at once; each must see a whole file. */
async function writeWhole(file: string, code: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, code);
  await rename(`${file}.${process.pid}`, file);
}

async function bundle(workflowsPath: string, conditions: string[]): Promise<string> {
  if (!existsSync(workflowsPath)) throw new Error(`There are no workflows at ${workflowsPath}`);
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    logger: new DefaultLogger('ERROR'),
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, conditionNames: conditions },
    }),
  });
  return code;
}

/** Writes dist/workflow-bundle.js from the compiled workflows; the build's last step. Throws on anything the bundler refuses. */
export async function writeWorkflowBundle(): Promise<void> {
  await writeWhole(
    productionBundle,
    await bundle(join(project, 'dist', 'workflows', 'src', 'index.js'), ['webpack', 'import', 'default']),
  );
}

/** The bundle that the build wrote. Throws when there is none. */
export function loadWorkflowBundle(): WorkflowBundle {
  if (!existsSync(productionBundle)) throw new Error('The workflow bundle is missing: run `npm run build`.');
  return { codePath: productionBundle };
}

/** Every file below a folder with its modification time; specs are never bundled. */
async function fingerprint(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return '';
  if (!found.isDirectory()) return `${path}:${found.mtimeMs}`;
  const names = (await readdir(path)).sort().filter((name) => !name.includes('.spec.'));
  return (await Promise.all(names.map((name) => fingerprint(join(path, name))))).join('|');
}

/**
 * Bundles workflows straight from TypeScript, for tests. The file is shared by all processes that see the same sources
 * and lies under node_modules/.cache. `workflowsPath` is the entry file; default: the product's own.
 */
export async function bundleWorkflowsFromSource(
  workflowsPath = join(project, 'workflows', 'src', 'index.ts'),
): Promise<WorkflowBundle> {
  const sources = [
    dirname(workflowsPath),
    join(project, 'workflows'),
    join(project, 'libs', 'domain'),
    join(project, 'libs', 'contracts'),
  ];
  const versions = [join(project, 'package-lock.json'), fileURLToPath(import.meta.url)];
  const key = createHash('sha256');
  key.update(workflowsPath);
  for (const path of [...sources, ...versions]) key.update(await fingerprint(path));
  const codePath = join(
    project,
    'node_modules',
    '.cache',
    'parcours',
    `workflows-${key.digest('hex').slice(0, 16)}.js`,
  );
  if (!existsSync(codePath))
    await writeWhole(codePath, await bundle(workflowsPath, ['source', 'webpack', 'import', 'default']));
  return { codePath };
}
