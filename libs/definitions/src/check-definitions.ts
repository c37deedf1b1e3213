import { statSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { definitionKey } from './lookups.js';
import { formatProblem } from './load-definitions.js';
import type { CaseDefinition } from './model.js';
import { readDefinition } from './read/read-definition.js';

/** Reads files, and every YAML file of the folders given; the report has a line a good file and all problems of the others. */
export function checkDefinitions(paths: readonly string[]): {
  readonly ok: boolean;
  readonly report: string;
} {
  let ok = true;
  const lines: string[] = [];
  for (const path of paths) {
    const files = filesAt(path);
    if (!files || files.length === 0) {
      ok = false;
      lines.push(
        files
          ? `${path}: there is no .yaml file in this folder.`
          : `${path}: there is no such file or folder.`,
      );
      continue;
    }
    for (const file of files) {
      const reading = readDefinition(file);
      if ('problems' in reading) {
        ok = false;
        lines.push(...reading.problems.map((problem) => formatProblem(problem)));
      } else lines.push(`${file}: ${describe(reading.definition)}`);
    }
  }
  return { ok, report: lines.join('\n') };
}

function filesAt(path: string): string[] | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return undefined;
  if (!found.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

function describe({ key, version, rules, forms, hash }: CaseDefinition): string {
  const tasks = rules.stages.reduce((sum, stage) => sum + stage.tasks.length + (stage.milestones ? 2 : 0), 0);
  const approvals = rules.stages.filter((stage) => stage.approval).length;
  return `${definitionKey(key, version)} is good: ${rules.stages.length} stages, ${tasks} tasks, ${approvals} approvals, ${Object.keys(forms).length} forms; ${hash.slice(0, 12)}`;
}
