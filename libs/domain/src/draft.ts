import { dueInstant, dueOn, type Due } from './due.js';
import { evolve } from './evolve.js';
import { definitionOf, type Definition } from './lookup.js';
import type {
  CaseEvent,
  CaseState,
  DueRule,
  IncidentKind,
  Instant,
  LocalDate,
  Rejection,
} from './model/index.js';

/** Ends a decision with a rejection; `decide` catches it, nothing else may. */
export class Refusal extends Error {
  constructor(readonly rejection: Rejection) {
    super(rejection.code);
  }
}

/** Shorthand for the one way out of a decision. */
export function refuse(code: Rejection['code'], subject: string | null = null): never {
  throw new Refusal({ code, subject });
}

/** A decision being made: collects events and applies each at once, so that later steps see what earlier ones did. */
export class Draft {
  readonly events: CaseEvent[] = [];

  constructor(
    public state: CaseState,
    readonly now: Instant,
    /** Nobody can be told that time itself was refused: a wake goes on and raises an incident instead. */
    private readonly unrefusable = false,
  ) {}

  emit(event: CaseEvent): void {
    this.events.push(event);
    this.state = evolve(this.state, event, this.now);
  }

  get definition(): Definition {
    return definitionOf(this.state) ?? refuse('case.not-open');
  }

  /** When something opening now is due by a rule; `subject` is its id. */
  due(rule: DueRule, subject: string, plan?: LocalDate): Instant {
    const { calendar, settings } = this.definition;
    const context = { calendar, settings, facts: this.state.facts, now: this.now };
    return this.within(dueInstant(plan === undefined ? context : { ...context, plan }, rule), subject);
  }

  /** When something opening now is due by a given date. */
  dueOn(date: LocalDate, subject: string): Instant {
    return this.within(dueOn({ calendar: this.definition.calendar, now: this.now }, date), subject);
  }

  raise(kind: IncidentKind, subject: string | null): void {
    const number = Object.keys(this.state.incidents).length + 1;
    this.emit({ type: 'incident-raised', id: `${this.state.reference}.incident.${number}`, kind, subject });
  }

  private within(due: Due, subject: string): Instant {
    if (due.beyondHorizon) {
      if (!this.unrefusable) refuse('calendar.beyond-horizon', due.date);
      this.raise('reported', subject);
    }
    return due.at;
  }
}
