import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of this project's `package.json`: migrations, definitions and messages are found from there, whether the
 * sources or `dist` run and whatever the working directory is.
 */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!isRoot(folder)) {
    const above = dirname(folder);
    if (above === folder)
      throw new Error(
        `No package.json of Parcours above ${fileURLToPath(import.meta.url)}: the installation is incomplete.`,
      );
    folder = above;
  }
  return folder;
}

function isRoot(folder: string): boolean {
  const manifest = join(folder, 'package.json');
  return (
    existsSync(manifest) &&
    (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'parcours'
  );
}
