import { Injectable } from '@nestjs/common';
import type { Acted, Actor } from '../actor.js';
import { notYet } from '../not-yet.js';

export interface CompleteTaskInput {
  /** Task id. */
  readonly item: string;
  /** As posted: checked against the task's form here. */
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Completes a task; the uploads listed in the answers' files fields are attached. */
@Injectable()
export class CompleteTask {
  execute(_actor: Actor, _input: CompleteTaskInput, _key: string): Promise<Acted> {
    return notYet();
  }
}
