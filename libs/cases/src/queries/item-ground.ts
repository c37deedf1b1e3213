import { Injectable } from '@nestjs/common';
import type { CaseDefinition } from '#libs/definitions';
import type { CaseState } from '#libs/domain';
import type { Reader } from '#libs/identity';
import type { Actor } from '../actor.js';
import { CaseAccess, type ItemInCase } from '../case-access.js';
import { CaseAnswers, type LatestAnswers } from '../case-answers.js';
import { CaseStates } from '../case-states.js';
import { DefinitionLibrary } from '../definition-library.js';
import { Readers } from '../readers.js';

/** What every part of an item's page stands on. */
export interface Ground {
  readonly found: ItemInCase;
  readonly definition: CaseDefinition;
  readonly state: CaseState;
  readonly latest: LatestAnswers;
  readonly reader: Reader;
}

/** Authorises the reading of an item, and reads what its page stands on. */
@Injectable()
export class ItemGround {
  constructor(
    private readonly access: CaseAccess,
    private readonly library: DefinitionLibrary,
    private readonly answers: CaseAnswers,
    private readonly states: CaseStates,
    private readonly readers: Readers,
  ) {}

  /** Throws `item.unknown`, or `action.forbidden` where nothing of the item is open to the actor. */
  async of(actor: Actor, id: string): Promise<Ground> {
    const found = await this.access.item(actor, id);
    const { item, case: row } = found;
    const [definition, latest, state, reader] = await Promise.all([
      this.library.of(row),
      this.answers.latest(row.reference),
      this.states.of(row.reference),
      this.readers.ofItem(actor.viewer, row, item),
    ]);
    return { found, definition, latest, state, reader };
  }
}
