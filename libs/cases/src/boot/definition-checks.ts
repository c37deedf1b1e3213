import { Injectable } from '@nestjs/common';
import { InvalidDefinitions, type CaseDefinition } from '#libs/definitions';
import { checkRules } from '#libs/domain';
import { Definitions } from '#libs/persistence';
import { DefinitionLibrary } from '../definition-library.js';
import { PeopleChecks } from './people-checks.js';
import { registerDefinition } from './register-definition.js';

/** Whether the definition files hold together, and are those that cases were opened with. */
@Injectable()
export class DefinitionChecks {
  constructor(
    private readonly library: DefinitionLibrary,
    private readonly definitions: Definitions,
    private readonly people: PeopleChecks,
  ) {}

  /** Registers new definitions; answers every reason not to start. */
  async problems(): Promise<readonly string[]> {
    let files: readonly CaseDefinition[];
    try {
      files = [...this.library.all().values()];
    } catch (error) {
      if (error instanceof InvalidDefinitions) return [error.message];
      throw error;
    }
    const problems = files.flatMap(({ key, rules }) =>
      checkRules(rules).map((problem) => `Definition ${key}: ${JSON.stringify(problem)}`),
    );
    // Before it is registered, because a definition that is known is not new any more.
    problems.push(...(problems.length > 0 ? [] : await this.people.problems()));
    if (problems.length > 0) return problems;
    for (const definition of files)
      problems.push(...(await registerDefinition(this.definitions, definition)));
    // The checks of people have read them in the words of before.
    this.library.forget();
    return problems;
  }
}
