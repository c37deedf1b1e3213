import { Injectable, Logger } from '@nestjs/common';
import { definitionKey, gapText } from '#libs/definitions';
import { Definitions, Programmes } from '#libs/persistence';
import { DefinitionLibrary } from '../definition-library.js';
import { PeopleGapReader } from '../people/people-gap-reader.js';

/**
 * Whether the people of each programme could settle what its cases ask (I3). A definition that is new here is refused where they
 * could not; people who have left since keep nobody from starting, because somebody has to sign in and name others.
 */
@Injectable()
export class PeopleChecks {
  private readonly logger = new Logger('People');

  constructor(
    private readonly gaps: PeopleGapReader,
    private readonly library: DefinitionLibrary,
    private readonly definitions: Definitions,
    private readonly programmes: Programmes,
  ) {}

  /** Every reason to refuse a new definition; the other gaps are warned of. */
  async problems(): Promise<readonly string[]> {
    const fresh = await this.fresh();
    const problems: string[] = [];
    for (const { code } of await this.programmes.list()) {
      const { hasCases, gaps } = await this.gaps.of(code);
      const refused = gaps.filter(({ definition }) => hasCases && fresh.has(definition));
      problems.push(...refused.map((gap) => inProgramme(code, gapText(gap))));
      this.warn(code, gaps.filter((gap) => !refused.includes(gap)).map(gapText));
    }
    return problems;
  }

  /** Says what could not be settled, and lets things go on. */
  warn(programme: string, texts: readonly string[]): void {
    if (texts.length > 0) this.logger.warn(texts.map((text) => inProgramme(programme, text)).join('\n'));
  }

  private async fresh(): Promise<ReadonlySet<string>> {
    const known = (await this.definitions.list()).map(({ key, version }) => definitionKey(key, version));
    return new Set([...this.library.all().keys()].filter((key) => !known.includes(key)));
  }
}

function inProgramme(code: string, text: string): string {
  return `Programme ${code}, ${text}`;
}
