import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { notYet } from '../not-yet.js';

export interface Draft {
  readonly item: string;
  /** Rises at each save; 0 when nothing is saved. */
  readonly version: number;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** What was typed so far on a task's form: shared by everyone who may complete it, on any device. */
@Injectable()
export class TaskDrafts {
  load(_actor: Actor, _item: string): Promise<Draft> {
    return notYet();
  }

  /** `version` is the one last seen; another save since then is `draft.stale` with `details.stored`. */
  save(_actor: Actor, _draft: Draft): Promise<Draft> {
    return notYet();
  }
}
