import { Injectable } from '@nestjs/common';
import type { Acted, Actor } from '../actor.js';
import { notYet } from '../not-yet.js';

export interface ResolveIncidentInput {
  /** Incident id. */
  readonly incident: string;
  readonly reason: string;
}

/** Resolves an incident, saying how. */
@Injectable()
export class ResolveIncident {
  execute(_actor: Actor, _input: ResolveIncidentInput, _key: string): Promise<Acted> {
    return notYet();
  }
}
