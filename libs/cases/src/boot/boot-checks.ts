import { Inject, Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { InvalidDefinitions, type CaseDefinition } from '#libs/definitions';
import { checkRules, DomainError, localDateAt } from '#libs/domain';
import { DATABASE, Definitions, Programmes, verifySchema, type Database } from '#libs/persistence';
import { Calendars } from '../calendars/calendars.js';
import { DefinitionLibrary } from '../definition-library.js';
import { BOOT_PROBE, type BootProbe } from '../tokens.js';
import { PeopleChecks } from './people-checks.js';
import { registerDefinition } from './register-definition.js';

/** Everything that is wrong, in one message. */
export class BootRefused extends Error {
  override readonly name = 'BootRefused';
  constructor(readonly problems: readonly string[]) {
    super(`Parcours cannot start:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  }
}

/** What must hold before the first case is served (I16). */
@Injectable()
export class BootChecks {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly library: DefinitionLibrary,
    private readonly definitions: Definitions,
    private readonly programmes: Programmes,
    private readonly calendars: Calendars,
    private readonly clock: CaseClock,
    private readonly people: PeopleChecks,
    @Inject(BOOT_PROBE) private readonly probe: BootProbe,
  ) {}

  /** Registers new definitions; throws `BootRefused` with every problem in one message. */
  async verify(): Promise<void> {
    const schema = await verifySchema(this.database);
    // Without a schema the questions to its tables would only repeat the same trouble.
    const inDatabase =
      schema.length > 0 ? [] : [...(await this.definitionProblems()), ...(await this.calendarProblems())];
    const problems = [...schema, ...inDatabase, ...(await this.probe())];
    if (problems.length > 0) throw new BootRefused(problems);
  }

  private async definitionProblems(): Promise<readonly string[]> {
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
    return problems;
  }

  private async calendarProblems(): Promise<readonly string[]> {
    const problems: string[] = [];
    for (const programme of await this.programmes.list()) {
      const { code, country, endsOn } = programme;
      try {
        const calendar = await this.calendars.ofProgramme(programme);
        const today = localDateAt(calendar, this.clock.now());
        if (today <= endsOn && endsOn > calendar.horizon.to)
          problems.push(`The calendar of ${country} ends before programme ${code} does.`);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        problems.push(`Programme ${code} in ${country} has no calendar: ${error.details.hint ?? error.code}`);
      }
    }
    return problems;
  }
}
