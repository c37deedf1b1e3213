import { Injectable } from '@nestjs/common';
import type { ActBody, ActorFacts, ItemRow } from '#libs/domain';
import type { CaseScope } from '#libs/identity';
import { People } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { standingFor } from './standing.js';

/** The typed facts that rules need about who acts; what is foreseen is decided with the same ones as what is done. */
@Injectable()
export class FactsOfActors {
  constructor(private readonly people: People) {}

  /** As oneself where one may, else for whom one stands in for. `item` is what the act is about. */
  async of(
    { viewer, channel, link, declared }: Actor,
    scope: CaseScope,
    act: ActBody['type'],
    item: ItemRow | undefined,
  ): Promise<ActorFacts> {
    const { person } = standingFor(viewer, scope, act, item);
    const question = { person: viewer.person, ...placeOf(scope), channel };
    const facts = await (person === viewer.person
      ? this.people.actorFacts(question)
      : this.people.substituteFacts(question, person));
    const via = link?.via ?? null;
    return { ...facts, ...(declared && { declared: true }), ...(via !== null && { via }) };
  }

  /** Who takes something down acts in an own role with the speaker's function. `saidBy` is the code of the speaker. */
  async takingDown({ viewer, channel }: Actor, scope: CaseScope, saidBy: string): Promise<ActorFacts> {
    const [facts, speaker] = await Promise.all([
      this.people.actorFacts({ person: viewer.person, ...placeOf(scope), channel }),
      this.people.actorFacts({ person: saidBy, ...placeOf(scope), channel: 'transcribed' }),
    ]);
    return {
      ...facts,
      functions: speaker.functions,
      channel: 'transcribed',
      onBehalfOf: saidBy,
      ...(speaker.organisation === null ? {} : { behalfOrganisation: speaker.organisation }),
    };
  }
}

/** No more of a case's row than says where somebody acts. */
function placeOf({ programme, organisation, country }: CaseScope): CaseScope {
  return { programme, organisation, country };
}
