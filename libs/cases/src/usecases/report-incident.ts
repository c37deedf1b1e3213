import { Injectable } from '@nestjs/common';
import type { Acted, Actor } from '../actor.js';
import { notYet } from '../not-yet.js';

export interface ReportIncidentInput {
  readonly reference: string;
  /** Task or approval id. */
  readonly subject?: string;
  readonly reason: string;
}

/** Raises an incident by hand. */
@Injectable()
export class ReportIncident {
  execute(_actor: Actor, _input: ReportIncidentInput, _key: string): Promise<Acted> {
    return notYet();
  }
}
