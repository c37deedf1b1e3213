import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#libs/config';
import { checkDefinitions } from '#libs/definitions';

/** `parcours definitions check`: prints every problem with file, line and remedy; fails when there is one. */
export function checkDefinitionFiles(files: readonly string[]): void {
  const paths = files.length > 0 ? files : allDefinitions();
  const { ok, report } = checkDefinitions(paths);
  (ok ? console.log : console.error)(report);
  if (!ok) process.exitCode = 1;
}

function allDefinitions(): readonly string[] {
  const folder = join(projectRoot(), 'workflows/definitions');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}
