import { currentUpdateInfo, patched } from '@temporalio/workflow';
import type { ActAnswer, CarriedCase, CaseInput, RefusalCode } from '#libs/contracts';
import {
  changedRows,
  decide,
  describeTransition,
  engineVersion,
  fold,
  initialState,
  isReviewable,
  nextWake,
  type ActBody,
  type ActCommand,
  type CaseState,
  type Command,
  type Rejection,
  type ShellCommand,
  type Transition,
} from '#libs/domain';
import { showCase } from './admin-view.js';
import { caseLog } from './case-log.js';
import { Fifo } from './fifo.js';
import { MailDelivery } from './mail-delivery.js';
import { isAct, refused, rejected } from './refusals.js';
import { WakeTimer } from './wake-timer.js';

type Outcome =
  | { readonly ok: true; readonly seq: number }
  | { readonly ok: false; readonly rejection: Rejection }
  | { readonly ok: false; readonly refusal: RefusalCode };

const malformed: Rejection = { code: 'command.malformed', subject: null };

/** Holds one case's state and takes it through one transition at a time. It contains no rule: the core decides. */
export class CaseShell {
  private state: CaseState;
  private loaded: boolean;
  private addressed = false;
  private readonly fifo = new Fifo();
  private readonly timer = new WakeTimer(() => this.observe({ type: 'wake' }));
  private readonly mail: MailDelivery;

  constructor(input: CaseInput) {
    this.state = input.carried?.state ?? initialState(input.reference);
    this.loaded = input.carried !== undefined;
    this.mail = new MailDelivery(input.reference, input.carried?.undelivered ?? [], (mails) =>
      this.observe({ type: 'mail-undeliverable', mails }),
    );
    void this.begin();
  }

  get status(): CaseState['status'] {
    return this.state.status;
  }

  /** No transition runs or waits. */
  get idle(): boolean {
    return this.fifo.idle;
  }

  /** Somebody has sent an act to this run. */
  get wasAddressed(): boolean {
    return this.addressed;
  }

  /** What the next run needs. Only while idle. */
  carry(): CarriedCase {
    return { state: this.state, undelivered: this.mail.pending };
  }

  /** Synchronous and without effect; throws what the caller of a hopeless act gets, and then nothing enters history. */
  validate(command: unknown, logged: number): void {
    if (!isAct(command, currentUpdateInfo()?.id)) throw rejected(malformed);
    if (!this.loaded || logged > this.state.seq || this.answerOf(command) !== undefined) return;
    const decision = decide(this.state, command, Date.now());
    if (!decision.ok) throw rejected(decision.rejection);
  }

  /** One human act, to its committed end. `logged` is the last seq its sender knows. Throws ApplicationFailures only. */
  async act(command: ActCommand, logged: number): Promise<ActAnswer> {
    this.addressed = true;
    const seq = this.answerOf(command);
    if (seq !== undefined) return { seq };
    const outcome = await this.enqueue(async () => {
      if (logged > this.state.seq) await this.catchUp();
      return this.settle(command);
    });
    if (outcome.ok) return { seq: outcome.seq };
    throw 'rejection' in outcome ? rejected(outcome.rejection) : refused(outcome.refusal);
  }

  /** What the shell itself has noticed; a case that cannot use it any more ignores it. */
  async observe(command: ShellCommand): Promise<void> {
    await this.enqueue(() => this.settle(command));
  }

  /** Takes over what the log has and this run does not know, tries failed mail again, and looks at the world anew. */
  async nudge(): Promise<void> {
    await this.enqueue(async () => {
      await this.catchUp();
      if (this.status !== 'open') return;
      this.mail.resume();
      if (!patched('review')) return;
      const { unreached, ...review } = await caseLog.survey(this.state.reference);
      if (unreached.length > 0) await this.settle({ type: 'mail-undeliverable', mails: unreached });
      if (isReviewable(this.state)) await this.settle({ type: 'review', ...review });
    });
  }

  /** A run without carried state is an opening, a recovery or a reopening: the log knows which. */
  private async begin(): Promise<void> {
    await this.enqueue(async () => {
      if (this.loaded) {
        this.mail.resume();
        return;
      }
      const log = await caseLog.load(this.state.reference, 0);
      // Whoever wrote a row had scheduled the mail of the row before; what an older run left unsent is the sweep's.
      for (const transition of log.slice(0, -1)) this.state = fold(this.state, transition);
      this.adopt(log.slice(-1));
      this.loaded = true;
    });
  }

  private async catchUp(): Promise<void> {
    this.adopt(await caseLog.load(this.state.reference, this.state.seq));
  }

  private enqueue<T>(task: () => Promise<T>): Promise<T> {
    return this.fifo.run(async () => {
      const result = await task();
      this.timer.arm(this.status === 'open' ? nextWake(this.state) : null);
      if (this.status !== 'new') showCase(this.state);
      return result;
    });
  }

  /** Decide, record, fold what the log answered; where the log was ahead, decide again on what it holds. */
  private async settle(command: Command): Promise<Outcome> {
    for (;;) {
      const seq = this.answerOf(command);
      if (seq !== undefined) return { ok: true, seq };
      const act = 'act' in command ? command : null;
      const decision = decide(this.state, command, Date.now());
      if (!decision.ok) return { ok: false, rejection: decision.rejection };
      if (!act && decision.events.length === 0) return { ok: true, seq: this.state.seq };
      const transition: Transition = {
        reference: this.state.reference,
        seq: this.state.seq + 1,
        request: act?.request ?? null,
        engine: engineVersion,
        at: Date.now(),
        act: act?.act ?? null,
        actor: act?.actor ?? null,
        events: decision.events,
      };
      const rows = changedRows(this.state, fold(this.state, transition));
      const answer = await caseLog.record({ transition, body: act && bodyOf(act), rows });
      if (answer.status === 'refused') return { ok: false, refusal: answer.code };
      if (answer.status === 'answered') return { ok: true, seq: answer.seq };
      this.adopt(answer.status === 'appended' ? [transition] : answer.transitions);
      if (answer.status !== 'appended') continue;
      const { undecidable } = answer;
      if (undecidable) void this.observe({ type: 'review', undecidable, placeFree: false });
      return { ok: true, seq: transition.seq };
    }
  }

  private adopt(transitions: readonly Transition[]): void {
    for (const transition of transitions) this.state = fold(this.state, transition);
    // A closed case completes at once, which would drop the activity: its mail is the sweep's.
    if (this.status !== 'open') return;
    for (const { seq, events } of transitions) {
      if (events.some((event) => event.type === 'notice'))
        this.mail.start(seq, describeTransition(this.state, events));
    }
  }

  private answerOf(command: Command): number | undefined {
    if (!('act' in command)) return undefined;
    return this.state.seen.find(({ request }) => request === command.request)?.seq;
  }
}

function bodyOf(command: ActCommand): ActBody {
  const { request, act, actor, ...body } = command;
  return body;
}
