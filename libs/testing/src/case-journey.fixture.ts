import {
  decide,
  fold,
  initialState,
  nextWake,
  openItems,
  type ActBody,
  type ActorFacts,
  type ApprovalOutcome,
  type CalendarSnapshot,
  type CaseRules,
  type CaseSettings,
  type CaseState,
  type Command,
  type Decision,
  type Facts,
  type Instant,
  type Rejection,
  type Transition,
} from '#libs/domain';
import { sampleActors, sampleCalendar, sampleRules, sampleSettings } from './definition.fixture.js';

/** A case driven through the pure core alone: the loop of the workflow without its server. */
export class CaseJourney {
  state: CaseState;
  now: Instant;
  readonly log: Transition[] = [];

  constructor(
    readonly reference = 'CCP-MA-2026-0007',
    now: Instant = Date.UTC(2026, 3, 1, 9),
  ) {
    this.state = initialState(reference);
    this.now = now;
  }

  /** A journey whose case is open under the sample definition, or a given one. */
  static opened(
    given: { rules?: CaseRules; calendar?: CalendarSnapshot; settings?: CaseSettings; now?: Instant } = {},
  ): CaseJourney {
    const journey = new CaseJourney(undefined, given.now);
    journey.act(sampleActors.coordinator, {
      type: 'open',
      rules: given.rules ?? sampleRules,
      rulesHash: 'hash',
      calendar: given.calendar ?? sampleCalendar,
      settings: given.settings ?? sampleSettings,
    });
    return journey;
  }

  /** Decides and, when accepted, appends and folds. */
  send(command: Command): Decision {
    const decision = decide(this.state, command, this.now);
    if (decision.ok) {
      const header = 'request' in command ? command : null;
      const transition: Transition = {
        reference: this.reference,
        seq: this.state.seq + 1,
        request: header?.request ?? null,
        engine: this.state.engine,
        at: this.now,
        act: header?.act ?? null,
        actor: header?.actor ?? null,
        events: decision.events,
      };
      this.log.push(transition);
      this.state = fold(this.state, transition);
    }
    return decision;
  }

  /** An act that must be accepted. */
  act(actor: ActorFacts, body: ActBody): readonly Transition['events'][number][] {
    const decision = this.send(this.command(actor, body));
    if (!decision.ok) throw new Error(`${decision.rejection.code} (${decision.rejection.subject ?? '-'})`);
    return decision.events;
  }

  /** An act that must be refused. */
  refused(actor: ActorFacts, body: ActBody): Rejection {
    const decision = this.send(this.command(actor, body));
    if (decision.ok) throw new Error(`${body.type} was accepted`);
    return decision.rejection;
  }

  command(actor: ActorFacts, body: ActBody): Command {
    const number = this.log.length + 1;
    return { ...body, request: `request-${number}`, act: { id: `act-${number}`, hash: 'hash' }, actor };
  }

  complete(actor: ActorFacts, key: string, facts: Facts = {}, documents = 0) {
    return this.act(actor, { type: 'complete-task', task: this.openId(key), facts, documents });
  }

  decided(actor: ActorFacts, key: string, outcome: ApprovalOutcome, reopens: readonly string[] = []) {
    return this.act(actor, { type: 'decide', approval: this.openId(key), outcome, reopens });
  }

  /** Lets time pass to a moment, waking at every moment that `nextWake` names on the way. */
  passTo(moment: Instant): void {
    for (let wake = nextWake(this.state); wake && wake.at <= moment; wake = nextWake(this.state)) {
      this.now = Math.max(this.now, wake.at);
      this.send({ type: 'wake' });
    }
    this.now = Math.max(this.now, moment);
  }

  /** Id of the open round of a task or approval. */
  openId(key: string): string {
    const item = openItems(this.state).find((each) => each.state.key === key);
    if (!item) throw new Error(`${key} is not open; open: ${this.openKeys().join(', ')}`);
    return item.id;
  }

  openKeys(): readonly string[] {
    return openItems(this.state).map((item) => item.state.key);
  }
}
