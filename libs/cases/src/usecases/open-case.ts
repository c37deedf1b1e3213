import { Injectable } from '@nestjs/common';
import type { Acted, Actor } from '../actor.js';
import { notYet } from '../not-yet.js';

export interface OpenCaseInput {
  readonly programme: string;
  /** Organisation code. */
  readonly organisation: string;
  /** Key of a loaded definition; the technical-assistance one when there is just one. */
  readonly definition?: string;
  /** Person code; the actor when a coordinator of the programme, else the programme's first coordinator. */
  readonly coordinator?: string;
}

/** Opens a case; the reference is in the answer. */
@Injectable()
export class OpenCase {
  execute(_actor: Actor, _input: OpenCaseInput, _key: string): Promise<Acted> {
    return notYet();
  }
}
