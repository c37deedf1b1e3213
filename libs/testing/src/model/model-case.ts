import {
  decide,
  fold,
  initialState,
  nextWake,
  openItems,
  type CaseState,
  type Command,
  type Instant,
  type Rejection,
  type Transition,
} from '#libs/domain';
import type { Chance } from './chance.js';
import { frozen } from './frozen.js';
import { ModelLog } from './model-log.js';
import { randomAct } from './random-acts.js';
import { randomOpening } from './random-opening.js';
import { randomPeople } from './random-people.js';
import { randomRules } from './random-rules.js';
import { Watch } from './watch.js';

type Answer =
  | { readonly ok: true; readonly seq: number }
  | { readonly ok: false; readonly rejection: Rejection }
  | 'lost';

const day = 86_400_000;

/** One random case: a shell that crashes, a log that does not, and what must hold after every step. */
export class ModelCase {
  private readonly people;
  private readonly rules;
  private readonly watch;
  private readonly log: ModelLog;
  private readonly requests: {
    readonly command: Command & { readonly request: string };
    seq: number | null;
  }[] = [];
  /** What the workflow holds; a crash leaves it behind the log. */
  private state: CaseState;
  private now: Instant;
  private acts = 0;
  private readonly sent: (readonly [Instant, Command])[] = [];

  constructor(
    private readonly chance: Chance,
    /** How often each event and each refusal has occurred, over all cases that share it. */
    private readonly occurred = new Map<string, number>(),
  ) {
    const reference = `CCP-MA-2026-${String(chance.seed % 10_000).padStart(4, '0')}`;
    this.people = randomPeople(chance);
    this.rules = randomRules(chance);
    this.watch = new Watch(reference, this.rules);
    this.log = new ModelLog(reference, this.watch);
    this.state = frozen(initialState(reference));
    this.now = Date.UTC(2026, 3, 1, 9) + chance.below(90 * 24 * 60) * 60_000;
  }

  /** Nothing more is to be expected of it. */
  get over(): boolean {
    return this.state.status === 'closed' && this.chance.holds(0.25);
  }

  /** The last commands, for whoever looks for the cause of a failure. */
  get trace(): string {
    return this.sent
      .slice(-12)
      .map(([at, command]) => `${new Date(at).toISOString()} ${JSON.stringify(command).slice(0, 600)}`)
      .join('\n');
  }

  step(): void {
    const { chance } = this;
    const way = chance.next();
    if (way < 0.01) this.restart();
    else if (way < 0.03) this.continueAsNew();
    else if (way < 0.06) this.repeatRequest();
    else if (way < 0.1) this.observe();
    else if (way < 0.45) this.wake();
    else this.act();
  }

  /** The whole log, from nothing, gives the same as every step of it did. */
  finish(): void {
    this.restart();
    this.watch.compare(this.state, this.log.length);
  }

  /** Only a person's act opens, so that there is something to wait for. */
  private act(): void {
    const { chance } = this;
    if (chance.holds(0.6)) this.now += chance.below(chance.pick([60_000, 3_600_000, 2 * day, 5 * day]));
    const { people, state, now } = this;
    const world = { chance, people, state, now };
    const { actor, body } = state.status === 'new' ? randomOpening(world, this.rules) : randomAct(world);
    this.acts += 1;
    const header = { request: `r-${this.acts}`, act: { id: `a-${this.acts}`, hash: 'h' }, actor };
    const command = frozen({ ...body, ...header });
    const answer = this.send(command, chance.holds(0.7));
    this.count(answer === 'lost' ? 'lost' : answer.ok ? body.type : answer.rejection.code);
    this.requests.push({ command, seq: answer !== 'lost' && answer.ok ? answer.seq : null });
    if (answer !== 'lost' && !answer.ok) this.watch.refused(answer.rejection, command);
  }

  private wake(): void {
    const { chance } = this;
    const next = nextWake(this.state);
    if (!next) return;
    if (chance.holds(0.1)) {
      this.send({ type: 'wake' });
      return;
    }
    const late = chance.holds(0.15) ? chance.below(chance.pick([60_000, 10 * day])) : 0;
    const exact = late === 0 && next.at >= this.now;
    this.now = Math.max(this.now, next.at) + late;
    const isCurrent = this.state.seq === this.log.length;
    const before = this.log.length;
    const answer = this.send({ type: 'wake' });
    if (!isCurrent || answer === 'lost') return;
    if (!answer.ok || this.log.length === before) throw new Error('A wake at its moment did nothing.');
    this.watch.woken(this.state, this.now, exact ? next : null);
  }

  /** What the shell itself sees of the world. */
  private observe(): void {
    const { chance, state } = this;
    const items = openItems(state);
    const item = items.length > 0 ? chance.pick(items).id : null;
    const commands: readonly Command[] = [
      { type: 'mail-undeliverable', mails: [{ item, because: chance.pick(['refused', 'no-recipient']) }] },
      { type: 'cancellation-requested' },
      { type: 'review', undecidable: item === null ? [] : [item], placeFree: chance.holds(0.3) },
      { type: 'review', undecidable: [], placeFree: chance.holds(0.3) },
      { type: 'review', undecidable: [], untold: item === null ? [] : [item], placeFree: false },
    ];
    this.send(frozen(chance.pick(commands)));
  }

  /** I11: a browser's retry, or whoever saw its answer lost, gets the answer of the first time, and nothing happens again. */
  private repeatRequest(): void {
    if (this.requests.length === 0) return;
    const repeated = this.chance.pick(this.requests);
    const before = this.log.length;
    const answered = this.log.answerOf(repeated.command.request);
    const answer = this.send(repeated.command, true, false);
    if (answered === undefined) {
      if (answer !== 'lost' && answer.ok) repeated.seq = answer.seq;
      return;
    }
    if (answer === 'lost' || !answer.ok || answer.seq !== answered || this.log.length !== before)
      throw new Error(
        `I11: ${repeated.command.request} was answered by ${answered} and then ${JSON.stringify(answer)}`,
      );
    if (repeated.seq !== null && repeated.seq !== answered) throw new Error('I11: an answer has changed');
  }

  /** The shell of the workflow: decide, record, adopt what the log answers; where it was ahead, decide again. */
  private send(command: Command, caughtUp = false, mayCrash = true): Answer {
    this.sent.push([this.now, command]);
    if (caughtUp) this.adopt(this.log.after(this.state.seq));
    for (;;) {
      const request = 'request' in command ? command.request : null;
      const seen = this.state.seen.find((each) => each.request === request);
      if (request !== null && seen) return { ok: true, seq: seen.seq };
      const decision = decide(this.state, command, this.now);
      if (!decision.ok) return decision;
      if (request === null && decision.events.length === 0) return { ok: true, seq: this.state.seq };
      const transition: Transition = {
        ...{ reference: this.state.reference, seq: this.state.seq + 1, request, engine: this.state.engine },
        at: this.now,
        act: 'act' in command ? command.act : null,
        actor: 'actor' in command ? command.actor : null,
        events: decision.events,
      };
      if (mayCrash && this.chance.holds(0.02)) return 'lost';
      const answer = this.log.record(transition, command);
      if (answer.status === 'answered') return { ok: true, seq: answer.seq };
      // Committed, and Temporal never heard of it.
      if (mayCrash && answer.status === 'appended' && this.chance.holds(0.03)) return 'lost';
      this.adopt(answer.status === 'appended' ? [transition] : answer.transitions);
      if (answer.status === 'appended') {
        for (const { type } of transition.events) this.count(type);
        this.watch.compare(this.state, this.log.length);
        return { ok: true, seq: transition.seq };
      }
    }
  }

  private count(what: string): void {
    this.occurred.set(what, (this.occurred.get(what) ?? 0) + 1);
  }

  private adopt(transitions: readonly Transition[]): void {
    this.state = frozen(
      transitions.reduce((state, transition) => fold(state, frozen(transition)), this.state),
    );
  }

  private restart(): void {
    this.state = frozen(initialState(this.state.reference));
    this.adopt(this.log.after(0));
  }

  private continueAsNew(): void {
    this.state = frozen(JSON.parse(JSON.stringify(this.state)) as CaseState);
  }
}
