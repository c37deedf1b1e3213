import { Injectable } from '@nestjs/common';
import { notYet } from '../not-yet.js';

/** What must hold before the first case is served (I16). */
@Injectable()
export class BootChecks {
  /** Registers new definitions; throws `BootRefused` with every problem in one message. */
  verify(): Promise<void> {
    return notYet();
  }
}
