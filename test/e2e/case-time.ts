import { instantAt, type CalendarSnapshot, type Instant, type LocalDate } from '#libs/domain';
import type { SettableClock } from '#libs/config';
import { CaseViews, Mails, type CaseListRow, type Mail } from '#libs/persistence';
import { MailRounds } from '#libs/mail';
import { mailsOut } from '../../libs/testing/src/mails-out.js';
import type { ApiFixture } from '../api/api-fixture.js';

/** One case on the real stack, whose time passes when its story says so: the workflow's and everybody's case clock, in step. */
export class CaseTime {
  constructor(
    protected readonly fixture: ApiFixture,
    protected readonly clock: SettableClock,
    readonly calendar: CalendarSnapshot,
    readonly reference: string,
  ) {}

  /** Lets time pass to a moment, halting wherever the case acts by itself or a held mail has its hour. */
  async passTo(moment: Instant): Promise<void> {
    for (let next = await this.nextHalt(); next <= moment; next = await this.nextHalt())
      await this.moveTo(next);
    await this.moveTo(moment);
  }

  /** To a time of day, `minutes` after local midnight. */
  async passToDay(date: LocalDate, minutes: number): Promise<void> {
    await this.passTo(instantAt(this.calendar, date, minutes));
  }

  /** The case's day. */
  today(): LocalDate {
    return new Date(this.clock.now()).toISOString().slice(0, 10);
  }

  /** The case as lists show it. */
  async row(): Promise<CaseListRow> {
    const row = await this.fixture.app.get(CaseViews).findCase(this.reference);
    if (!row) throw new Error(`${this.reference} is in no list.`);
    return row;
  }

  /** Mails that were asked for, oldest first. */
  async mails(): Promise<readonly Mail[]> {
    const rows = await this.fixture.app.get(Mails).list({ references: [this.reference], limit: 500 });
    return [...rows].reverse();
  }

  /** Mail leaves a moment after the act. */
  async mailsLeft(): Promise<void> {
    await mailsOut(this.fixture.app.get(Mails), this.reference);
  }

  private async nextHalt(): Promise<Instant> {
    const { nextWakeAt } = await this.row();
    const held = (await this.mails()).flatMap(({ state, heldUntil }) =>
      state === 'held' && heldUntil !== null ? [heldUntil] : [],
    );
    return Math.min(nextWakeAt ?? Infinity, ...held);
  }

  private async moveTo(moment: Instant): Promise<void> {
    const { clock, fixture } = this;
    clock.set(Math.max(moment, clock.now()));
    await fixture.temporal.time.forwardTo(this.reference, moment);
    // The wake is one transition and its mail another step: both are over when nothing of them waits any more.
    while (((await this.row()).nextWakeAt ?? Infinity) <= moment);
    await fixture.app.get(MailRounds).run();
    await this.mailsLeft();
  }
}
