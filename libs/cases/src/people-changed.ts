import { Injectable } from '@nestjs/common';
import { PeopleChanges, type NewPeopleChange } from '#libs/persistence';
import { ReviewCases } from './acting/review-cases.js';

/** The one place that hears of every change of people: it keeps who changed what, for good, and has approvals looked at (I3). */
@Injectable()
export class PeopleChanged {
  constructor(
    private readonly changes: PeopleChanges,
    private readonly reviews: ReviewCases,
  ) {}

  /** Called once the change is made. */
  async tell(change: NewPeopleChange): Promise<void> {
    await this.changes.add(change);
    if (change.programme) await this.reviews.ofProgramme(change.programme);
  }
}
