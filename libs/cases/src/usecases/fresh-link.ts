import { Injectable } from '@nestjs/common';
import { notYet } from '../not-yet.js';

/** Mails a new link for an expired one, only to the address registered for its person. */
@Injectable()
export class FreshLink {
  /** Resolves also when nothing is mailed (unknown or revoked link, settled item): the page says the same in every case. */
  execute(_token: string): Promise<void> {
    return notYet();
  }
}
