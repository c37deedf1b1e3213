import { Injectable } from '@nestjs/common';
import { PeopleChanges, type NewPeopleChange } from '#libs/persistence';

/** The one place that hears of every change of people: it keeps who changed what, for good. */
@Injectable()
export class PeopleChanged {
  constructor(private readonly changes: PeopleChanges) {}

  /** Called once the change is made. */
  async tell(change: NewPeopleChange): Promise<void> {
    await this.changes.add(change);
  }
}
