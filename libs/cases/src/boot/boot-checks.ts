import { Inject, Injectable } from '@nestjs/common';
import { DATABASE, verifySchema, type Database } from '#libs/persistence';
import { BOOT_PROBE, type BootProbe } from '../tokens.js';
import { CalendarChecks } from './calendar-checks.js';
import { DefinitionChecks } from './definition-checks.js';

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
    private readonly definitions: DefinitionChecks,
    private readonly calendars: CalendarChecks,
    @Inject(BOOT_PROBE) private readonly probe: BootProbe,
  ) {}

  /** Registers new definitions; throws `BootRefused` with every problem in one message. */
  async verify(): Promise<void> {
    const schema = await verifySchema(this.database);
    // Without a schema the questions to its tables would only repeat the same trouble.
    const inDatabase =
      schema.length > 0 ? [] : [...(await this.definitions.problems()), ...(await this.calendars.problems())];
    const problems = [...schema, ...inDatabase, ...(await this.probe())];
    if (problems.length > 0) throw new BootRefused(problems);
  }
}
