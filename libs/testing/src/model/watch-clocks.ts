import {
  calendarOf,
  itemOf,
  workingTimeBetween,
  type CaseState,
  type Instant,
  type Transition,
} from '#libs/domain';

interface Clock {
  /** Since when the due date that it counts towards was set. */
  from: Instant;
  stoppedAt: Instant | null;
  alone: boolean;
}

/** I6, told once more from the log: after a pause, due′ − due is the working time paused, however pauses lie in each other. */
export class ClockWatch {
  private readonly clocks = new Map<string, Clock>();
  private casePaused = false;

  follow({ events, at }: Transition, before: CaseState, after: CaseState): void {
    for (const event of events) {
      switch (event.type) {
        case 'task-opened':
        case 'approval-asked':
          this.clocks.set(event.id, { from: at, stoppedAt: this.casePaused ? at : null, alone: false });
          break;
        case 'due-extended':
          this.change(event.item, (clock) => (clock.from = at));
          break;
        case 'suspended':
          if (event.item === null) this.casePaused = true;
          for (const [id, clock] of this.clocks) {
            if (event.item !== null && event.item !== id) continue;
            clock.stoppedAt ??= at;
            if (event.item === id) clock.alone = true;
          }
          break;
        case 'resumed':
          if (event.item === null) this.casePaused = false;
          else this.change(event.item, (clock) => (clock.alone = false));
          this.restart(at, before, after);
          break;
        case 'case-closed':
          this.casePaused = false;
          this.clocks.clear();
          break;
        default:
          break;
      }
    }
  }

  private restart(at: Instant, before: CaseState, after: CaseState): void {
    if (this.casePaused) return;
    for (const [id, clock] of this.clocks) {
      if (clock.stoppedAt === null || clock.alone) continue;
      const [old, now] = [itemOf(before, id), itemOf(after, id)];
      const { calendar } = before;
      if (!old?.open || !now || !calendar) continue;
      const own = calendarOf(calendar, old);
      const paused = workingTimeBetween(own, Math.max(clock.stoppedAt, clock.from), at);
      const moved = workingTimeBetween(own, old.due, now.due);
      if (moved !== paused || now.due < old.due)
        throw new Error(`I6: ${id} was paused for ${paused} ms of work and moved by ${moved}`);
      clock.stoppedAt = null;
    }
  }

  private change(id: string, change: (clock: Clock) => void): void {
    const clock = this.clocks.get(id);
    if (clock) change(clock);
  }
}
