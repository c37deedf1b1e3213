import { Injectable } from '@nestjs/common';
import type { AttestedContent } from '#libs/attestations';
import type { CaseListRow } from '#libs/persistence';
import { CaseStates } from '../case-states.js';
import { DefinitionLibrary } from '../definition-library.js';
import { isAttested } from '../queries/case-file.js';
import { stageViews } from '../queries/stage-views.js';

/** What an attestation attests, the same whenever it is asked for: its code is checked by it. */
@Injectable()
export class AttestedPaths {
  constructor(
    private readonly states: CaseStates,
    private readonly library: DefinitionLibrary,
  ) {}

  /** Null where there is nothing to attest. A path that began before it was entered here counts from its first day. */
  async of(row: CaseListRow): Promise<AttestedContent | null> {
    const { reference, organisation, openedAt, closedAt, outcome } = row;
    const definition = await this.library.of(row);
    if (!isAttested(definition, row) || closedAt === null || outcome === null) return null;
    const [first] = stageViews(definition, (await this.states.at(row)).log, 'en');
    return {
      ...{ reference, organisation, outcome },
      definition: `${definition.key}@${definition.version}`,
      enrolledAt: Math.min(first?.enteredAt ?? openedAt, openedAt),
      completedAt: closedAt,
    };
  }
}
