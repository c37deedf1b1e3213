import { Injectable } from '@nestjs/common';
import { PeopleChanges, type NewPeopleChange } from '#libs/persistence';
import { ReviewCases } from '../acting/review-cases.js';

/** The one place that hears of every change of people: it keeps who changed what, for good, and has approvals looked at (I3). */
@Injectable()
export class PeopleChanged {
  constructor(
    private readonly changes: PeopleChanges,
    private readonly reviews: ReviewCases,
  ) {}

  /** Whether the person's function as a director was ended here: to change an address, nobody takes it away for a moment. */
  async wasDirector(person: string): Promise<boolean> {
    const changes = await this.changes.list({ person });
    return changes.some(({ kind, detail }) => kind === 'function-ended' && detail['function'] === 'director');
  }

  /** Called once the change is made. */
  async tell(change: NewPeopleChange): Promise<void> {
    await this.changes.add(change);
    if (change.programme) await this.reviews.ofProgramme(change.programme);
  }
}
