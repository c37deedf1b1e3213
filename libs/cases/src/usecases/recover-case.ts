import { Injectable } from '@nestjs/common';
import type { Viewer } from '#libs/identity';
import { notYet } from '../not-yet.js';

/** Starts a case's workflow again from its log; harmless while it still runs. */
@Injectable()
export class RecoverCase {
  /** `started` is false when the workflow was running already. */
  execute(
    _viewer: Viewer,
    _reference: string,
  ): Promise<{ readonly reference: string; readonly started: boolean }> {
    return notYet();
  }
}
