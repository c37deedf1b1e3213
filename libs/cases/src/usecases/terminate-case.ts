import { Injectable } from '@nestjs/common';
import type { Acted, Actor } from '../actor.js';
import { notYet } from '../not-yet.js';

export interface TerminateCaseInput {
  readonly reference: string;
  readonly reason: string;
}

/** Ends a case from the programme's side. */
@Injectable()
export class TerminateCase {
  execute(_actor: Actor, _input: TerminateCaseInput, _key: string): Promise<Acted> {
    return notYet();
  }
}
