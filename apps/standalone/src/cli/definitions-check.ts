import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PeopleGapReader } from '#libs/cases';
import { projectRoot } from '#libs/config';
import {
  checkDefinitions,
  dueProblems,
  gapText,
  loadDefinitions,
  peopleGaps,
  peopleOf,
  readProgramme,
} from '#libs/definitions';
import { Programmes } from '#libs/persistence';
import { asOperator } from './operator.js';

/** `parcours definitions check`: prints every problem with file, line and remedy; fails when there is one. */
export async function checkDefinitionFiles(
  files: readonly string[],
  { programme }: { readonly programme?: string } = {},
): Promise<void> {
  const paths = files.length > 0 ? files : allDefinitions();
  const { ok, report } = checkDefinitions(paths);
  (ok ? console.log : console.error)(report);
  if (!ok) process.exitCode = 1;
  if (!ok || programme === undefined) return;
  const problems = existsSync(join(programme, 'programme.yaml'))
    ? problemsOfFolder(programme)
    : await problemsOfInstallation(programme);
  if (problems.length === 0) console.log(`${programme}: its people can settle everything.`);
  else {
    console.error(problems.map((problem) => `${programme}: ${problem}`).join('\n'));
    process.exitCode = 1;
  }
}

function definitionsFolder(): string {
  return join(projectRoot(), 'workflows/definitions');
}

function allDefinitions(): readonly string[] {
  return readdirSync(definitionsFolder())
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(definitionsFolder(), name));
}

/** Of the definitions that the programme's file names. */
function problemsOfFolder(folder: string): readonly string[] {
  const file = readProgramme(folder);
  const known = loadDefinitions(definitionsFolder());
  return file.definitions.flatMap((key) => {
    const definition = known.get(key);
    if (!definition) return [`There is no definition ${key}: add its file, or name another.`];
    return [...dueProblems(definition, file), ...peopleGaps(definition, peopleOf(file)).map(gapText)];
  });
}

/** Of the definitions that its open cases follow and new ones would. */
function problemsOfInstallation(code: string): Promise<readonly string[]> {
  return asOperator(async ({ database }) => {
    if (!(await new Programmes(database).get(code))) return ['There is no such programme here.'];
    const { gaps } = await PeopleGapReader.on(database, definitionsFolder()).of(code);
    return gaps.map(gapText);
  });
}
