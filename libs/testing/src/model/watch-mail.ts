import { partyName, type Command, type NoticeEvent, type Transition } from '#libs/domain';

/** Told once for each act that asks for it, whatever the clock does. */
const answers: ReadonlySet<NoticeEvent['notice']> = new Set(['outcome', 'closing', 'receipt', 'noted']);

/** I5, told once more from the log alone: one mail for each recipient, item, rung and revision, and none where none is due. */
export class MailWatch {
  private readonly sent = new Set<string>();
  private readonly settled = new Set<string>();
  private readonly paused = new Set<string>();
  private readonly revisions = new Map<string, number>();
  private casePaused = false;

  follow({ events, seq }: Transition, command: Command['type']): void {
    const silent = command === 'replan' || command === 'log-contact' || command === 'suspend';
    for (const event of events) {
      switch (event.type) {
        case 'suspended':
          if (event.item === null) this.casePaused = true;
          else this.paused.add(event.item);
          break;
        case 'resumed':
          if (event.item === null) this.casePaused = false;
          else this.paused.delete(event.item);
          break;
        case 'case-closed':
          this.casePaused = false;
          break;
        case 'due-extended':
          this.revisions.set(event.item, (this.revisions.get(event.item) ?? 0) + 1);
          break;
        case 'task-completed':
        case 'task-waived':
        case 'task-withdrawn':
        case 'approval-decided':
        case 'approval-withdrawn':
          this.settled.add(event.id);
          break;
        case 'notice':
          if (silent) throw new Error(`I5: ${command} wrote ${event.notice}`);
          if (command === 'resume' && event.notice !== 'invitation')
            throw new Error(`I5: a clock that starts again wrote ${event.notice}`);
          this.require(event, seq, command);
          break;
        default:
          break;
      }
    }
  }

  private require(notice: NoticeEvent, seq: number, command: Command['type']): void {
    const { item, rung, to, revision } = notice;
    if (answers.has(notice.notice)) {
      this.once([seq, notice.notice, item, partyName(to)]);
      return;
    }
    if (item === null) throw new Error(`I5: ${notice.notice} about nothing`);
    if (this.settled.has(item)) throw new Error(`I5: ${notice.notice} about ${item}, which is over`);
    if (this.casePaused || this.paused.has(item))
      throw new Error(`I5: ${notice.notice} about ${item}, which is paused`);
    if (revision !== (this.revisions.get(item) ?? 0)) throw new Error(`I5: ${item} was never granted anew`);
    // Reminder, copy and escalation of a rung are one and the same mail to whoever gets them.
    // Who was appointed since is asked like the others before, whose mails keep their keys.
    if (command === 'review' && notice.notice === 'invitation') return;
    this.once([item, rung ?? notice.notice, revision, partyName(to)]);
  }

  private once(parts: readonly (string | number | null)[]): void {
    const key = parts.join(' ');
    if (this.sent.has(key)) throw new Error(`I5: twice the mail ${key}`);
    this.sent.add(key);
  }
}
