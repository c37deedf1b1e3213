import { Injectable } from '@nestjs/common';
import { notYet } from '../not-yet.js';

export interface Swept {
  readonly nudged: readonly string[];
  readonly mails: number;
  readonly staleActs: number;
  readonly orphans: number;
}

/** Finds what a crash left behind; the worker host runs it every 30 seconds of machine time. */
@Injectable()
export class Sweep {
  /** Null when another instance is sweeping. */
  run(): Promise<Swept | null> {
    return notYet();
  }
}
