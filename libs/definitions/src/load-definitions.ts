import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from './localised.js';
import { definitionKey } from './lookups.js';
import type { CaseDefinition, DefinitionProblem } from './model.js';
import { readDefinition } from './read/read-definition.js';

/** All problems of all files, in one error: boot shows it whole and exits (I16). */
export class InvalidDefinitions extends Error {
  constructor(readonly problems: readonly DefinitionProblem[]) {
    super(
      `The case definitions cannot be used:\n${problems.map((problem) => formatProblem(problem)).join('\n')}`,
    );
    this.name = 'InvalidDefinitions';
  }
}

/** `file:line:column: what is wrong (code)` and the remedy on a line of its own. */
export function formatProblem({ file, line, column, code, message, remedy }: DefinitionProblem): string {
  return `${file}:${line}:${column}: ${message} (${code})\n    ${remedy}`;
}

/** Every `*.yaml` of a folder by `key@version`. Throws `InvalidDefinitions` with every problem found. */
export function loadDefinitions(
  folder: string,
  language: Language = 'en',
): ReadonlyMap<string, CaseDefinition> {
  const found = new Map<string, CaseDefinition>();
  const problems: DefinitionProblem[] = [];
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  for (const file of files.map((name) => join(folder, name))) {
    const reading = readDefinition(file, language);
    if ('problems' in reading) {
      problems.push(...reading.problems);
      continue;
    }
    const key = definitionKey(reading.definition.key, reading.definition.version);
    if (found.has(key)) {
      problems.push({
        file,
        line: 1,
        column: 1,
        code: 'definition.duplicate',
        message: `Another file of this folder already defines ${key}.`,
        remedy: 'Raise `version` in the newer of the two files.',
      });
    }
    found.set(key, reading.definition);
  }
  if (problems.length > 0) throw new InvalidDefinitions(problems);
  return found;
}
